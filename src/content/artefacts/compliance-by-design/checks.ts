/** The five checks: pure functions over what the systems of record say. Each returns every violation, not a sample. */
const day = 86_400_000;

export interface Systems {
  branchProtection: { repository: string; approvals: number; adminBypass: boolean }[];
  logRetention: { store: string; days: number; hotDays: number }[];
  accessReview: { entitlement: string; confirmed: string }[];
  keyRotation: { key: string; enabled: boolean; days: number }[];
  panScan: string[];
}
export type Threshold = Readonly<Record<string, number | boolean>>;
/** What was looked at, how many, and what was wrong with which. */
export interface Finding {
  population: number;
  violations: string[];
}

// #region pan
/** Luhn's check digit, which every card number has and nine in ten other numbers lack. */
export function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, place) => {
    const digit = Number(character) * (place % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

/** Card numbers in a line, with or without separators, as the evidence may show them: first six and last four. */
export const pans = (line: string): string[] =>
  [...line.matchAll(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g)]
    .map(([text]) => text.replace(/\D/g, ''))
    .filter(luhn)
    .map((pan) => `${pan.slice(0, 6)}…${pan.slice(-4)}`);
// #endregion pan

// #region checks
const finding = <Item>(items: readonly Item[], wrong: (item: Item) => string | false): Finding => ({
  population: items.length,
  violations: items.map(wrong).filter((text) => text !== false),
});

export const checks: Readonly<Record<keyof Systems, (systems: Systems, limit: Threshold, now: Date) => Finding>> = {
  branchProtection: ({ branchProtection }, { approvals, adminBypass }) =>
    finding(branchProtection, (item) => (item.approvals < Number(approvals) || (item.adminBypass && !adminBypass)) && item.repository),
  logRetention: ({ logRetention }, { days, hotDays }) =>
    finding(logRetention, (item) => (item.days < Number(days) || item.hotDays < Number(hotDays)) && `${item.store}: ${item.days} d, ${item.hotDays} hot`),
  accessReview: ({ accessReview }, { days }, now) =>
    finding(accessReview, (item) => now.getTime() - Date.parse(item.confirmed) > Number(days) * day && item.entitlement),
  keyRotation: ({ keyRotation }, { days }) =>
    finding(keyRotation, (item) => (!item.enabled || item.days > Number(days)) && item.key),
  panScan: ({ panScan }) => finding(panScan, (line) => pans(line).join(', ') || false),
};
// #endregion checks
