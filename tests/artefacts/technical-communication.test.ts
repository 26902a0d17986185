import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint, words } from '../../src/content/artefacts/technical-communication/lint-proposal.ts';
import {
  paybackMonths,
  readingHours,
  statusQuo,
  wordsPerMinute,
} from '../../src/content/artefacts/technical-communication/reading-cost.ts';

const url = (path: string) => new URL(`../../src/content/${path}`, import.meta.url);
const read = (path: string) => readFileSync(url(path), 'utf8');
const artefact = (name: string) => read(`artefacts/technical-communication/${name}`);
const page = read('docs/modules/technical-communication.mdx');
const v0 = artefact('proposal-v0.md');
const v1 = artefact('proposal-v1.md');

describe('the linter', () => {
  it('finds nothing in the page that was sent', () => {
    expect(lint(v1)).toEqual([]);
  });

  it('prints what the exercise prints for v0', () => {
    expect(lint(v0)).toHaveLength(8);
    expect(page).toContain(lint(v0).join('\n'));
    expect(page).toContain('it prints eight lines');
  });

  it('finds each fault when it is put into a good page', () => {
    const spoiled: [string, (text: string) => string, string][] = [
      [
        'decision',
        (text) => text.replaceAll(/\b(?:decide|decision)\b/gi, 'think'),
        'no decision in the first 100 words',
      ],
      ['date', (text) => text.replaceAll(/12 June(?: 2026)?/g, 'midsummer'), 'no deadline in the first 100 words'],
      [
        'decider',
        (text) => text.replace('**Decider:** Noor Haddad', '**Decider:** the group'),
        'nobody is named as decider',
      ],
      ['do nothing', (text) => text.replace('| Do nothing', '| Wait'), 'doing nothing is not an option in the table'],
      ['non-goals', (text) => text.replace('## Non-goals', '## Scope'), 'no non-goals'],
      ['unit', (text) => text.replace('takes 3.1 h and', 'takes 3.1, and'), 'number without a unit: 3.1'],
      [
        'adjective',
        (text) => text.replace('It sees calls', 'It is robust and sees calls'),
        'word without a threshold: robust',
      ],
      ['keyword', (text) => text.replace('edge MUST answer', 'edge must answer'), 'requirement in lower case: must'],
      ['length', (text) => `${text}\n${'word '.repeat(126)}`, '701 words; 700 are the limit'],
    ];
    for (const [name, spoil, problem] of spoiled) expect(lint(spoil(v1)), name).toEqual([problem]);
    expect(lint(`${v1}\n${'word '.repeat(125)}`)).toEqual([]);
  });

  it('leaves dates, ratios, code and ranges alone', () => {
    const numbers = (text: string) => lint(`${v1}\n${text}`);
    expect(numbers('On 12 May 2026, 9 of the last 14, at 14:00, `429`, page 6.')).toEqual([]);
    expect(numbers('It took 0.8 to 1.5 ms, 60%.')).toEqual([]);
    expect(numbers('It went to 1,900.')).toEqual(['number without a unit: 1,900']);
  });

  it('runs from a shell and fails there on v0', () => {
    const run = (name: string) =>
      spawnSync(process.execPath, ['lint-proposal.ts', name], {
        cwd: url('artefacts/technical-communication/'),
        encoding: 'utf8',
      });
    expect(run('proposal-v1.md')).toMatchObject({ status: 0, stdout: 'nothing to report\n' });
    expect(run('proposal-v0.md').status).toBe(1);
  });

  it('refuses the template until a date and a name are filled in', () => {
    const template = artefact('proposal-template.md');
    expect(lint(template)).toEqual(['no deadline in the first 100 words', 'nobody is named as decider']);
    expect(lint(template.replace('<date>', '12 June').replace('<one name>', 'Noor Haddad'))).toEqual([]);
  });
});

describe('figures of the page', () => {
  const long = 14 * 500;

  it('reading', () => {
    expect(words(v1)).toHaveLength(575);
    expect(wordsPerMinute).toBe(238);
    const before = readingHours(long, 22);
    const after = readingHours(575, 22) + readingHours(long, 5);
    expect(page).toContain(`7,000 words × 22 readers ÷ 238 ÷ 60                = ${before.toFixed(1)} h`);
    expect(page).toContain(`(575 words × 22 + 7,000 words × 5) ÷ 238 ÷ 60      =  ${after.toFixed(1)} h`);
    expect(1 - after / before).toBeGreaterThan(2 / 3);
    expect(page).toContain(`A page of 575 words takes the room ${(575 / wordsPerMinute).toFixed(1)} minutes`);
    expect(page).toContain(`41, or ${Math.round((41 / 73) * 100)}%`);
  });

  it('quotes both versions of each claim as they stand there', () => {
    const quoted = [
      'overload incidents have become more frequent',
      'the values differ a lot',
      'the latency impact should be low',
      'it would be scalable',
    ];
    for (const claim of quoted) {
      expect(page).toContain(`| ${claim}`);
      expect(v0.toLowerCase()).toContain(claim);
    }
    for (const figure of ['40 requests/s', '900 requests/s', '+0.8 ms p99', '0.8 to 1.5 ms', '60% of']) {
      expect(page).toContain(figure);
      expect(v1).toContain(figure);
    }
  });

  it('status quo and payback, on the page and in the proposal', () => {
    const loss = statusQuo(2, 3.1, 6);
    const share = 9 / 14;
    expect(page).toContain(`2 overload incidents a month × 3.1 h × 6 people = ${loss.toFixed(1)} person-hours`);
    expect(page).toContain(`37.2 × 9 ÷ 14 = ${(loss * share).toFixed(1)} person-hours`);
    const best = paybackMonths(280, loss, 1).toFixed(1);
    const likely = paybackMonths(280, loss, share).toFixed(1);
    expect(page).toContain(`280 ÷ 37.2 = ${best} months`);
    expect(page).toContain(`280 ÷ 23.9 = ${likely} months at 9 of 14`);
    expect(page).toContain(`back in ${best} to ${likely} months`);
    expect(v1).toContain(`${best} months at best, ${likely} months at 9 of 14`);
    expect(v1).toContain(`${Math.round(loss)} person-hours each month`);
    expect(v1).toContain(`${Math.round(loss * share)} person-hours each month`);
    expect(7 * 40).toBe(280);
    expect(9 + 3 + 2).toBe(14);
  });

  it('the review', () => {
    const record = artefact('review-record.md');
    const spans = [...record.matchAll(/\| (\d+)–(\d+) \|/g)].map(([, from, to]) => [Number(from), Number(to)]);
    expect(spans).toEqual([
      [0, 5],
      [5, 20],
      [20, 40],
      [40, 50],
    ]);
    expect(page).toContain(`Eleven people for 50 minutes are ${((11 * 50) / 60).toFixed(1)} person-hours`);
    const adr = artefact('adr-041.md');
    for (const shared of ['120% of quota', 'at most 60 s', 'holds at 100%', 'SHOULD NOT']) {
      expect(page.replaceAll(/\s+/g, ' ')).toContain(shared);
      expect(adr).toContain(shared);
    }
    for (const trigger of ['edge p99 exceeds 2 ms', '2 incidents in a quarter']) {
      expect(v1).toContain(trigger);
      expect(adr).toContain(trigger);
    }
  });

  it('the priced document of the exercise', () => {
    const reading = readingHours(9000, 40);
    const redesigned = readingHours(600, 40) + readingHours(9000, 6);
    const review = (11 * 50) / 60;
    expect(page).toContain(
      `9,000 × 40 ÷ 238 ÷ 60 = ${reading.toFixed(1)} h; meetings: ${3 * 15} h; together ${(reading + 45).toFixed(1)} person-hours`,
    );
    expect(page).toContain(
      `÷ 238 ÷ 60 = ${redesigned.toFixed(1)} h of reading and ${review.toFixed(1)} h of meeting, ${(redesigned + review).toFixed(1)} in all`,
    );
    expect(page).toContain(`The difference of ${(reading + 45 - redesigned - review).toFixed(1)} h`);
    expect(page).toContain(`the meetings, ${(45 - review).toFixed(1)} h`);
  });
});
