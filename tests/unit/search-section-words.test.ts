import { describe, expect, it } from 'vitest';
import {
  fileOfWord,
  packSectionWords,
  sectionWords,
  unpackSectionWords,
} from '../../src/handbook/search/section-words.ts';
import { textIndex } from '../../src/handbook/search/text-index.ts';
import { words } from '../../src/handbook/search/text.ts';

const texts = [
  '',
  'Retries multiply: a retry of a retried call is three calls at 99.9%.',
  'Budgets bound retries; behaviour under load is the point.',
  ...Array.from({ length: 900 }, (_, entry) => `Filler number ${entry} ${entry % 7 === 0 ? 'behavior' : 'conduct'}`),
  `${'word '.repeat(800)}retry переполнение`,
];
const phrases = texts.map((_, entry) => (entry === 2 ? ['the same call again and again', 'retry storm'] : []));
const packed = packSectionWords(texts, phrases);
const files = new Map([...packed].map(([name, file]) => [name, unpackSectionWords(JSON.parse(JSON.stringify(file)))]));
const asked: string[] = [];
const sections = sectionWords((word) => {
  const name = fileOfWord(word, new Set(files.keys()));
  asked.push(name);
  return Promise.resolve(files.get(name) ?? new Map());
});

describe('the words of the sections', () => {
  it.each(['retry', 'retries', 'behaviour', 'calls', '99.9', '13', 'переполнение', 'nowhere', 'word'])(
    'tell where “%s” stands, as the whole text would',
    async (word) => {
      const found = (await sections.find(word, false)).filter(({ places }) => places.length > 0);
      expect(found.map(({ entry, places }) => ({ entry, places }))).toEqual(await textIndex(texts).find(word, false));
    },
  );

  it.each(['retr', 'be', 'b', '9'])('tell where words stand that begin with “%s”', async (start) => {
    const places = new Map((await sections.find(start, true)).map(({ entry, places: at }) => [entry, at]));
    const expected = texts.map((text) => words(text).flatMap((word, at) => (word.startsWith(start) ? [at] : [])));
    if (start.length > 1) expected.forEach((at, entry) => expect(places.get(entry) ?? []).toEqual(at));
    else expect(places.size).toBeLessThanOrEqual(expected.filter((at) => at.length > 0).length);
  });

  it('tell where it stands in what readers type', async () => {
    const [, second] = await sections.find('retries', false);
    expect(second).toEqual({ entry: 2, places: [2], phrased: [{ phrase: 1, length: 2, at: 0 }] });
    const [only] = (await sections.find('again', false))
      .concat(await sections.find('call', false))
      .filter(({ entry }) => entry === 2);
    expect(only).toEqual({ entry: 2, places: [], phrased: [{ phrase: 0, length: 1, at: 0 }] });
  });

  it('need one small file for a word, and none for what every text has', async () => {
    asked.length = 0;
    await sections.find('retrying', false);
    expect(asked).toEqual(['re']);
    expect([...(files.get('th')?.keys() ?? [])]).toEqual(['three']);
    expect([...packed.keys()].every((name) => /^([a-z\d]{1,3}|_)$/.test(name))).toBe(true);
  });

  it('refuse an error page', () => {
    for (const wrong of [null, 'a', {}, { stems: 'Aa' }]) expect(() => unpackSectionWords(wrong)).toThrow(TypeError);
  });
});
