import { type Evidence, readOut, type Readout, slotWeights, sum } from './evidence.ts';
import { type Field, type Fields, type Match, matcher, noMatch } from './fields.ts';
import type { SearchData } from './model.ts';
import type { Plan } from './plan.ts';

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

/*
 * Weights, found on the labelled queries that are not held out. A name that is the query outweighs
 * everything; then comes what a page is called, then how much of the query it covers, then its text.
 */
const weight = {
  title: 0.62,
  alias: 0.55,
  heading: 0.6,
  body: 0.5,
  near: 0.6,
  union: 0.55,
  called: 1,
  named: 0.9,
  headed: 0.6,
  left: 0.6,
  run: 0.25,
  complete: 0.4,
  phrase: 1.2,
};
const exact = { title: 3.2, alias: 2.7, term: 2.7, entry: 0.5, heading: 1.2, usual: 0.3 };

/** A heading on more than this share of all pages, and on more than four, says little about any of them. */
const usualShare = 0.05;

/** Share of a query that the names of a page must hold to put it before pages that only mention it. */
const enough = 0.75;

/** What is worth less: a section that every page has, a page that does not teach, a tool or source, practice beside prose. */
const lesser = { usual: 0.6, aside: 0.88, reference: 0.5, practice: 0.75, definition: 0.75 };

const practice = new Set(['exercise', 'drill', 'template']);

/** An entry of a page and what it has of the query. */
interface Place {
  entry: number;
  top: boolean;
  fit: readonly number[];
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
}

/**
 * Puts the entries in order: pages first, each by its best place.
 * @param evidence the full text; undefined while it is not there: then only names count
 * @returns the best entry of each page, and each fitting entry of a list such as the glossary
 */
export function rank(data: SearchData, names: Fields, plan: Plan, evidence: Evidence | undefined): Ranked[] {
  if (plan.slots.length === 0) return [];
  const slots = [...plan.slots.keys()];
  const weights = slotWeights(data, names, plan, evidence);
  const share = (fit: readonly number[]) => sum(slots.map((slot) => (weights[slot] ?? 0) * (fit[slot] ?? 0)));
  const inquiry: Inquiry = {
    data,
    names,
    slots,
    match: matcher(names, plan),
    share,
    strength: ({ fit, tight, run, complete, phrase }) => {
      const kept = share(fit) ** 1.6;
      return (
        kept * (0.35 + 0.65 * tight + run * weight.run + (complete ? weight.complete : 0)) +
        (phrase ? weight.phrase : 0)
      );
    },
    readout: readOut(plan, evidence, weights),
  };
  const ranked = names.groups.flatMap((group) => rankGroup(inquiry, group) ?? []);
  return placeDefinitions(
    data,
    ranked.sort((a, b) => b.score - a.score || a.entry - b.entry),
  );
}

function rankGroup(inquiry: Inquiry, group: Fields['groups'][number]): Ranked | undefined {
  const { data, names, slots, match, share, strength } = inquiry;
  const { page, list, entries } = group;
  const title = list ? noMatch : match(names.titles[page] ?? noField);
  const aliases = list ? [] : (names.aliases[page] ?? []).map(match);
  const [alias, aliasAt] = strongest(inquiry, aliases);
  const aliasFit = slots.map((slot) => Math.max(0, ...aliases.map(({ fit }) => fit[slot] ?? 0)));
  const called = Math.max(strength(title), 0.8 * strength(alias));
  const wholePage = title.whole ? exact.title : alias.whole ? exact.alias : 0;
  const pageFit = slots.map((slot) =>
    Math.max((title.fit[slot] ?? 0) * weight.title, (aliasFit[slot] ?? 0) * weight.alias),
  );
  const places = entries.map((entry) => rankPlace(inquiry, entry, list));
  const union = slots.map((slot) => either(pageFit[slot] ?? 0, Math.max(...places.map(({ fit }) => fit[slot] ?? 0))));
  const cover = share(union.map(covered));
  if (cover < 0.34) return undefined;

  const target = alias.whole || alias.complete || alias.phrase ? (data.pages[page]?.aliasTargets[aliasAt] ?? 0) : 0;
  const named = share(slots.map((slot) => covered(Math.max(title.fit[slot] ?? 0, aliasFit[slot] ?? 0))));
  // What the page is not called, a heading has to say: “rubric” in “system design rubric”.
  const left = slots.map((slot) => covered(Math.max(title.fit[slot] ?? 0, aliasFit[slot] ?? 0)) === 0);
  const headed = places.map((found) => ({
    ...found,
    own: found.own + weight.left * share(slots.map((slot) => (left[slot] ? (found.heading.fit[slot] ?? 0) : 0))),
  }));
  const place = landing(headed, { named, whole: wholePage > 0, title: title.whole, target });
  if (!place) return undefined;
  const { kind = 'page' } = data.pages[page] ?? {};
  const own = Math.max(...places.map((found) => found.own));
  const teaches = list ? data.entries[place.entry]?.kind === 'definition' : kind === 'week' || kind === 'module';
  const worth = worthOf(list, kind, teaches && place.whole === 0);
  const score =
    (share(union) * weight.union + Math.max(own, called * weight.named)) * cover ** 1.5 +
    called * weight.called * cover;
  const nameCover = share(
    slots.map((slot) => Math.max(title.fit[slot] ?? 0, aliasFit[slot] ?? 0, place.heading.fit[slot] ?? 0)),
  );
  const exactly = wholePage > 0 || place.whole > exact.usual;
  return {
    entry: place.entry,
    score: score * worth + wholePage,
    sure: (exactly || nameCover > enough) && (teaches || !list),
    exactly,
    named: wholePage > 0 || (list && place.whole > 0),
    titled: share(title.fit.map(covered)) > 0.99,
  };
}

function rankPlace({ data, names, slots, share, strength, ...inquiry }: Inquiry, entry: number, list: boolean): Place {
  const { anchor = '', kind = 'page' } = data.entries[entry] ?? {};
  const own = names.headings[entry] ?? noField;
  const fields = [own, ...(names.names[entry] ?? [])];
  const [heading] = anchor === '' ? [noMatch] : strongest({ strength }, fields.map(inquiry.match));
  const text = inquiry.readout.texts.get(entry) ?? [];
  const fit = slots.map((slot) => either((heading.fit[slot] ?? 0) * weight.heading, (text[slot] ?? 0) * weight.body));
  const usual = !list && (names.usual.get(own.key) ?? 0) > Math.max(4, data.pages.length * usualShare);
  const whole = heading.whole ? wholeHeading(list, usual, kind) : 0;
  const value =
    share(fit) * (0.35 + 0.65 * share(fit.map(covered))) +
    (inquiry.readout.near.get(entry) ?? 0) * weight.near +
    strength(heading) * weight.headed +
    whole;
  const worth = (usual ? lesser.usual : 1) * (practice.has(kind) ? lesser.practice : 1);
  return { entry, top: anchor === '', fit, heading, whole, own: whole === 0 ? value * worth : value };
}

function wholeHeading(list: boolean, usual: boolean, kind: string): number {
  if (!list) return usual ? exact.usual : exact.heading;
  return kind === 'definition' ? exact.term : exact.entry;
}

function strongest({ strength }: Pick<Inquiry, 'strength'>, matches: readonly Match[]): [match: Match, index: number] {
  let best: [Match, number] = [noMatch, -1];
  let highest = 0;
  matches.forEach((found, index) => {
    const value = strength(found) + (found.whole ? 1 : 0);
    if (value > highest) [best, highest] = [[found, index], value];
  });
  return best;
}

/** What is known of a page when its place to land is chosen. */
interface Claim {
  /** Share of the query that the names of the page hold. */
  named: number;
  /** The query is one of its names; `title`: the first. */
  whole: boolean;
  title: boolean;
  /** Entry of the page that the alias is about; 0 for its top. */
  target: number;
}

/** Where to land on a page: its top when the query is its title, else the section that answers best. */
function landing(places: readonly Place[], { named, whole, title, target }: Claim): Place | undefined {
  const top = places.find((place) => place.top);
  if (!title && target > 0) return places[target] ?? top;
  const section = places.reduce<Place | undefined>(
    (found, place) => (found && found.own >= place.own ? found : place),
    undefined,
  );
  if (!top || !section || section === top) return section ?? top;
  if (section.whole > exact.usual && !whole) return section;
  return whole || named > 0.9 ? top : section;
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

const noField: Field = { ids: [], key: '', full: '', telling: 0 };

function covered(value: number): number {
  return value > 0 ? 1 : 0;
}

/** Two independent signs of one thing, each 0 to 1. */
function either(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}
