/** Notification clocks of one incident. Times are UTC. */
const hour = 3_600_000;
const plus = (time: Date, hours: number) => new Date(time.getTime() + hours * hour);

// #region clocks
export interface Incident {
  /** Reasonable certainty that it happened: starts most clocks. */
  aware: Date;
  /** Classified as major: its own field, set by a person, never edited. */
  classified?: Date;
  /** Initial notification submitted: starts the next clock. */
  initialSent?: Date;
}

/** DORA initial notification: 4 h from classification and 24 h from awareness; classified later than that, 4 h. */
export function doraInitial({ aware, classified }: Incident): Date {
  const outer = plus(aware, 24);
  if (classified === undefined) return outer;
  const inner = plus(classified, 4);
  return classified > outer || inner < outer ? inner : outer;
}

/** DORA intermediate report: 72 h from *submitting* the initial one, so an early start brings it forward. */
export const doraIntermediate = ({ initialSent }: Incident): Date | undefined => initialSent && plus(initialSent, 72);

/** GDPR Art. 33: 72 h from awareness. */
export const gdpr = ({ aware }: Incident): Date => plus(aware, 72);

/** NIS2 Art. 23 early warning: 24 h from awareness. */
export const nis2Warning = ({ aware }: Incident): Date => plus(aware, 24);
// #endregion clocks

/** Monday 5 October 2026. */
export const drill: Required<Incident> = {
  aware: new Date('2026-10-05T09:00Z'),
  classified: new Date('2026-10-05T13:00Z'),
  initialSent: new Date('2026-10-05T16:30Z'),
};
