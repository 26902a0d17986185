import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { askPage } from '../search/ask-page.ts';
import { termHomes } from '../search/index-files.ts';
import { labels, nonsense } from '../search/labels.ts';
import { leadsToSection, measure, type Outcome, rankOf } from '../search/measures.ts';
import { launch, open } from './open.ts';

const { base, folder } = inject('builds').base;
const homes = termHomes(folder);
const outcomes: Outcome[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  ({ page } = await open(browser, 'search/'));
  for (const label of labels()) outcomes.push({ label, found: (await askPage(page, label.query, base)).found });
});
afterAll(() => browser.close());

/** The queries that missed, for whoever has to find out why. */
const misses = (of: readonly Outcome[], isHit: (outcome: Outcome) => boolean) =>
  of
    .filter((outcome) => !isHit(outcome))
    .map(({ label, found }) => `${label.query} → ${found.slice(0, 3).join('  ')}`)
    .join('\n');

describe('the labelled queries, through the search of the page', () => {
  it('lead to pages that exist', () => {
    expect(outcomes.filter(({ label }) => label.pages.length === 0)).toEqual([]);
    expect(outcomes.length).toBeGreaterThanOrEqual(200);
  });

  it.for([
    ['all', () => true],
    ['held back', ({ label }: Outcome) => label.held],
  ] as const)('find the right page first and among the first three (%s)', ([, chosen]) => {
    const some = outcomes.filter(chosen);
    const { first, three, mrr, zero } = measure(some, homes);
    const told = misses(some, (outcome) => rankOf(outcome, homes) === 1);
    expect(first, told).toBeGreaterThanOrEqual(0.92);
    expect(three, told).toBeGreaterThanOrEqual(0.97);
    expect(mrr, told).toBeGreaterThanOrEqual(0.94);
    expect(zero / some.length, told).toBeLessThanOrEqual(0.005);
  });

  it.for([
    ['exact', 0.97],
    ['abbreviation', 0.9],
    ['synonym', 0.9],
    ['typo', 0.92],
    ['prefix', 0.9],
    ['natural', 0.85],
    ['section', 0.85],
  ] as const)('%s: the right page first for %f of them', ([kind, floor]) => {
    const some = outcomes.filter(({ label }) => label.kind === kind);
    expect(
      measure(some, homes).first,
      misses(some, (outcome) => rankOf(outcome, homes) === 1),
    ).toBeGreaterThanOrEqual(floor);
  });

  it('land on the right section', () => {
    const asked = outcomes.filter(({ label }) => label.sections.length > 0);
    expect(measure(asked, homes).section, misses(asked, leadsToSection)).toBeGreaterThanOrEqual(0.88);
  });

  it('give the same list twice', async () => {
    const changed: string[] = [];
    for (const { label, found } of outcomes) {
      const again = await askPage(page, label.query, base);
      if (again.found.join() !== found.join()) changed.push(label.query);
    }
    expect(changed).toEqual([]);
  });

  it('find nothing for made-up words', async () => {
    const found: string[] = [];
    for (const word of nonsense()) if ((await askPage(page, word, base)).found.length > 0) found.push(word);
    expect(found.length / nonsense().length, found.join(' ')).toBeLessThanOrEqual(0.05);
  });
});
