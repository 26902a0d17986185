import { type Field, type Fields, type Match, matcher } from './fields.ts';
import type { Hit, SearchData } from './model.ts';
import type { Plan } from './plan.ts';

/** The text of the site, asked for one plan: for each slot the entries that have its word. */
export interface Evidence {
  slots: readonly (readonly Hit[])[];
  /** For each way of the plan, the entries where its words stand side by side. */
  ways: readonly (readonly Hit[])[];
}

/** An entry with what speaks for it. */
export interface Ranked {
  entry: number;
  score: number;
  /** The names alone answer the query. */
  sure: boolean;
}

/*
 * Weights, found on the labelled queries that are not held out. A name that is the query outweighs
 * everything; then the share of the query that a page covers; then how often the text has its words.
 */
const weight = { title: 0.62, alias: 0.55, heading: 0.6, body: 0.5, near: 0.22, page: 0.55, tight: 0.12, run: 0.25 };
const exact = { title: 3.2, alias: 2.7, term: 2.8, heading: 1.6 };

/** Sections that every page has say little about what a page is about. */
const common = 0.2;

/**
 * Puts the entries in order: pages first, each by its best place.
 * @param evidence the full text; undefined while it is not there: then only names count
 * @returns the best entry of each page, and each fitting entry of a list such as the glossary
 */
export function rank(data: SearchData, names: Fields, plan: Plan, evidence: Evidence | undefined): Ranked[] {
  const { slots } = plan;
  if (slots.length === 0) return [];
  const match = matcher(names, plan);
  const weights = slotWeights(data, names, plan, evidence);
  const share = (fit: readonly number[]) => sum(slots.map((_, slot) => (weights[slot] ?? 0) * (fit[slot] ?? 0)));
  const { texts, near } = readEvidence(data, plan, evidence, weights);
  const repeats = Map.groupBy(names.headings, ({ key }) => key);
  const groups = Map.groupBy(data.entries.keys(), (entry) => groupOf(data, entry));

  const ranked: Ranked[] = [];
  for (const entries of groups.values()) {
    const page = data.entries[entries[0] ?? 0]?.page ?? 0;
    const list = data.pages[page]?.list === true;
    const titles = list ? undefined : match(names.titles[page] ?? noField);
    const aliases = list ? [] : (names.aliases[page] ?? []).map(match);
    const alias = best(aliases, share);
    const pageFit = slots.map((_, slot) =>
      Math.max((titles?.fit[slot] ?? 0) * weight.title, (alias?.fit[slot] ?? 0) * weight.alias),
    );
    const wholePage = (titles?.whole ? exact.title : 0) || (aliases.some(({ whole }) => whole) ? exact.alias : 0);
    const places = entries.map((entry) => {
      const field = names.headings[entry] ?? noField;
      const top = data.entries[entry]?.anchor === '';
      const heading = top ? noMatch : match(field);
      const other = best((names.names[entry] ?? []).map(match), share);
      const text = texts.get(entry) ?? [];
      const fit = slots.map(
        (_, slot) =>
          1 -
          (1 - Math.max(heading.fit[slot] ?? 0, other?.fit[slot] ?? 0) * weight.heading) *
            (1 - (text[slot] ?? 0) * weight.body),
      );
      const usual = !list && (repeats.get(field.key)?.length ?? 0) > data.pages.length * common;
      const whole = heading.whole || other?.whole === true;
      const own =
        share(fit) * (0.35 + 0.65 * share(fit.map(covered))) +
        (near.get(entry) ?? 0) * weight.near +
        (heading.run ? weight.run : 0) * share(heading.fit) +
        heading.tight * share(heading.fit) * weight.tight +
        (whole ? (list ? exact.term : usual ? 0.3 : exact.heading) : 0);
      return { entry, top, fit, heading, other, whole, own: usual && !whole ? own * 0.8 : own };
    });
    const union = slots.map(
      (_, slot) => 1 - (1 - (pageFit[slot] ?? 0)) * (1 - Math.max(...places.map(({ fit }) => fit[slot] ?? 0))),
    );
    const cover = share(union.map(covered));
    if (cover < 0.34) continue;
    const named = share((titles ?? alias ?? noMatch).fit.map((value, slot) => Math.max(value, alias?.fit[slot] ?? 0)));
    const place = landing(places, named, wholePage > 0);
    if (!place) continue;
    const about =
      (titles ? titles.tight * share(titles.fit) : 0) * weight.tight * 2 +
      (titles?.run || aliases.some(({ run }) => run) ? weight.run : 0);
    const score = (share(union) * weight.page + place.own) * cover ** 1.5 + about + wholePage;
    const nameCover = share(
      slots.map((_, slot) =>
        Math.max(
          titles?.fit[slot] ?? 0,
          alias?.fit[slot] ?? 0,
          place.heading.fit[slot] ?? 0,
          place.other?.fit[slot] ?? 0,
        ),
      ),
    );
    ranked.push({ entry: place.entry, score, sure: nameCover > 0.93 });
  }
  return ranked.sort((a, b) => b.score - a.score || a.entry - b.entry);
}

interface Place {
  entry: number;
  top: boolean;
  heading: Match;
  whole: boolean;
  own: number;
}

/** Where to land on a page: its top when the query is its name, else the section that answers best. */
function landing<P extends Place>(places: readonly P[], named: number, wholePage: boolean): P | undefined {
  const top = places.find((place) => place.top);
  const section = places.reduce<P | undefined>(
    (found, place) => (found && found.own >= place.own ? found : place),
    undefined,
  );
  if (!top || !section || section === top) return section ?? top;
  if (section.whole && !wholePage) return section;
  return wholePage || named > 0.9 ? top : section;
}

const noField: Field = { ids: [], key: '' };
const noMatch: Match = { fit: [], whole: false, run: false, tight: 0 };

function covered(value: number): number {
  return value > 0 ? 1 : 0;
}

function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}

function best(matches: readonly Match[], share: (fit: readonly number[]) => number): Match | undefined {
  let found: Match | undefined;
  let highest = 0;
  for (const match of matches) {
    const value = share(match.fit) * (0.7 + 0.3 * match.tight) + (match.whole ? 1 : 0);
    if (value > highest) [found, highest] = [match, value];
  }
  return found;
}

/** Entries of a page are one result; each entry of a list is its own. */
function groupOf({ pages, entries }: SearchData, entry: number): string {
  const page = entries[entry]?.page ?? 0;
  return pages[page]?.list ? `${page}#${entry}` : `${page}`;
}

/** How much each word tells: rare words more (inverse frequency, in entries). Sums to 1. */
function slotWeights(
  { pages, entries }: SearchData,
  { words }: Fields,
  { slots }: Plan,
  evidence: Evidence | undefined,
): number[] {
  const raw = slots.map((slot, index) => {
    const hits = evidence?.slots[index]?.length;
    if (hits !== undefined) return Math.log(1 + (entries.length - Math.min(hits, entries.length) + 0.5) / (hits + 2));
    const inPages = sum(words.filter(({ stem }) => stem === slot.stem).map((word) => word.pages));
    return Math.log(1 + pages.length / (1 + inPages));
  });
  const total = sum(raw) || 1;
  return raw.map((value) => value / total);
}

/** Turns hits into values between 0 and 1 for each entry and slot, and finds neighbours. */
function readEvidence(
  data: SearchData,
  { slots, ways }: Plan,
  evidence: Evidence | undefined,
  weights: readonly number[],
) {
  const texts = new Map<number, number[]>();
  const near = new Map<number, number>();
  if (!evidence) return { texts, near };
  const put = (entry: number, slot: number, value: number) => {
    const list = texts.get(entry) ?? [];
    list[slot] = Math.max(list[slot] ?? 0, value);
    texts.set(entry, list);
  };
  const often = (hit: Hit) => hit.places.length / (hit.places.length + 1.5);
  evidence.slots.forEach((hits, slot) => hits.forEach((hit) => put(hit.entry, slot, often(hit))));
  ways.forEach(({ from, to }, way) => {
    for (const hit of evidence.ways[way] ?? [])
      for (let slot = from; slot < to; slot += 1) put(hit.entry, slot, 0.95 * often(hit));
  });
  for (let slot = 1; slot < slots.length; slot += 1) {
    const before = new Map((evidence.slots[slot - 1] ?? []).map(({ entry, places }) => [entry, places]));
    for (const { entry, places } of evidence.slots[slot] ?? []) {
      const first = before.get(entry);
      if (!first || !data.entries[entry]) continue;
      const beside = places.some((place) => first.includes(place - 1) || first.includes(place));
      if (beside) near.set(entry, (near.get(entry) ?? 0) + ((weights[slot - 1] ?? 0) + (weights[slot] ?? 0)) / 2);
    }
  }
  return { texts, near };
}
