import { type Handbook, isKind, type PageOf } from './handbook.ts';

/** Counts of a week's ledger; domains are counted as different numbers, whatever the weeks they stand in. */
const counted = [
  { key: 'problems', label: 'Practice problems', metric: 'metric-100-practice-problems' },
  { key: 'reviews', label: 'Architecture reviews led', metric: 'metric-architecture-reviews' },
  { key: 'rfcs', label: 'RFCs written', metric: 'metric-technical-rfcs' },
  { key: 'incidents', label: 'Simulated incidents led', metric: 'metric-incident-management' },
  { key: 'mentoring', label: 'Mentoring sessions', metric: 'metric-mentoring-sessions' },
  { key: 'contacts', label: 'Professional contacts', metric: 'metric-network-building' },
  { key: 'domains', label: 'Technical domains', metric: 'metric-16-technical-domains' },
] as const;

type Ledger = NonNullable<PageOf<'week'>['data']['ledger']>;

/** One metric of completion: what the outline asks for, what the weeks add up to, and where. */
export interface LedgerRow {
  key: (typeof counted)[number]['key'];
  label: string;
  /** The outline's own words, with the anchor of the item on the page of metrics. */
  outline: { id: string; text: string } | undefined;
  total: number;
  weeks: { page: PageOf<'week'>; amount: number }[];
}

/** Adds up the ledgers of all weeks. */
export function ledgerOf(handbook: Handbook): LedgerRow[] {
  const metrics = [...handbook.pages.values()]
    .filter((page) => isKind(page, 'metrics'))
    .flatMap((page) => page.data.outline.groups.flatMap(({ items }) => items));
  return counted.map(({ key, label, metric }) => {
    const item = metrics.find(({ id }) => id === metric);
    const weeks = handbook.weeks
      .map((page) => ({ page, amount: amountOf(page, key) }))
      .filter(({ amount }) => amount > 0);
    return {
      key,
      label,
      outline: item && { id: item.id, text: `${item.label}: ${item.text}` },
      total: key === 'domains' ? distinctDomains(handbook) : weeks.reduce((sum, { amount }) => sum + amount, 0),
      weeks,
    };
  });
}

/** What one week's ledger adds, without the zeros. */
export function ledgerAmounts(ledger: Ledger): { label: string; amount: number }[] {
  return counted.map(({ key, label }) => ({ label, amount: countIn(ledger, key) })).filter(({ amount }) => amount > 0);
}

/** Runs of weeks that follow one another with the same amount, to be told as one: weeks 1–22: 2 each. */
export function runsOf(weeks: LedgerRow['weeks']): { from: PageOf<'week'>; to: PageOf<'week'>; amount: number }[] {
  const runs: { from: PageOf<'week'>; to: PageOf<'week'>; amount: number }[] = [];
  for (const { page, amount } of weeks) {
    const last = runs.at(-1);
    const follows = last?.amount === amount && last.to.data.outline.number + 1 === page.data.outline.number;
    if (last && follows) last.to = page;
    else runs.push({ from: page, to: page, amount });
  }
  return runs;
}

function amountOf(page: PageOf<'week'>, key: LedgerRow['key']): number {
  return page.data.ledger ? countIn(page.data.ledger, key) : 0;
}

function countIn(ledger: Ledger, key: LedgerRow['key']): number {
  return key === 'domains' ? ledger.domains.length : ledger[key];
}

function distinctDomains(handbook: Handbook): number {
  return new Set(handbook.weeks.flatMap((page) => page.data.ledger?.domains ?? [])).size;
}
