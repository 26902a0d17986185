/** Minutes between updates, by severity: house figures. */
export const cadence = {
  1: { internal: 15, external: 30 },
  2: { internal: 30, external: 60 },
  3: { internal: 120, external: undefined },
} as const;
export type Severity = keyof typeof cadence;

export interface Due {
  /** Minutes since the incident was declared. */
  minute: number;
  what: 'internal update' | 'external update' | 'hand over command';
}

// #region timer
/** Hours after which an incident commander hands over, rested or not: house figure. */
export const commandHours = 4;

/** Everything that falls due up to `until` minutes after declaration, in order. */
export function updatesDue(severity: Severity, until: number): Due[] {
  const { internal, external } = cadence[severity];
  const every = (step: number | undefined, what: Due['what']): Due[] =>
    step ? Array.from({ length: Math.floor(until / step) }, (_, n) => ({ minute: (n + 1) * step, what })) : [];
  return [
    ...every(internal, 'internal update'),
    ...every(external, 'external update'),
    ...every(commandHours * 60, 'hand over command'),
  ].sort((a, b) => a.minute - b.minute);
}
// #endregion timer
