import { describe, expect, it } from 'vitest';
import { isHeldBack, labels, nonsense } from './labels.ts';
import { measure } from './measures.ts';

describe('the labelled queries', () => {
  const all = labels();

  it('are two hundred or more, of seven kinds', () => {
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect([...new Set(all.map(({ kind }) => kind))].sort()).toEqual([
      ...['abbreviation', 'exact', 'natural', 'prefix', 'section', 'synonym', 'typo'],
    ]);
    expect(nonsense().length).toBeGreaterThanOrEqual(20);
  });

  it('stand there once', () => {
    const queries = all.map(({ query }) => query.toLowerCase());
    expect(queries.filter((query, index) => queries.indexOf(query) !== index)).toEqual([]);
  });

  it('are held back by their hash, a third of them', () => {
    expect(all.filter(({ query, held }) => held !== isHeldBack(query)).map(({ query }) => query)).toEqual([]);
    const share = all.filter(({ held }) => held).length / all.length;
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.42);
  });
});

describe('the measures', () => {
  const label = { query: 'q', kind: 'exact', pages: ['/a/', '/b/'], sections: ['/a/#x'], held: false };

  it('tell the first from the third and from nothing', () => {
    const outcomes = [
      { label, found: ['/a/#x'] },
      { label, found: ['/c/', '/d/', '/b/#y'] },
      { label, found: [] },
    ];
    const { first, three, mrr, zero, section } = measure(outcomes, new Map());
    expect([first, three, mrr, zero]).toEqual([1 / 3, 2 / 3, (1 + 1 / 3) / 3, 1]);
    expect(section).toBe(1 / 3);
  });

  it('take the definition of the thing for its page', () => {
    expect(measure([{ label, found: ['/glossary/#a'] }], new Map([['/glossary/#a', '/a/']])).first).toBe(1);
    expect(measure([{ label, found: ['/glossary/#a'] }], new Map()).first).toBe(0);
  });

  it('give the best order an ndcg of 1', () => {
    expect(measure([{ label, found: ['/a/', '/b/'] }], new Map()).ndcg).toBe(1);
    expect(measure([{ label, found: ['/b/', '/a/'] }], new Map()).ndcg).toBeLessThan(1);
  });
});
