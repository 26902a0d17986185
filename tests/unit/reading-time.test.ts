import { describe, expect, it } from 'vitest';
import { readingMinutes, workMinutes } from '../../src/handbook/reading-time.ts';
import { bodyFacts } from '../../src/markdown/body-facts.ts';

describe('time of a page', () => {
  it('to read comes from its words, at least a minute', () => {
    expect([0, 238, 2380].map(readingMinutes)).toEqual([1, 1, 10]);
  });

  it('to work through adds seconds for numbers, code, figures and predictions', () => {
    const load = { words: 2380, numbers: 30, codeLines: 40, figures: 4, predictions: 2 };
    // 10 min + 60 s + 120 s + 180 s + 120 s
    expect(workMinutes(load)).toBe(18);
    expect(workMinutes({ words: 2380, numbers: 0, codeLines: 0, figures: 0, predictions: 0 })).toBe(10);
  });

  it('leaves out what stands in an exercise', () => {
    const exercise = '<Exercise id="ex-a" title="A" minutes={5}>\n\nAdd 1 and 2.\n\n</Exercise>';
    expect(bodyFacts(`Three words 4.\n\n${exercise}`)).toMatchObject({ words: 7, reading: { words: 3, numbers: 1 } });
  });
});
