import { describe, expect, it } from 'vitest';
import { correct, editCost } from '../../src/handbook/search/spelling.ts';
import { packWordList, unpackWordList, type WordFacts, wordList } from '../../src/handbook/search/word-list.ts';

const facts = new Map<string, WordFacts>(
  [
    ...['alerting', 'idempotency', 'observability', 'retry', 'budget', 'queue', 'consistency', 'stampede', 'behaviour'],
    ...['behavior', 'timeout', 'architecture', 'circuit', 'trail', 'trial'],
  ].map((word) => [word, { frequency: 2, inText: true }]),
);
facts.set('flimsier', { frequency: 0, inText: true });
facts.set('nemawashi', { frequency: 2, inText: false });
facts.set('gatling', { frequency: 1, inText: false });
const files = new Set(['al', 're']);
const list = wordList({ facts, files });

describe('spelling', () => {
  it.each([
    ['alertng', 'alerting'],
    ['idempotancy', 'idempotency'],
    ['idempotnecy', 'idempotency'],
    ['observabilty', 'observability'],
    ['consistancy', 'consistency'],
    ['stampeed', 'stampede'],
    ['qeue', 'queue'],
    ['budgt', 'budget'],
    ['lerting', 'alerting'],
    ['rchitecture', 'architecture'],
    ['cicruit', 'circuit'],
  ])('%s was meant to be %s', (typed, meant) => {
    expect(correct(typed, list, false)?.meant).toBe(meant);
  });

  it.each(['flurble', 'zxqvwp', 'plimvexor', 'ret', 'x', '14.4', 'переполнение', 'a'.repeat(10_000)])(
    'leaves %.20s alone',
    (typed) => {
      expect(correct(typed, list, false)).toBeUndefined();
    },
  );

  it('takes a misspelt beginning for the beginning of a word only while it is being typed', () => {
    expect(correct('obzerva', list, true)?.meant).toBe('observability');
    expect(correct('obzerva', list, false)).toBeUndefined();
  });

  it('prefers the word that stands beside the others, and tries the keys beside the first letter', () => {
    expect(correct('retrq', list, false)?.meant).toBe('retry');
    expect(correct('vudget', list, false)?.meant).toBe('budget');
    for (const meant of ['trail', 'trial']) {
      expect(correct('tral', list, false, (word) => word === meant)?.meant).toBe(meant);
    }
  });

  it('counts a slip of the finger less than a wrong letter', () => {
    expect(editCost('form', 'from', 2)).toBeLessThan(editCost('form', 'fort', 2) + 0.41);
    expect(editCost('retrry', 'retry', 2)).toBeLessThan(editCost('retqry', 'retry', 2));
    expect(editCost('abc', 'xyz', 1)).toBe(Infinity);
  });
});

describe('the list of words', () => {
  it('survives packing', () => {
    const read = unpackWordList(JSON.parse(JSON.stringify(packWordList({ facts, files }))));
    expect(read.facts).toEqual(
      new Map([...facts].sort(([a], [b]) => (a < b ? -1 : 1)).sort(([, a], [, b]) => order(a) - order(b))),
    );
    expect(read.files).toEqual(files);
  });

  it('refuses what is no list', () => {
    for (const wrong of [
      null,
      {},
      ['a'],
      '<!doctype html>',
      { words: ['', '', ''], files: '' },
      { words: [1, 2, 3, 4, 5], files: '' },
    ])
      expect(() => unpackWordList(wrong)).toThrow(TypeError);
  });

  it('knows forms, beginnings and both spellings', () => {
    expect(list.hasForm('alerts')).toBe(true);
    expect(list.begins('observ')).toBe(true);
    expect(list.begins('zz')).toBe(false);
    expect([...list.forms('behaviours')].sort()).toEqual(['behavior', 'behaviour']);
    expect(list.inText('nemawashi')).toBe(false);
  });
});

function order({ frequency, inText }: WordFacts): number {
  return frequency + (inText ? 0 : 1);
}
