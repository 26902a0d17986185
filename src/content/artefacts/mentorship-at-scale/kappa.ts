/** Two reviewers rate the same designs without seeing each other's verdict: how many fell into each cell. */
export interface Verdicts {
  bothPass: number;
  onlyAPasses: number;
  onlyBPasses: number;
  bothFail: number;
}

// #region kappa
/** Observed agreement, agreement expected by chance, and Cohen's kappa: the share of the rest that was achieved. */
export function agreement({ bothPass, onlyAPasses, onlyBPasses, bothFail }: Verdicts) {
  const n = bothPass + onlyAPasses + onlyBPasses + bothFail;
  const a = (bothPass + onlyAPasses) / n;
  const b = (bothPass + onlyBPasses) / n;
  const observed = (bothPass + bothFail) / n;
  const chance = a * b + (1 - a) * (1 - b);
  return { n, observed, chance, kappa: (observed - chance) / (1 - chance) };
}

/** Standard error of kappa by Cohen's approximation of 1960; optimistic below some 30 designs. */
export function standardError(verdicts: Verdicts): number {
  const { n, observed, chance } = agreement(verdicts);
  return Math.sqrt((observed * (1 - observed)) / n) / (1 - chance);
}

/** 95% interval of kappa. */
export function interval(verdicts: Verdicts): [low: number, high: number] {
  const { kappa } = agreement(verdicts);
  const half = 1.96 * standardError(verdicts);
  return [kappa - half, kappa + half];
}

/** How many standard errors apart two independent samples are; about 1.96 is the usual bar for a difference. */
export function z(before: Verdicts, after: Verdicts): number {
  const error = Math.hypot(standardError(before), standardError(after));
  return (agreement(after).kappa - agreement(before).kappa) / error;
}
// #endregion kappa

/**
 * Designs per sample at which a difference of this size would be found in four cases of five
 * (two-sided 5% level, 80% power; the error shrinks with the square root of the sample).
 */
export function designsNeeded(before: Verdicts, after: Verdicts): number {
  const { n } = agreement(before);
  return Math.ceil(n * ((1.96 + 0.8416) / z(before, after)) ** 2);
}

/**
 * 95% interval of kappa by resampling the designs, for samples too small for a formula.
 *
 * @param random yields numbers in [0, 1); pass a seeded one for a repeatable answer
 */
export function bootstrap(verdicts: Verdicts, random: () => number, rounds = 4000): [low: number, high: number] {
  const { bothPass, onlyAPasses, onlyBPasses, bothFail } = verdicts;
  const cells = [
    ...Array<keyof Verdicts>(bothPass).fill('bothPass'),
    ...Array<keyof Verdicts>(onlyAPasses).fill('onlyAPasses'),
    ...Array<keyof Verdicts>(onlyBPasses).fill('onlyBPasses'),
    ...Array<keyof Verdicts>(bothFail).fill('bothFail'),
  ];
  const kappas = Array.from({ length: rounds }, () => {
    const drawn: Verdicts = { bothPass: 0, onlyAPasses: 0, onlyBPasses: 0, bothFail: 0 };
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[Math.floor(random() * cells.length)];
      if (cell) drawn[cell] += 1;
    }
    return agreement(drawn).kappa;
  }).sort((one, other) => one - other);
  const at = (share: number) => kappas[Math.floor(share * (rounds - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** Quillon, before and after rubric and calibration: two samples of 40 designs. */
export const before: Verdicts = { bothPass: 18, onlyAPasses: 4, onlyBPasses: 6, bothFail: 12 };
export const after: Verdicts = { bothPass: 21, onlyAPasses: 2, onlyBPasses: 3, bothFail: 14 };
