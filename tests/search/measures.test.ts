import { describe, expect, it } from 'vitest';
import { measure } from './measures.ts';

describe('the measures', () => {
  const label = {
    query: 'q',
    kind: 'exact',
    pages: ['/a/', '/b/'],
    sections: ['/a/#x'],
    definitions: ['/glossary/#a'],
    held: false,
  };

  it('tell the first from the third and from nothing', () => {
    const outcomes = [
      { label, found: ['/a/#x'] },
      { label, found: ['/c/', '/d/', '/b/#y'] },
      { label, found: [] },
    ];
    const { first, three, mrr, zero, section } = measure(outcomes);
    expect([first, three, mrr, zero]).toEqual([1 / 3, 2 / 3, (1 + 1 / 3) / 3, 1]);
    expect(section).toBe(1 / 3);
  });

  it('take a definition for right only where the label says so', () => {
    expect(measure([{ label, found: ['/glossary/#a'] }]).first).toBe(1);
    expect(measure([{ label, found: ['/glossary/#b'] }]).first).toBe(0);
  });

  it('give the best order an ndcg of 1', () => {
    expect(measure([{ label, found: ['/a/', '/b/'] }]).ndcg).toBe(1);
    expect(measure([{ label, found: ['/b/', '/a/'] }]).ndcg).toBeLessThan(1);
  });
});
