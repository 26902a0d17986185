import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { median, percentile } from '../../src/content/artefacts/managing-up/forecast.ts';
import delayPlot from '../../src/content/artefacts/strategy-and-vision/delay.plot.ts';
import {
  allOrders,
  type Bet,
  buildWaiting,
  carveOut as a,
  cd3,
  delayCost,
  fasterBuilds as b,
  flipPoint,
  label,
  larkspurRatios,
  queueingMultiple,
  runUp,
  secondRegion as c,
} from '../../src/content/artefacts/strategy-and-vision/sequence.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const page = read('docs/modules/strategy-and-vision.mdx').replace(/\s+/g, ' ');
const larkspur = read('artefacts/strategy-and-vision/strategy-larkspur.md');
const template = read('artefacts/strategy-and-vision/strategy-template.md');

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

/** The words stand in the page, and in every other text that is named. */
function printed(words: string, ...others: string[]) {
  for (const text of [page, ...others]) expect(text).toContain(words);
}

describe('the three bets of Larkspur', () => {
  const best = 'BAC';

  it('price B at 917 hours and 77.9 thousand euros a month', () => {
    expect(buildWaiting(110, 25, 85)).toBeCloseTo(b.costOfDelay, 1);
    printed(`110 × 25 min × 20 days = ${whole((110 * 25 * 20) / 60)} h`);
    printed(`at 85 euros ${b.costOfDelay} thousand`);
  });

  it('have the CD3 of the table', () => {
    printed(`| [CD3](term:cd3) | ${cd3(a).toFixed(1)} | **${cd3(b).toFixed(1)}** | ${cd3(c).toFixed(1)} |`);
  });

  it('cost 1,896 in the best of six orders, 2,183 with A first', () => {
    const orders = allOrders([a, b, c]);
    expect(orders.map(label)).toEqual([best, 'ABC', 'BCA', 'ACB', 'CBA', 'CAB']);
    const costs = orders.map((order) => whole(delayCost(order)));
    printed(`| Order | ${orders.map(label).join(' | ')} | ${'| --- '.repeat(orders.length + 1)}|`);
    printed(`| Delay cost | **${costs[0]}** | ${costs.slice(1).join(' | ')} |`);
    printed(`costs ${whole(delayCost([a, b, c]) - delayCost([b, a, c]))} thousand more`);
    printed(`2 × 90 = ${b.months * a.costOfDelay}`);
    printed(`6 × 77.9 = ${(a.months * b.costOfDelay).toFixed(1)}`);
  });

  it('change places at the printed flip points', () => {
    printed(`A overtakes B only above ${flipPoint(a, b).toFixed(1)} thousand`);
    printed(`B falls behind A only below ${flipPoint(b, a).toFixed(1)}`);
    printed(`C passes A only above ${flipPoint(c, a).toFixed(1)}`);
  });

  it('keep their order when any one figure is doubled or halved', () => {
    const bets = [a, b, c];
    for (const key of ['costOfDelay', 'months'] as const)
      for (const factor of [2, 0.5])
        for (const wrong of bets) {
          const changed = bets.map((bet): Bet => (bet === wrong ? { ...bet, [key]: bet[key] * factor } : bet));
          expect(label(allOrders(changed)[0] ?? [])).toBe(best);
        }
  });

  it('turn round when A is doubled and B halved, at a price of 126', () => {
    const [doubled, halved] = [
      { ...a, costOfDelay: 180 },
      { ...b, costOfDelay: b.costOfDelay / 2 },
    ];
    expect(label(allOrders([doubled, halved, c])[0] ?? [])).toBe('ABC');
    printed(`A has a CD3 of ${cd3(doubled)} against ${cd3(halved).toFixed(1)}`);
    const regret = delayCost([halved, doubled, c]) - delayCost([doubled, halved, c]);
    printed(`would then cost ${whole(regret)} thousand, less than half of the 287`);
    expect(regret * 2).toBeLessThan(delayCost([a, b, c]) - delayCost([b, a, c]));
  });

  it('run up the cost that the figure shows', () => {
    expect(() => plotSpec.parse(delayPlot)).not.toThrow();
    expect(runUp([b, a, c], 17)).toBeCloseTo(delayCost([b, a, c]));
    const bFirst = [2, 6, 8, 17].map((month) => whole(runUp([b, a, c], month)));
    const aFirst = [6, 8, 17].map((month) => whole(runUp([a, b, c], month)));
    printed(`rise together to ${bFirst[0]} at month 2`);
    printed(`reaching ${bFirst[1]} at month 6, ${bFirst[2]} at month 8 and ${bFirst[3]} at month 17`);
    printed(`steeply to ${aFirst[0]} at month 6, reaches ${aFirst[1]} at month 8 and ${aFirst[2]} at month 17`);
  });

  it('take 10.4 months at even odds and 14.4 at P80, without changing order', () => {
    const ratios = [median(larkspurRatios), percentile(larkspurRatios, 0.8)] as const;
    const words = larkspurRatios.map((ratio) => ratio.toFixed(1));
    printed(`${words.slice(0, -1).join(', ')} and ${words.at(-1)} times their plans`);
    printed(`a median of ${ratios[0].toFixed(1)} and an 80th percentile of ${ratios[1]}`);
    printed(`B's P80 is ${(b.months * ratios[1]).toFixed(1)} months`);
    const paper = a.months + b.months;
    printed(
      `${paper} months on paper, ${(paper * ratios[0]).toFixed(1)} at even odds and ${(paper * ratios[1]).toFixed(1)} at P80`,
    );
    for (const ratio of ratios) {
      const late = [a, b, c].map((bet) => ({ ...bet, months: bet.months * ratio }));
      expect(label(allOrders(late)[0] ?? [])).toBe(best);
    }
  });
});

describe('the one-page strategy', () => {
  it('has a diagnosis of about 90 words and the sections of the template', () => {
    const section = larkspur.split('## Diagnosis')[1]?.split('## ')[0]?.trim().split(/\s+/) ?? [];
    expect(section.length).toBeGreaterThan(80);
    expect(section.length).toBeLessThan(105);
    const headings = (text: string) => [...text.matchAll(/^## (\S+)/gm)].map(([, word]) => word);
    expect(headings(larkspur)).toEqual(headings(template));
  });

  it('prices the bets in the engineer-weeks of a group of eight', () => {
    for (const { months } of [a, b, c]) expect(larkspur).toContain(`| ${whole((8 * months * 52) / 12)} |`);
    for (const { costOfDelay } of [a, b, c])
      expect(larkspur).toContain(`${costOfDelay} (${whole(costOfDelay / 2)} to ${whole(costOfDelay * 2)})`);
  });

  it('states the incidents as share and as count', () => {
    const others = 19 - 12;
    printed(`${whole((12 / 19) * 100)}%`, larkspur);
    const allowed = Math.floor((0.25 * others) / 0.75);
    expect(allowed).toBe(2);
    expect(larkspur).toContain(`| 12 | ${allowed} |`);
    printed(`a cut of ${whole((1 - allowed / 12) * 100)}%`);
    expect(12 / (12 + 36)).toBe(0.25);
    printed('other incidents rose to 36');
  });

  it('has a capacity table that sums to everybody', () => {
    const rows = page.split('id="table-capacity"')[1]?.split('</DataTable>')[0] ?? '';
    const cells = [...rows.matchAll(/\| (\d+) \| (\d+) \|/g)];
    const sum = (column: number) => cells.reduce((total, row) => total + Number(row[column]), 0);
    expect(cells).toHaveLength(5);
    expect([sum(1), sum(2)]).toEqual([110, 110]);
    expect(cells.at(-1)?.[2]).toBe('22');
    expect(22 / 110).toBe(0.2);
    printed([0.8, 0.9, 0.95].map((load) => `${queueingMultiple(load).toFixed(0)} at ${whole(load * 100)}%`).join(', '));
  });
});

describe('the exercises', () => {
  it('orders P, Q and R, with and without the date', () => {
    const p = { name: 'P', costOfDelay: 40, months: 1 };
    const q = { name: 'Q', costOfDelay: 120, months: 5 };
    const r = { name: 'R', costOfDelay: 30, months: 0.5 };
    printed(
      `CD3 is ${cd3(p)} for P, ${cd3(q)} for Q and ${cd3(r)} for R, so RPQ: 15 + 60 + 780 = ${delayCost([r, p, q])}`,
    );
    expect(label(allOrders([p, q, r])[0] ?? [])).toBe('RPQ');
    printed(`QPR costs ${whole(delayCost([q, p, r]))}, or ${delayCost([q, p, r]) - delayCost([r, p, q])} more`);
    printed(`making ${whole(delayCost([r, p, q]) + 500)}`);
    const finish = (order: readonly Bet[]) =>
      order.slice(0, order.indexOf(q) + 1).reduce((sum, bet) => sum + bet.months, 0);
    const inTime = allOrders([p, q, r]).filter((order) => finish(order) <= 6);
    expect(label(inTime[0] ?? [])).toBe('RQP');
    printed(`RQP is cheapest at ${delayCost([r, q, p])}, with Q done at ${finish([r, q, p])}`);
    printed(
      `RQP holds up to a factor of ${(6 / finish([r, q, p])).toFixed(2)}, QRP (${whole(delayCost([q, r, p]))}) up to ${6 / finish([q, r, p])}`,
    );
    printed(`at ${(q.months * 1.3).toFixed(1)} even if it goes first`);
    printed(`margin for ${delayCost([q, r, p]) - delayCost([r, q, p])} thousand`);
  });

  it('bounds the pages that a share allows', () => {
    const others = 30 - 0.4 * 30;
    printed(`40% of 30 is ${30 - others}, so ${others} have other causes`);
    printed(`at most ${others / 0.8}`);
    expect(4 / (4 + others)).toBeLessThanOrEqual(0.2);
    expect(5 / (5 + others)).toBeGreaterThan(0.2);
    printed(`4 of 22 is ${whole((4 / 22) * 100)}%, 5 of 23 is ${whole((5 / 23) * 100)}%`);
    expect(9 / (9 + 2 * others)).toBe(0.2);
    printed(`double to ${2 * others}, 9 of ${9 + 2 * others} is 20%`);
  });
});
