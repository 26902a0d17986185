import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  flakyBuilds,
  patchHours,
  paybackWeeks,
  productiveHours,
  quarantine,
  sensitivity,
  weeklyTax,
} from '../../src/content/artefacts/scope-shift/org-tax.ts';

const page = readFileSync(new URL('../../src/content/docs/modules/scope-shift.mdx', import.meta.url), 'utf8');
const brief = readFileSync(
  new URL('../../src/content/artefacts/scope-shift/problem-brief.md', import.meta.url),
  'utf8',
);

/** The figure as printed, and every text it has to stand in. */
function printed(figure: string, ...texts: string[]) {
  for (const text of texts) expect(text).toContain(figure);
}

describe('the tax of flaky builds', () => {
  it('is 19.75 h a day, 98.8 h a week, 2.74 people', () => {
    const week = weeklyTax(flakyBuilds);
    printed(`${(week / 5).toFixed(2)} h`, page);
    printed(`${week.toFixed(1)} h`, page, brief);
    printed((week / productiveHours).toFixed(2), page);
  });

  it('is paid back in 12.5 weeks; 25.0 and 8.3 at half and one and a half times the minutes', () => {
    const [high, believed, low] = sensitivity(flakyBuilds, quarantine, 'minutesLost');
    expect(paybackWeeks(flakyBuilds, quarantine)).toBe(believed);
    printed(`${believed.toFixed(1)} weeks`, page);
    printed(`${high.toFixed(1)} weeks`, page, brief);
    printed(`${low.toFixed(1)} weeks`, page, brief);
    printed(`${(weeklyTax(flakyBuilds) * quarantine.removes).toFixed(1)} h`, page);
    printed(`${weeklyTax({ ...flakyBuilds, minutesLost: 9 }).toFixed(1)} h`, brief);
    printed(`${weeklyTax({ ...flakyBuilds, minutesLost: 27 }).toFixed(1)} h`, brief);
    printed(`${(weeklyTax({ ...flakyBuilds, minutesLost: 9 }) * 0.7).toFixed(1)} h`, page);
    printed(`${(weeklyTax({ ...flakyBuilds, minutesLost: 27 }) * 0.7).toFixed(1)} h`, page);
    printed(`${quarantine.people * quarantine.weeks * productiveHours} h`, page);
    expect(Math.round(paybackWeeks({ ...flakyBuilds, minutesLost: 9 }, { ...quarantine, removes: 0.35 }))).toBe(50);
    printed('payback takes 50 weeks', page);
  });

  it('beats the library retirement on hours until about 12 patches a year', () => {
    const patch = patchHours(14, 3);
    printed(`${patch.toFixed(1)} h`, page);
    const breakEven = (weeklyTax(flakyBuilds) * quarantine.removes * 52) / patch;
    expect(Math.round(breakEven)).toBe(12);
    printed(`${((2 * patch) / 52).toFixed(1)} h`, page);
  });

  it('computes the exercise on the review queue', () => {
    const queue = { people: 60, perPersonPerDay: 1.5, failureRate: 0.2, minutesLost: 45 };
    const reviews = weeklyTax(queue);
    const [high, believed, low] = sensitivity(queue, { people: 2, weeks: 6, removes: 0.5 }, 'minutesLost');
    printed(
      `payback is ${believed.toFixed(1)} weeks, ${high.toFixed(1)} at half the minutes and ${low.toFixed(1)} at one and a half`,
      page,
    );
    printed(`${reviews.toFixed(1)} h`, page);
    printed(`${(reviews / productiveHours).toFixed(2)} people`, page);
  });
});
