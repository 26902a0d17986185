import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labels, nonsense } from './labels.ts';
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

  it('are held back in good part, of every kind', () => {
    const held = all.filter((label) => label.held);
    expect(held.length / all.length).toBeGreaterThan(0.25);
    expect(new Set(held.map(({ kind }) => kind)).size).toBe(7);
  });

  it('name definitions that exist', () => {
    const terms = new Set(readdirSync('src/content/terms').map((file) => `/glossary/#${basename(file, '.yaml')}`));
    expect(all.flatMap(({ definitions }) => definitions).filter((path) => !terms.has(path))).toEqual([]);
  });
});

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
