import { type Evidence, readOut, type Readout, slotWeights, sum } from './evidence.ts';
import { type Field, type Fields, type Match, matcher, namedPages, noMatch } from './fields.ts';
import type { SearchData } from './model.ts';
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

/** Kinds of practice, by the word that readers ask for them with. */
const practice = new Set<string>(['exercise', 'drill', 'template', 'example']);

/** An entry of a page and what it has of the query. */
interface Place {
  entry: number;
  top: boolean;
  fit: readonly number[];
  /** Share of the query that it has. */
  cover: number;
  heading: Match;
  whole: number;
  own: number;
}

/** One plan with everything that is compared with it. */
interface Inquiry {
  data: SearchData;
  names: Fields;
  slots: readonly number[];
  match: (field: Field) => Match;
  share: (fit: readonly number[]) => number;
  strength: (match: Match) => number;
  readout: Readout;
  /** Words of the query: one may be the kind of thing that is looked for. */
  asked: ReadonlySet<string>;
}

/**
 * Puts the entries in order: pages first, each by its best place.
 * @param evidence the full text; undefined while it is not there: then only names count
 * @param match the comparison of names with this plan, where it is there already
 * @returns the best entry of each page, and each fitting entry of a list such as the glossary
 */
export function rank(
  data: SearchData,
  names: Fields,
  plan: Plan,
  evidence: Evidence | undefined,
  match = matcher(names, plan),
): Ranked[] {
  if (plan.slots.length === 0) return [];
  const slots = [...plan.slots.keys()];
  const weights = slotWeights(data, names, plan, evidence);
  const share = (fit: readonly number[]) => sum(slots.map((slot) => (weights[slot] ?? 0) * (fit[slot] ?? 0)));
  const inquiry: Inquiry = {
    data,
    names,
    slots,
    match,
    share,
    strength: ({ fit, tight, run, complete, phrase }) => {
      const kept = share(fit) ** 1.6;
      return (
        kept * (0.35 + 0.65 * tight + run * weight.run + (complete ? weight.complete : 0)) +
        (phrase ? weight.phrase : 0)
      );
    },
    readout: readOut(plan, evidence, weights),
    asked: new Set(plan.all),
  };
  const named = namedPages(names, plan);
  const ranked = names.groups.flatMap((group) => {
    const isFound = named.has(group.page) || group.entries.some((entry) => inquiry.readout.texts.has(entry));
    return (isFound && rankGroup(inquiry, group)) || [];
  });
  return placeDefinitions(
    data,
    ranked.sort((a, b) => b.score - a.score || a.entry - b.entry),
  );
}

/** What the names of a page have of the query. */
interface PageNames {
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

function readNames(inquiry: Inquiry, page: number): PageNames {
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
const nameless: PageNames = {
  called: 0,
  whole: 0,
  exact: false,
  titled: false,
  fit: [],
  worth: [],
  target: 0,
  targeted: 0,
};

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

/** What an entry is that has nothing of the query. */
const nothing = { fit: [], cover: 0, heading: noMatch, whole: 0, own: 0 };

function rankPlace(
  { data, names, slots, share, strength, ...inquiry }: Inquiry,
  entry: number,
  list: boolean,
  left: readonly number[],
): Place {
  const { anchor = '', kind = 'page' } = data.entries[entry] ?? {};
  const own = names.headings[entry] ?? noField;
  const fields = [own, ...(names.names[entry] ?? [])];
  const [heading] = anchor === '' ? [noMatch] : strongest({ strength }, fields.map(inquiry.match));
  const text = inquiry.readout.texts.get(entry);
  if (heading === noMatch && !text) return { ...nothing, entry, top: anchor === '' };
  const fit = slots.map((slot) => either((heading.fit[slot] ?? 0) * weight.heading, (text?.[slot] ?? 0) * weight.body));
  const usual = !list && names.usual.has(own.key);
  const whole = heading.whole * wholeHeading(list, usual, kind);
  const cover = share(fit.map(covered));
  const said = share(fit) * (0.35 + 0.65 * cover) + (inquiry.readout.near.get(entry) ?? 0) * weight.near;
  const headed =
    strength(heading) * weight.headed +
    weight.left * share(slots.map((slot) => (left[slot] ?? 0) * fitOf(heading, slot)));
  const asked = practice.has(kind) && inquiry.asked.has(kind);
  const worth = (usual ? lesser.usual : 1) * (practice.has(kind) && kind !== 'example' && !asked ? lesser.practice : 1);
  const value = whole > 0 ? said + headed + whole : said * worth + headed * (usual ? lesser.usual : 1);
  const wished = asked ? weight.asked * share(fit) : 0;
  return { entry, top: anchor === '', fit, cover, heading, whole, own: value + wished };
}

function wholeHeading(list: boolean, usual: boolean, kind: string): number {
  if (!list) return usual ? exact.usual : exact.heading;
  return kind === 'definition' ? exact.term : exact.entry;
}

function strongest({ strength }: Pick<Inquiry, 'strength'>, matches: readonly Match[]): [match: Match, index: number] {
  let best: [Match, number] = [noMatch, -1];
  let highest = 0;
  matches.forEach((found, index) => {
    const value = strength(found) + found.whole;
    if (value > highest) [best, highest] = [[found, index], value];
  });
  return best;
}

/**
 * Where to land on a page: its top when its title holds the query, the section that an alias is about unless
 * another one answers the rest of the query much better, a section that answers all of the query and better
 * than any other, else the top of a page that is called so, else the best section.
 */
function landing(places: readonly Place[], names: PageNames, named: number): Place | undefined {
  const top = places.find((place) => place.top);
  if (top && names.titled) return top;
  const target = names.target > 0 ? places[names.target] : undefined;
  if (target && names.targeted > 0.99) return target;
  const section = places
    .filter((place) => !place.top)
    .reduce<Place | undefined>((best, place) => (best && best.own >= place.own ? best : place), undefined);
  if (!top || !section) return section ?? top;
  if (target) return section.own > target.own * weight.target ? section : target;
  const says = section.cover > most;
  if (section.whole > exact.usual || (says && section.own > top.own * lesser.top)) return section;
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

function fitOf({ fit }: Match, slot: number): number {
  return fit[slot] ?? 0;
}

const noField: Field = { ids: [], key: '', full: '', telling: 0 };

function covered(value: number): number {
  return value > 0 ? 1 : 0;
}

/** Two independent signs of one thing, each 0 to 1. */
function either(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}
