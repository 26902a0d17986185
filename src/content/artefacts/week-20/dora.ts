/** One deployment to production; times as ISO 8601. */
export interface Deploy {
  committedAt: string;
  deployedAt: string;
  causedFailure: boolean;
  /** Unplanned, because of an incident in production. */
  rework: boolean;
  recoveredAt?: string;
}

const hoursBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

export function median(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

// #region dora
/** The five metrics of one service over a number of working days. Rates are shares of all deployments. */
export function dora(deploys: Deploy[], workingDays: number) {
  const failures = deploys.filter(({ causedFailure }) => causedFailure);
  const recovered = failures.flatMap(({ deployedAt, recoveredAt }) =>
    recoveredAt === undefined ? [] : [60 * hoursBetween(deployedAt, recoveredAt)],
  );
  return {
    deploysPerDay: deploys.length / workingDays,
    leadTimeHours: median(deploys.map(({ committedAt, deployedAt }) => hoursBetween(committedAt, deployedAt))),
    changeFailRate: failures.length / deploys.length,
    recoveryMinutes: median(recovered), // a failure that is not over yet has no time, and is listed apart
    reworkRate: deploys.filter(({ rework }) => rework).length / deploys.length,
    stillFailing: failures.length - recovered.length,
  };
}
// #endregion dora

export function parseDeploys(csv: string): Deploy[] {
  const [header = '', ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    return {
      committedAt: cell('committed_at'),
      deployedAt: cell('deployed_at'),
      causedFailure: cell('caused_failure') === 'true',
      rework: cell('rework') === 'true',
      ...(cell('recovered_at') === '' ? {} : { recoveredAt: cell('recovered_at') }),
    };
  });
}
