import { describe, expect, it } from 'vitest';
import { median, proseMeasures } from '../../src/markdown/prose-measures.ts';

describe('measures of prose', () => {
  it('read paragraphs and leave out tables, lists, code, headings and quotations', () => {
    const page =
      '## A heading\n\nFour words stand here.\n\n- a list\n\n| a |\n| - |\n| b |\n\n> quoted\n\n```text\ncode\n```';
    expect(proseMeasures(page)).toMatchObject({ words: 4, sentence: 4, short: 1, longest: 4 });
  });

  it('count sentences, semicolons, indefinites and numbers', () => {
    const text = 'Somebody waits 20 ms; nobody knows why, and the queue keeps growing. It grows.';
    const measures = proseMeasures(text);
    expect(measures).toMatchObject({ words: 14, sentence: 7, short: 0.5, shortEndings: 1 });
    expect(measures.semicolons).toBeCloseTo(1000 / 14);
    expect(measures.indefinites).toBeCloseTo(2000 / 14);
    expect(measures.numbers).toBeCloseTo(1000 / 14);
  });

  it('leave the numbers of worked examples alone', () => {
    expect(proseMeasures('<Example id="example-a" title="A">\n\nThen 3 × 4 = 12.\n\n</Example>').numbers).toBe(0);
  });

  it('take code in a sentence for one word', () => {
    expect(proseMeasures('Set `a = 1; b = 2. c` here.')).toMatchObject({ words: 3, semicolons: 0 });
  });

  it('have a median', () => {
    expect([median([3, 1, 2]), median([1, 2, 3, 4]), median([])]).toEqual([2, 2.5, 0]);
  });
});
