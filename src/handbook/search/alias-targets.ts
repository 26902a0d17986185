import { gather } from './evidence.ts';
import { fields } from './fields.ts';
import type { SearchData, SearchPage } from './model.ts';
import { plan } from './plan.ts';
import { rank } from './rank.ts';
import { synonyms } from './synonyms.ts';
import { textIndex } from './text-index.ts';
import { isFiller, stem, words } from './text.ts';

const nameless: SearchPage = {
  path: '',
  title: '',
  kind: 'page',
  track: '',
  phase: '',
  area: '',
  aliases: [],
  aliasTargets: [],
  list: false,
};

/**
 * Which section each alias of a page is about, so that a reader who types it lands there at once:
 * the section that answers the alias clearly best when only this page is asked, else the top of the page.
 * @param texts text of each entry
 * @returns for each page, for each of its aliases, the position of the entry among those of the page
 */
export async function aliasTargets(data: SearchData, texts: readonly string[]): Promise<number[][]> {
  const meanings = synonyms(data);
  const { headings, usual } = fields(data);
  const isUsual = (entry: number) => usual.has(headings[entry]?.key ?? '');
  return Promise.all(
    data.pages.map(async ({ aliases, title }, page) => {
      const ofTitle = new Set(words(title).map(stem));
      const first = data.entries.findIndex((entry) => entry.page === page);
      const own = data.entries.filter((entry) => entry.page === page).map((entry) => ({ ...entry, page: 0, home: -1 }));
      const ofPage = textIndex(own.map((_, at) => (isUsual(first + at) ? '' : (texts[first + at] ?? ''))));
      return Promise.all(
        aliases.map(async (alias) => {
          // “Week 9” is the page itself.
          if (/^\p{L}+ \d+$/u.test(alias)) return 0;
          // Words that stand nowhere on the page cannot tell its sections apart, nor can those of its title.
          const present = await Promise.all(
            words(alias).map(async (word) => isFiller(word) || (await ofPage.find(word, false)).length > 0),
          );
          const left = words(alias).filter((_, index) => present[index]);
          if (left.every((word) => isFiller(word) || ofTitle.has(stem(word)))) return 0;
          const asked = left.join(' ');
          const only: SearchData = {
            pages: [{ ...nameless, aliases: [asked] }],
            entries: own,
            engineFiles: [],
          };
          const planned = plan(`${asked} `, undefined, meanings);
          const [best] = rank(only, fields(only), planned, await gather(planned, ofPage));
          return best?.entry ?? 0;
        }),
      );
    }),
  );
}
