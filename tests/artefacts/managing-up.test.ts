import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chanceAt, forecast, median, percentile, tidewater } from '../../src/content/artefacts/managing-up/forecast.ts';
import { drift, rung } from '../../src/content/artefacts/managing-up/ladder.ts';
import optionsPlot from '../../src/content/artefacts/managing-up/options.plot.ts';
import { openAt } from '../../src/content/artefacts/managing-up/options.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const read = (path: string) => readFileSync(new URL(`../../src/content/${path}`, import.meta.url), 'utf8');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const page = oneLine(read('docs/modules/managing-up.mdx'));
const pack = read('artefacts/managing-up/pack-tidewater.md');
const empty = read('artefacts/managing-up/pack.md');

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The words stand in the page, and in every other text that is named. */
function printed(words: string, ...others: string[]) {
  for (const text of [page, ...others]) expect(text).toContain(words);
}

/** One section of a pack, by its number, without its heading. */
function section(text: string, number: number): string {
  return text.split(/^## \d\. .*$/m)[number]?.trim() ?? '';
}

const wordCount = (text: string) => text.replace(/[*|-]/g, ' ').split(/\s+/).filter(Boolean).length;

/** Weeks at P80 that one connector and two early engineers save, as Lena estimates them. */
const connector = 3;
const twoEngineers = 3;

describe('the forecast for Tidewater', () => {
  const all = forecast(20, tidewater);

  it('is 27 and 34 weeks for a plan of 20', () => {
    printed(
      `${tidewater
        .slice(0, -1)
        .map((ratio) => (ratio === 1 ? '1.0' : ratio))
        .join(', ')} and 2.1 times its plans`,
    );
    printed(`The median is ${median(tidewater)}, and ${percentile(tidewater, 0.8)} was not exceeded`);
    printed(`a P50 of ${all.p50} and a [P80](term:p80-forecast) of ${all.p80} weeks`);
  });

  it('meets week 26 with about 40%, softly', () => {
    const soFar = tidewater.filter((ratio) => ratio <= 26 / 20).length / tidewater.length;
    printed(`did at least as well, ${percent(soFar)}; interpolating gives ${percent(chanceAt(26 / 20, tidewater))}`);
    expect(tidewater.filter((ratio) => ratio <= 1)).toHaveLength(1);
    printed("Of Tidewater's eight projects one finished by its planned date");
  });

  it('has the options of the table', () => {
    printed(`| as planned, seven connectors | ${all.p80} |`);
    printed(`| cut two connectors | ${all.p80 - 2 * connector} |`);
    printed(`| two more engineers before week 4 | ${all.p80 - twoEngineers} |`);
    printed(`| both of these | ${all.p80 - 2 * connector - twoEngineers} |`);
    const pilot = forecast(14, tidewater);
    printed(`cut one** | **${all.p80 - connector}** | **${pilot.p80.toFixed(0)}** |`);
    printed(
      `14 weeks: P50 ${pilot.p50.toFixed(0)}, P80 ${pilot.p80.toFixed(0)}, and week 26 with ${percent(chanceAt(26 / 14, tidewater))}`,
    );
    expect(pack).toContain(`pilot week ${pilot.p50.toFixed(0)} at even odds, ${pilot.p80.toFixed(0)} at P80`);
  });

  it('slips by 13% in week 6, in message and note alike', () => {
    const lateWeeks = 10 - 6;
    const agreed = all.p80 - connector;
    const p80 = agreed + lateWeeks;
    const p50 = (all.p50 * agreed) / all.p80 + lateWeeks;
    const slip = lateWeeks / agreed;
    printed(`week ${p80} at P80 instead of ${agreed}, or ${percent(slip)} later`, pack);
    printed(`The forecast for the whole moves by ${percent(slip)}`);
    expect(rung({ slip, customerDate: false, protectedMatter: false })).toBe('within 24 h');
    // Without the two connectors nothing waits for the vendor.
    printed(`Cut both: week ${agreed - 2 * connector}`, pack);
    expect(pack).toContain(`all connectors week ${p50.toFixed(0)} and ${p80}`);
    printed(
      `${all.p50} × ${agreed} ÷ ${all.p80} = ${(p50 - lateWeeks).toFixed(1)} weeks, and four weeks of delay make it ${p50.toFixed(0)}`,
    );
    printed(`week 35, ${Math.round((lateWeeks * (61 - 50) * 12) / 52)} thousand euros of hosting`, pack);
    printed(`${percent((61 - 50) / 61)} less`);
    expect(pack).toContain(`falling by ${percent((61 - 50) / 61)}`);
  });

  it('refuses an empty class and a ratio the class has not seen', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => percentile([], 0.8)).toThrow(RangeError);
    expect(() => chanceAt(2.2, tidewater)).toThrow(/outside/);
  });
});

describe('the pack', () => {
  it('prints the message of week 6 as the page does, in about 110 words', () => {
    const message = section(pack, 3);
    const inPage = /```text (Changed: .*?)```/.exec(page)?.[1] ?? '';
    const lines = message.split(/\*\*[^*]+\*\*:?/).map(oneLine);
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(inPage).toContain(line.trim());
    expect(wordCount(message)).toBeLessThanOrEqual(120);
  });

  it('has the seven lines of a contract that the page lists', () => {
    expect(section(pack, 1).match(/^- /gm)).toHaveLength(7);
    printed('7. the state in which they would want the work stopped');
    printed("the contract's seven lines");
  });

  it('keeps the note within 150 words', () => {
    expect(wordCount(section(pack, 2))).toBeLessThanOrEqual(150);
    printed('at most 150 words');
  });

  it('is filled in line by line as the empty one asks', () => {
    const labels = (text: string) => [...text.matchAll(/^(?:- )?\*\*([^*]+)\*\*/gm)].map(([, label]) => label);
    expect(labels(pack)).toEqual(labels(empty));
  });
});

describe('the ladder', () => {
  const news = { slip: 0, customerDate: false, protectedMatter: false };

  it('has the rungs of the table', () => {
    expect(rung({ ...news, slip: 0.09 })).toBe('next note');
    expect(rung({ ...news, slip: 0.1 })).toBe('within 24 h');
    expect(rung({ ...news, slip: 0.25 })).toBe('within 24 h');
    expect(rung({ ...news, slip: 0.26 })).toBe('same day');
    expect(rung({ ...news, customerDate: true })).toBe('same day');
    expect(rung({ ...news, protectedMatter: true })).toBe('immediately');
    for (const row of ['| slip below 10% |', '| 10–25% | within 24 h |', '| security, law, privacy | immediately |'])
      printed(row);
  });

  it('adds small slips up', () => {
    const four = drift([0.06, 0.06, 0.06, 0.06]);
    printed(`four slips of 6% each, reported faithfully from note to note, come to ${percent(four)}`);
    expect(rung({ ...news, slip: four })).toBe('same day');
    printed(`at the second note, with ${percent(drift([0.06, 0.06]))}`);
    const sums = [2, 3, 4].map((notes) => percent(drift(Array<number>(notes).fill(0.06))));
    printed(`add up to ${sums[0]}, ${sums[1]} and ${sums[2]}`);
  });

  it('answers the exercise', () => {
    printed(`(a) ${percent(32 / 30 - 1)}: the next note`);
    expect(rung({ ...news, slip: 32 / 30 - 1 })).toBe('next note');
    printed(`1.05 × 1.06 × 1.07 is ${percent(drift([0.05, 0.06, 0.07]))}`);
    printed(`the second note already made it ${percent(drift([0.05, 0.06]))}`);
    expect(rung({ ...news, slip: 0.08, customerDate: true })).toBe('same day');
  });
});

describe('the options and the other figures', () => {
  it('close as the figure shows', () => {
    expect(() => plotSpec.parse(optionsPlot)).not.toThrow();
    expect([0, 3, 4, 6, 9, 12, 14, 26].map((week) => openAt(week).length)).toEqual([5, 5, 4, 4, 3, 2, 1, 1]);
    expect(openAt(14)).toEqual(['date']);
    expect(openAt(0)).toEqual(['people', 'sequence', 'quality', 'scope', 'date']);
    printed('people, sequence, quality, scope and date');
  });

  it('translates failing log-ins into money, as a range', () => {
    const failing = 1_200_000 * 0.004;
    printed(`a month, which is ${failing.toLocaleString('en-GB')}.`);
    const cost = (share: number) => ((failing * share * 9) / 1000).toFixed(1);
    printed(`${cost(0.1)} to ${cost(0.25)} thousand euros a month`);
  });

  it('computes the class of seven', () => {
    const seven = [0.9, 1.0, 1.2, 1.2, 1.5, 1.6, 2.0];
    const { p50, p80 } = forecast(12, seven);
    printed(`The median is ${median(seven)}: ${p50.toFixed(1)} weeks`);
    printed(`did not exceed: ${p80.toFixed(1)}`);
    const met = seven.filter((ratio) => ratio <= 16 / 12).length / seven.length;
    printed(`four of seven met (${percent(met)}; ${percent(chanceAt(16 / 12, seven))} interpolated)`);
  });

  it('computes the slip of one’s own making', () => {
    expect([...page.matchAll(/Changed: .*? Effect: .*? Known and not: .*? Options: .*? From you,? by /g)]).toHaveLength(
      2,
    );
    printed(`week ${10 * 1.2} at even odds instead of 10, week ${Math.round(13 * 1.2)} at P80 instead of 13`);
  });
});
