/** One stretch assignment: who got it, whether they work remotely, who spoke for them. */
export interface Assignment {
  period: string;
  assignment: string;
  person: string;
  remote: string;
  sponsor: string;
}

/** Rows of a ledger kept as CSV without quoting, first line the names of the columns. */
export function readLedger(csv: string): Assignment[] {
  const [, ...lines] = csv.trim().split('\n');
  return lines.map((line) => {
    const [period = '', assignment = '', person = '', remote = '', sponsor = ''] = line.split(',');
    return { period, assignment, person, remote, sponsor };
  });
}

// #region share
/** Share of assignments held by the `top` people who have most; with everybody different it is top ÷ assignments. */
export function topShare(ledger: Assignment[], top = 3): number {
  const counts = Object.values(Object.groupBy(ledger, (row) => row.person)).map((rows) => rows?.length ?? 0);
  const most = counts.sort((one, other) => other - one).slice(0, top);
  return most.reduce((sum, count) => sum + count, 0) / ledger.length;
}

/** Share of assignments that meet a condition, to compare with that group's share of the people. */
export function shareWhere(ledger: Assignment[], condition: (row: Assignment) => boolean): number {
  return ledger.filter(condition).length / ledger.length;
}
// #endregion share
