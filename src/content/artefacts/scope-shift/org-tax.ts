/** A recurring loss that many people share. All rates are per working day of five a week. */
export interface Tax {
  people: number;
  /** Occurrences per person and working day. */
  perPersonPerDay: number;
  /** Share of occurrences that fail, 0 to 1. */
  failureRate: number;
  /** Minutes lost by each failure. */
  minutesLost: number;
}

/** A proposal to remove part of a tax. */
export interface Proposal {
  people: number;
  weeks: number;
  /** Share of the tax it removes, 0 to 1. */
  removes: number;
}

/** Productive hours in a working week: what is left of 38 after meetings of the whole company. House figure. */
export const productiveHours = 36;

// #region tax
/** Hours that the organisation loses in a week. */
export function weeklyTax({ people, perPersonPerDay, failureRate, minutesLost }: Tax): number {
  return people * perPersonPerDay * failureRate * (minutesLost / 60) * 5;
}

/** Weeks until the hours saved equal the hours spent, if the tax does not grow back. */
export function paybackWeeks(tax: Tax, proposal: Proposal): number {
  const cost = proposal.people * proposal.weeks * productiveHours;
  return cost / (weeklyTax(tax) * proposal.removes);
}

/** Payback when the softest input is half as large, as believed, and half as large again. */
export function sensitivity(tax: Tax, proposal: Proposal, softest: keyof Tax): [high: number, believed: number, low: number] {
  const at = (factor: number) => paybackWeeks({ ...tax, [softest]: tax[softest] * factor }, proposal);
  return [at(0.5), at(1), at(1.5)];
}
// #endregion tax

/** The worked example: flaky continuous integration in an organisation of 118 engineers. */
export const flakyBuilds: Tax = { people: 118, perPersonPerDay: 6.2, failureRate: 0.09, minutesLost: 18 };
export const quarantine: Proposal = { people: 3, weeks: 8, removes: 0.7 };

/** Person-hours of one security patch through every team: days become hours at the productive rate. */
export function patchHours(teams: number, daysEach: number): number {
  return teams * daysEach * (productiveHours / 5);
}
