/** Something that a leader has not heard yet. */
export interface News {
  /** New forecast over the last one *agreed*, minus 1: 0.13 for 13% later. Not over the last one mentioned. */
  slip: number;
  /** A date promised to a customer is touched. */
  customerDate: boolean;
  /** Security, law or privacy may be concerned. */
  protectedMatter: boolean;
}

export type Rung = 'immediately' | 'same day' | 'within 24 h' | 'next note';

// #region ladder
/** How soon it has to be told. The highest rung that applies, and no rung waits for the analysis. */
export function rung({ slip, customerDate, protectedMatter }: News): Rung {
  if (protectedMatter) return 'immediately';
  if (customerDate || slip > 0.25) return 'same day';
  if (slip >= 0.1) return 'within 24 h';
  return 'next note';
}

/** What a row of slips, each measured from the one before, comes to: four of 6% are 26%. */
export function drift(slips: readonly number[]): number {
  return slips.reduce((total, slip) => total * (1 + slip), 1) - 1;
}
// #endregion ladder
