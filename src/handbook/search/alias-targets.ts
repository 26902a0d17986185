import { gather } from './evidence.ts';
import { fields } from './fields.ts';
import type { FullText, SearchData } from './model.ts';
import { plan } from './plan.ts';
import { rank } from './rank.ts';
import { synonyms } from './synonyms.ts';

/**
 * Which section each alias of a page is about, so that a reader who types it lands there at once:
 * the section that answers the alias best when only this page is asked. The top of the page where
 * no section has all its words.
 * @returns for each page, for each of its aliases, the position of the entry among those of the page
 */
export async function aliasTargets(data: SearchData, text: FullText): Promise<number[][]> {
  const meanings = synonyms(data);
  return Promise.all(
    data.pages.map(async ({ aliases }, page) => {
      const first = data.entries.findIndex((entry) => entry.page === page);
      const own = data.entries.filter((entry) => entry.page === page).map((entry) => ({ ...entry, page: 0, home: -1 }));
      const only: SearchData = {
        pages: [
          {
            path: '',
            title: '',
            kind: 'page',
            track: '',
            phase: '',
            area: '',
            aliases: [],
            aliasTargets: [],
            list: false,
          },
        ],
        entries: own,
        engineFiles: [],
        entryOf: () => undefined,
      };
      const names = fields(only);
      const ofPage: FullText = {
        find: async (word, prefix) =>
          (await text.find(word, prefix))
            .filter(({ entry }) => entry >= first && entry < first + own.length)
            .map(({ entry, places }) => ({ entry: entry - first, places })),
      };
      return Promise.all(
        aliases.map(async (alias) => {
          const planned = plan(`${alias} `, undefined, meanings);
          const evidence = await gather(planned, ofPage);
          const [best] = rank(only, names, planned, evidence);
          const target = best?.entry ?? 0;
          const held = planned.slots.filter((_, slot) => holds(target, slot)).length;
          // One word may be missing: the section on low traffic need not say “SLO”.
          const complete = held >= Math.max(Math.min(2, planned.slots.length), planned.slots.length - 1);
          return complete && own[target]?.anchor !== 'sources' ? target : 0;

          function holds(entry: number, slot: number): boolean {
            const { word = '' } = planned.slots[slot] ?? {};
            return (
              evidence.slots[slot]?.some((hit) => hit.entry === entry) === true ||
              evidence.ways.some((hits, way) => {
                const { from = 0, to = 0 } = planned.ways[way] ?? {};
                return slot >= from && slot < to && hits.some((hit) => hit.entry === entry);
              }) ||
              own[entry]?.heading.toLowerCase().includes(word) === true
            );
          }
        }),
      );
    }),
  );
}
