import { type Field, type Fields, type Match, matcher, noMatch } from './fields.ts';
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
 * everything; then comes what a page is called, then how much of the query it covers, then its text.
 */
const weight = {
  title: 0.62,
  alias: 0.55,
  heading: 0.6,
  body: 0.5,
  near: 0.3,
  union: 0.55,
  called: 1,
  headed: 0.6,
  run: 0.25,
  complete: 0.4,
};
const exact = { title: 3.2, alias: 2.7, term: 2.8, entry: 0.9, heading: 1.2 };

/** A heading on more than this share of all pages says little about any of them. */
const usualShare = 0.2;

/** What a page outside weeks and modules is worth, beside one that teaches. */
const aside = 0.8;

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
  const strength = ({ fit, tight, run, complete }: Match) =>
    share(fit) * (0.35 + 0.65 * tight + (run && slots.length > 1 ? weight.run : 0) + (complete ? weight.complete : 0));
  const strongest = (fields: readonly Field[]) =>
    fields.map(match).reduce((best, next) => (rate(next) > rate(best) ? next : best), noMatch);
  const rate = (found: Match) => strength(found) + (found.whole ? 1 : 0);
  const { texts, near } = readEvidence(data, plan, evidence, weights);

  const ranked: Ranked[] = [];
  for (const { page, list, entries } of names.groups) {
    const title = list ? noMatch : match(names.titles[page] ?? noField);
    const alias = list ? noMatch : strongest(names.aliases[page] ?? []);
    const called = Math.max(strength(title), 0.85 * strength(alias));
    const wholePage = title.whole ? exact.title : alias.whole ? exact.alias : 0;
    const pageFit = slots.map((_, slot) =>
      Math.max((title.fit[slot] ?? 0) * weight.title, (alias.fit[slot] ?? 0) * weight.alias),
    );
    const places = entries.map((entry): Place => {
      const { anchor = '', kind = 'page' } = data.entries[entry] ?? {};
      const heading =
        anchor === '' ? noMatch : strongest([names.headings[entry] ?? noField, ...(names.names[entry] ?? [])]);
      const text = texts.get(entry) ?? [];
      const fit = slots.map(
        (_, slot) => 1 - (1 - (heading.fit[slot] ?? 0) * weight.heading) * (1 - (text[slot] ?? 0) * weight.body),
      );
      const usual = !list && (names.usual.get(names.headings[entry]?.key ?? '') ?? 0) > data.pages.length * usualShare;
      const whole = !heading.whole
        ? 0
        : usual
          ? 0.3
          : !list
            ? exact.heading
            : kind === 'definition'
              ? exact.term
              : exact.entry;
      const own =
        share(fit) * (0.35 + 0.65 * share(fit.map(covered))) +
        (near.get(entry) ?? 0) * weight.near +
        strength(heading) * weight.headed +
        whole;
      return { entry, top: anchor === '', fit, heading, whole, own: usual && whole === 0 ? own * aside : own };
    });
    const union = slots.map(
      (_, slot) => 1 - (1 - (pageFit[slot] ?? 0)) * (1 - Math.max(...places.map(({ fit }) => fit[slot] ?? 0))),
    );
    const cover = share(union.map(covered));
    if (cover < 0.34) continue;
    const named = share(slots.map((_, slot) => Math.max(title.fit[slot] ?? 0, alias.fit[slot] ?? 0)));
    const place = landing(places, named, wholePage > 0);
    if (!place) continue;
    const { kind = 'page' } = data.pages[page] ?? {};
    const teaches = list ? data.entries[place.entry]?.kind === 'definition' : kind === 'week' || kind === 'module';
    const score = (share(union) * weight.union + place.own) * cover ** 1.5 + called * weight.called;
    const nameCover = share(
      slots.map((_, slot) => Math.max(title.fit[slot] ?? 0, alias.fit[slot] ?? 0, place.heading.fit[slot] ?? 0)),
    );
    const decisive =
      wholePage > 0 || place.whole > 0.3 || (nameCover > 0.93 && Math.max(called, strength(place.heading)) > 0.66);
    ranked.push({ entry: place.entry, score: score * (teaches ? 1 : aside) + wholePage, sure: decisive });
  }
  return ranked.sort((a, b) => b.score - a.score || a.entry - b.entry);
}

/** An entry of a page and what it has of the query. */
interface Place {
  entry: number;
  top: boolean;
  fit: readonly number[];
  heading: Match;
  whole: number;
  own: number;
}

/** Where to land on a page: its top when the query is its name, else the section that answers best. */
function landing(places: readonly Place[], named: number, wholePage: boolean): Place | undefined {
  const top = places.find((place) => place.top);
  const section = places.reduce<Place | undefined>(
    (found, place) => (found && found.own >= place.own ? found : place),
    undefined,
  );
  if (!top || !section || section === top) return section ?? top;
  if (section.whole > 0.3 && !wholePage) return section;
  return wholePage || named > 0.9 ? top : section;
}

const noField: Field = { ids: [], key: '', telling: 0 };

function covered(value: number): number {
  return value > 0 ? 1 : 0;
}

function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
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
