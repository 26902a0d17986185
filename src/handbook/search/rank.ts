import { type Evidence, readOut, slotWeights } from './evidence.ts';
import { type Fields, matcher } from './fields.ts';
import { covered, either, fitOf, type Inquiry } from './inquiry.ts';
import type { SearchData } from './model.ts';
import { nameless, type PageNames, readNames } from './page-names.ts';
import { phraseMatches } from './phrases.ts';
import { type Place, rankPlace } from './place.ts';
import type { Plan } from './plan.ts';
import { enough, exact, least, lesser, most, weight } from './weights.ts';

/** An entry with what speaks for it. */
export interface Ranked {
  entry: number;
  score: number;
  /** The names alone answer the query. */
  sure: boolean;
  /** The query is a name of the page or of the section: where it leads needs no full text. */
  exactly: boolean;
  /** The query is the name of the page, or of the entry of a list. */
  named: boolean;
  /** The title of the page holds the whole query. */
  titled: boolean;
}

/**
 * Puts the entries in order: pages first, each by its best place.
 * @param evidence the full text; undefined while it is not there: then only names count
 * @param matched the comparison of names with this plan, where it is there already
 * @returns the best entry of each page, and each fitting entry of a list such as the glossary
 */
export function rank(
  data: SearchData,
  names: Fields,
  plan: Plan,
  evidence: Evidence | undefined,
  matched = matcher(names, plan),
): Ranked[] {
  if (plan.slots.length === 0) return [];
  const { match, pages } = matched;
  const slots = [...plan.slots.keys()];
  const weights = slotWeights(data, names, plan, evidence);
  const share = (fit: readonly number[]) => weights.reduce((total, value, slot) => total + value * (fit[slot] ?? 0), 0);
  const inquiry: Inquiry = {
    data,
    names,
    slots,
    match,
    share,
    strength: ({ fit, tight, run, complete, phrase, begins }) => {
      const kept = share(fit) ** 1.6;
      return (
        kept * (0.35 + 0.65 * tight + run * weight.run + (complete ? weight.complete : 0)) +
        (phrase ? weight.phrase : 0) +
        (begins ? weight.begins : 0)
      );
    },
    readout: readOut({ entries: data.entries, usualLength: names.usualLength }, plan, evidence, weights),
    phrases: phraseMatches(plan, evidence),
    asked: new Set(plan.all),
  };
  const ranked = names.groups.flatMap((group) => {
    const isFound = pages.has(group.page) || group.entries.some((entry) => inquiry.readout.texts.has(entry));
    return (isFound && rankGroup(inquiry, group)) || [];
  });
  return placeDefinitions(
    data,
    ranked.sort((a, b) => b.score - a.score || a.entry - b.entry),
  );
}

function rankGroup(inquiry: Inquiry, { page, list, entries }: Fields['groups'][number]): Ranked | undefined {
  const { data, slots, share } = inquiry;
  const names = list ? nameless : readNames(inquiry, page);
  // What the page is not called, a heading has to say: “rubric” in “system design rubric”.
  const isCalled = share(names.fit.map(covered)) > 0.1;
  const left = slots.map((slot) => (isCalled && (names.fit[slot] ?? 0) === 0 ? 1 : 0));
  const places = entries.map((entry) => rankPlace(inquiry, entry, list, left));
  if (names.called === 0 && places.every(({ own }) => own === 0)) return undefined;
  const union = slots.map((slot) =>
    either(names.worth[slot] ?? 0, Math.max(...places.map(({ fit }) => fit[slot] ?? 0))),
  );
  const cover = share(union.map(covered));
  const place = cover < least ? undefined : landing(places, names, share(names.fit.map(covered)));
  if (!place) return undefined;
  const own = Math.max(...places.map((found) => found.own));
  const score =
    (share(union) * weight.union + Math.max(own, names.called * weight.named)) * cover ** 1.5 +
    names.called * weight.called * cover;
  const nameCover = share(slots.map((slot) => Math.max(names.fit[slot] ?? 0, fitOf(place.heading, slot))));
  const exactly = names.exact || (place.heading.whole === 1 && place.whole > exact.usual);
  const isReference = list && data.entries[place.entry]?.kind !== 'definition';
  return {
    entry: place.entry,
    score: score * worthOf(data, page, place, list) + names.whole,
    sure: (exactly || nameCover > enough) && !isReference,
    exactly,
    named: names.exact || (list && place.heading.whole === 1),
    titled: names.titled,
  };
}

/** What a result of a kind is worth beside a page that teaches. */
function worthOf({ pages, entries }: SearchData, page: number, place: Place, list: boolean): number {
  if (list && entries[place.entry]?.kind === 'definition') return place.whole > 0 ? 1 : lesser.definition;
  if (list) return lesser.reference;
  const kind = pages[page]?.kind;
  return kind === 'week' || kind === 'module' ? 1 : lesser.aside;
}

/**
 * Where to land on a page: its top when its title holds the query, the section that an alias is about unless
 * another one answers the rest of the query much better, a section that answers all of the query and better
 * than any other, else the top of a page that is called so, else the best section. What the page is called
 * does not tell its sections apart: the one whose heading has the rest of the query wins.
 */
function landing(places: readonly Place[], names: PageNames, named: number): Place | undefined {
  const top = places.find((place) => place.top);
  if (top && names.titled) return top;
  const target = names.target > 0 ? places[names.target] : undefined;
  if (target && names.targeted > 0.99) return target;
  const worth = ({ own, rest }: Place) => own + weight.rest * rest;
  const section = places
    .filter((place) => !place.top)
    .reduce<Place | undefined>((best, place) => (best && worth(best) >= worth(place) ? best : place), undefined);
  if (!top || !section) return section ?? top;
  if (target) return worth(section) > worth(target) * weight.target ? section : target;
  const says = section.cover > most || section.rest > least;
  if (section.whole > exact.usual || (says && worth(section) > top.own * lesser.top)) return section;
  return names.exact || named > 0.9 || top.own * lesser.top >= section.own ? top : section;
}

/**
 * A term that was asked for by its name is defined first; only the page that explains it stands before,
 * if it is called so, too.
 */
function placeDefinitions({ entries }: SearchData, ranked: readonly Ranked[]): Ranked[] {
  const asked = ranked.filter(({ entry, named }) => named && entries[entry]?.kind === 'definition');
  const rest = ranked.filter((result) => !asked.includes(result));
  for (const definition of asked.reverse()) {
    const home = entries[definition.entry]?.home;
    const at = rest.findIndex(({ entry, named, titled }) => (named || titled) && entries[entry]?.page === home);
    rest.splice(at + 1, 0, definition);
  }
  return rest;
}
