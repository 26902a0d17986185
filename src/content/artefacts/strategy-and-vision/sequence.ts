/** A bet that one group of people works on alone until it is finished. */
export interface Bet {
  name: string;
  /** What each month of not having it costs, in thousand euros; taken as constant. */
  costOfDelay: number;
  /** Months of work from start to effect. */
  months: number;
}

// #region sequence
/** Cost of delay divided by duration: thousand euros a month, saved for each month of the group's time. */
export function cd3({ costOfDelay, months }: Bet): number {
  return costOfDelay / months;
}

/** What waiting costs in this order, in thousand euros: each bet's cost of delay until it is finished. */
export function delayCost(order: readonly Bet[]): number {
  let finished = 0;
  let cost = 0;
  for (const bet of order) {
    finished += bet.months;
    cost += bet.costOfDelay * finished;
  }
  return cost;
}

/** Every order there is, cheapest first. Six for three bets, 120 for five: list no more than five. */
export function allOrders(bets: readonly Bet[]): Bet[][] {
  const permute = (rest: readonly Bet[]): Bet[][] =>
    rest.length === 0 ? [[]] : rest.flatMap((first) => permute(rest.filter((bet) => bet !== first)).map((tail) => [first, ...tail]));
  return permute(bets).sort((a, b) => delayCost(a) - delayCost(b));
}

/** The cost of delay at which a bet would draw level with another, in thousand euros a month. */
export function flipPoint(bet: Bet, against: Bet): number {
  return cd3(against) * bet.months;
}
// #endregion sequence

/** Names in order: "BAC". */
export function label(order: readonly Bet[]): string {
  return order.map(({ name }) => name).join('');
}

/**
 * Cost of waiting for slow builds, in thousand euros a month of 20 working days.
 *
 * @param minutes saved for each engineer and day
 */
export function buildWaiting(engineers: number, minutes: number, eurosPerHour: number): number {
  return (engineers * (minutes / 60) * 20 * eurosPerHour) / 1000;
}

/** Delay cost that has run up after a number of months in this order, in thousand euros. */
export function runUp(order: readonly Bet[], month: number): number {
  let finished = 0;
  let cost = 0;
  for (const bet of order) {
    finished += bet.months;
    cost += bet.costOfDelay * Math.min(month, finished);
  }
  return cost;
}

/** Larkspur's three bets. B's cost of delay is `buildWaiting(110, 25, 85)`, rounded as it stands in the strategy. */
export const carveOut: Bet = { name: 'A', costOfDelay: 90, months: 6 };
export const fasterBuilds: Bet = { name: 'B', costOfDelay: 77.9, months: 2 };
export const secondRegion: Bet = { name: 'C', costOfDelay: 60, months: 9 };

/** What Larkspur's last eight projects of this kind took, as multiples of their plans. */
export const larkspurRatios = [0.9, 1.0, 1.1, 1.2, 1.4, 1.5, 1.8, 2.3];

/** Mean time in the queue of a single server with random arrivals, in multiples of one job's work. */
export function queueingMultiple(utilisation: number): number {
  return utilisation / (1 - utilisation);
}
