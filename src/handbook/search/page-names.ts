import { covered, fitOf, type Inquiry, noField, strongest } from './inquiry.ts';
import { exact, weight } from './weights.ts';

/** What the names of a page have of the query. */
export interface PageNames {
  /** How strongly it is called so. */
  called: number;
  /** Worth of a name that is the query. */
  whole: number;
  /** The query is one of its names as typed. */
  exact: boolean;
  /** The title holds all of the query. */
  titled: boolean;
  /** For each slot the best word of any name. */
  fit: readonly number[];
  /** The same by weight of the names. */
  worth: readonly number[];
  /** Entry that the fitting alias is about, by its position on the page; 0 is the top. */
  target: number;
  /** Share of the query that this alias has. */
  targeted: number;
}

/** Compares the title and the aliases of a page. */
export function readNames(inquiry: Inquiry, page: number): PageNames {
  const { data, names, slots, match, share, strength } = inquiry;
  const title = match(names.titles[page] ?? noField);
  const aliases = (names.aliases[page] ?? []).map(match);
  const [alias, aliasAt] = strongest(inquiry, aliases);
  const aliasFit = slots.map((slot) => Math.max(0, ...aliases.map((found) => fitOf(found, slot))));
  const about = alias.whole > 0 || alias.complete || alias.phrase;
  return {
    called: Math.max(strength(title), 0.8 * strength(alias)),
    whole: Math.max(title.whole * exact.title, alias.whole * exact.alias),
    exact: Math.max(title.whole, alias.whole) === 1,
    titled: share(title.fit.map(covered)) > 0.99,
    fit: slots.map((slot) => Math.max(fitOf(title, slot), aliasFit[slot] ?? 0)),
    worth: slots.map((slot) => Math.max(fitOf(title, slot) * weight.title, (aliasFit[slot] ?? 0) * weight.alias)),
    target: about ? (data.pages[page]?.aliasTargets[aliasAt] ?? 0) : 0,
    targeted: share(alias.fit.map(covered)),
  };
}

/** An entry of a list stands for itself: the list is not about it. */
export const nameless: PageNames = {
  called: 0,
  whole: 0,
  exact: false,
  titled: false,
  fit: [],
  worth: [],
  target: 0,
  targeted: 0,
};
