import type { FullText, Hit } from './model.ts';
import { stem, words } from './text.ts';

/**
 * A small full-text index in memory, with the same answers as the engine of the site gives in the
 * reader's browser. The build asks it where each alias leads.
 * @param texts text of each entry, by its position
 */
export function textIndex(texts: readonly string[]): FullText {
  const byStem = new Map<string, Map<number, number[]>>();
  texts.forEach((text, entry) => {
    words(text).forEach((word, place) => {
      const key = stem(word);
      const entries = byStem.get(key) ?? new Map<number, number[]>();
      const places = entries.get(entry) ?? [];
      places.push(place);
      entries.set(entry, places);
      byStem.set(key, entries);
    });
  });
  const hitsOf = (key: string): Hit[] => [...(byStem.get(key) ?? [])].map(([entry, places]) => ({ entry, places }));
  return {
    find(word, prefix) {
      if (!prefix) return Promise.resolve(hitsOf(stem(word)));
      const found = new Map<number, number[]>();
      for (const key of byStem.keys()) {
        if (!key.startsWith(word)) continue;
        for (const { entry, places } of hitsOf(key)) found.set(entry, [...(found.get(entry) ?? []), ...places]);
      }
      return Promise.resolve([...found].map(([entry, places]) => ({ entry, places: places.sort((a, b) => a - b) })));
    },
  };
}
