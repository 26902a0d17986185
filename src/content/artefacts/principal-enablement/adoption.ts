/** Moving services onto a standard: how many, how many of them by machine, and how fast each way. */
export interface Rollout {
  services: number;
  /** Share that a codemod can change, 0 to 1. */
  automated: number;
  /** Services a week through the codemod, review and merge included. */
  automatedPerWeek: number;
  /** Services a week by hand, all teams together. */
  byHandPerWeek: number;
  /** Engineer-days a service costs by hand. */
  daysByHand: number;
  /** Engineer-weeks to write the codemod. */
  codemodWeeks: number;
}

// #region throughput
/** Weeks until the last service: all by hand, and with codemod and hands at work side by side. */
export function weeks(rollout: Rollout) {
  const machine = Math.round(rollout.services * rollout.automated);
  const hands = rollout.services - machine;
  const byMachine = machine / rollout.automatedPerWeek;
  const byHand = hands / rollout.byHandPerWeek;
  return {
    machine,
    hands,
    allByHand: rollout.services / rollout.byHandPerWeek,
    byMachine,
    byHand,
    together: Math.max(byMachine, byHand),
  };
}

/** Engineer-weeks of five days that the codemod saves, and what is left of them after writing it. */
export function codemodSaving(rollout: Rollout) {
  const saved = (weeks(rollout).machine * rollout.daysByHand) / 5;
  return { saved, net: saved - rollout.codemodWeeks };
}
// #endregion throughput

/** A platform in paid hours a year. */
export interface Platform {
  engineers: number;
  teams: number;
  /** Hours a week that the platform saves one team. The softest input: measure it. */
  savedPerTeam: number;
  /** Hours a year not spent on incidents that the platform prevents. */
  incidentHours: number;
}

/** Weeks at work in a year, and paid hours in a week. */
const workingWeeks = 46;
const paidHours = 40;

// #region economics
/** Cost, benefit and net hours of a steady year, in which nothing is migrated. */
export function steadyYear({ engineers, teams, savedPerTeam, incidentHours }: Platform) {
  const cost = engineers * workingWeeks * paidHours;
  const perTeam = savedPerTeam * workingWeeks;
  const benefit = teams * perTeam + incidentHours;
  return {
    cost,
    perTeam,
    benefit,
    net: benefit - cost,
    /** Teams at which saved time alone pays for the platform. */
    breakEvenTeams: cost / perTeam,
    /** Hours a week each team must be saved for time and incidents together to pay. */
    breakEvenHours: (cost - incidentHours) / (teams * workingWeeks),
  };
}

/** Hours that the migration costs once: the hand work of eight-hour days, and the codemod. */
export function migrationHours(rollout: Rollout): { hands: number; codemod: number } {
  return { hands: weeks(rollout).hands * rollout.daysByHand * 8, codemod: rollout.codemodWeeks * paidHours };
}
// #endregion economics

/** Hours a year spent on incidents: count a quarter and person-hours each. */
export function incidentHours(perQuarter: number, personHours: number): number {
  return 4 * perQuarter * personHours;
}

/** Arbor Cloud: 410 services of 52 teams move to the service baseline, version 2. */
export const baseline: Rollout = {
  services: 410,
  automated: 0.7,
  automatedPerWeek: 40,
  byHandPerWeek: 6,
  daysByHand: 1.5,
  codemodWeeks: 14,
};

/** Four of nine incidents of the second severity a quarter, at 60 person-hours each. */
export const avoided = incidentHours(9 - 5, 60);
export const six: Platform = { engineers: 6, teams: 52, savedPerTeam: 3, incidentHours: 0 };
export const four: Platform = { ...six, engineers: 4, incidentHours: avoided };
