import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labels, nonsense } from '../../search/labels.ts';

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
