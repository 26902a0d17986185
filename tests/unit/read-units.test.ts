import { describe, expect, it } from 'vitest';
import { OutlineError } from '../../src/outline/problem.ts';
import { readOutline } from '../../src/outline/read-outline.ts';
import type { UnitProgramme } from '../../src/outline/unit-model.ts';

function read(text: string, words: string[] = []): UnitProgramme {
  const outline = readOutline(Buffer.from(text), 'outline.md', words);
  if (outline.shape !== 'units') throw new Error(`read as ${outline.shape}`);
  return outline;
}

function units(text: string, words: string[] = []) {
  return read(text, words).phases.flatMap((phase) => phase.units);
}

function problems(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof OutlineError) return error.problems.map(({ line, found }) => `${line}: ${found}`);
    throw error;
  }
  return [];
}

describe('units', () => {
  it('are bullets, with an address and code kept', () => {
    const [week] = units(
      'Our group\n\n- Week 1: Flour\n  - Read [the book](https://example.org/b)\n  - Run `npm test`\n',
    );
    expect(week?.title).toBe('Flour');
    expect(week?.parts[0]?.items).toMatchObject([
      { text: 'Read the book', markdown: 'Read [the book](<https://example.org/b>)' },
      { text: 'Run npm test', markdown: 'Run `npm test`' },
    ]);
  });

  it.each([
    ['## Day 1 - HTML\n- a\n## Day 2 - CSS\n- b\n', 'Day', ['HTML', 'CSS']],
    ['# T\n### 📅 WEEK 01 — Flour\n- a\n### WEEK 02. Salt\n- b\n', 'Week', ['Flour', 'Salt']],
    ['## Semana 1: Harina\n- a\n', 'Semana', ['Harina']],
    ['## 第1周：面粉\n- 称重\n## 第2周：水\n- 喝\n', '周', ['面粉', '水']],
    ['**Session 1: One**\n\ntext\n\n**Session 2: Two**\n\ntext\n', 'Session', ['One', 'Two']],
    ['| Week | Topic |\n|--|--|\n| 1 | Clocks |\n| 2 | Logs |\n', 'Week', ['Clocks', 'Logs']],
    ['- Week 1 (3–7 March): Flour\n- Week 2—Salt\n', 'Week', ['Flour', 'Salt']],
    ['---\ntitle: x\n---\n## Week 0: Before\n- a\n## Week 1: Flour\n<!-- b -->\n- c\n', 'Week', ['Before', 'Flour']],
  ])('of %j are read', (text, word, titles) => {
    expect(read(text).word).toBe(word);
    expect(units(text).map(({ title }) => title)).toEqual(titles);
  });

  it('are numbered by a word of the person’s own', () => {
    expect(units('## Capítulo 1: Uno\n- a\n', ['Capítulo'])).toHaveLength(1);
  });

  it.each([
    [
      '## Weeks 1-2: A\n- a\n## Weeks 3 to 4: B\n- b\n## Weeks 5 & 6 – C\n- c\n',
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      '- **Week 1 - Week 2: Flour**\n  - a\n- Week 3: Salt\n  - b\n',
      [
        [1, 2],
        [3, 3],
      ],
    ],
  ])('of %j may span several numbers', (text, spans) => {
    expect(units(text).map(({ from, to }) => [from, to])).toEqual(spans);
  });

  it('stand in the phases whose headings are above them', () => {
    const text = '# T\n## Curriculum\n### Phase 1\n#### Week 1: A\n- a\n### Phase 2\n#### Week 2: B\n- b\n';
    expect(read(text).phases.map(({ heading }) => heading)).toEqual(['Phase 1', 'Phase 2']);
  });
});

describe('what stands below a unit', () => {
  const [week] = units(
    '## Week 1: Flour\nAn hour.\n\n**Goals:** bake\n\n**Homework:**\n- Mix (1h 30m)\n  - twice\n\n**Field trip**\n- A mill\n',
  );

  it('is text, known parts and parts under their own name, nested as it was', () => {
    expect(week?.intro.map(({ text }) => text)).toEqual(['An hour.']);
    expect(week?.parts.map(({ label, role }) => [label, role])).toEqual([
      ['Goals', 'goal'],
      ['Homework', 'tasks'],
      ['Field trip', undefined],
    ]);
    expect(week?.parts[1]?.items.map(({ level, minutes }) => [level, minutes])).toEqual([
      [0, 90],
      [1, undefined],
    ]);
  });
});

describe('what would be wrong is refused, each cause once', () => {
  it.each([
    ['- Week 1: A\n- Week 1: B\n', /^2: a second Week 1$/],
    ['- Week 1: A\n- Week 3: B\n', /^2: “Week 3: B” after “Week 1: A”$/],
    ['## Weeks 1-3: A\n- a\n## Weeks 3-4: B\n- b\n', /^3: Week 3–4, which overlaps/],
    ['## Week 1: A\n**Rubric:**\n- Crumb: 60%\n- Crust: 30%\n', /^2: rubric weights that sum to 90/],
    ['## Week 1: A\n**Chekclist:**\n- a\n', /^2: the label “Chekclist”$/],
    ['## Week 1: A\n**Tasks:**\n- Mix 2-3 hours\n', /^3: the duration “2-3 hours”, which can be read in two ways$/],
    ['## Week 1: A\n**Tasks:**\n- Stir every 30 minutes for 3 hours\n', /^3: the duration/],
    ['Just words.\n', /^1: nothing that is numbered/],
    ['---\ntitle: x\n---\n', /^1: nothing that is numbered/],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual([expect.stringMatching(expected)]);
  });
});
