import { type Field, type Match, noMatch } from './fields.ts';
import { covered, either, fitOf, type Inquiry, noField, strongest } from './inquiry.ts';
import { exact, lesser, weight } from './weights.ts';

/** Kinds of practice, by the word that readers ask for them with. */
const practice = new Set<string>(['exercise', 'drill', 'template', 'example']);

/** Kinds that readers want only when they ask for them. */
const task = new Set<string>(['exercise', 'drill', 'template']);

/** An entry of a page and what it has of the query. */
export interface Place {
  entry: number;
  top: boolean;
  fit: readonly number[];
  /** Share of the query that it has. */
  cover: number;
  heading: Match;
  whole: number;
  own: number;
  /** Share of the query that its heading has and the names of the page have not. */
  rest: number;
}

/** What an entry is that has nothing of the query. */
const nothing = { fit: [], cover: 0, heading: noMatch, whole: 0, own: 0, rest: 0 };

/**
 * Weighs one entry: what its heading, its phrases and its text have of the query.
 * @param list whether it stands for itself, as an entry of the glossary does
 * @param left for each slot 1 where the names of its page do not have it
 */
export function rankPlace(inquiry: Inquiry, entry: number, list: boolean, left: readonly number[]): Place {
  const { data, names, slots, share, strength } = inquiry;
  const { anchor = '', kind = 'page' } = data.entries[entry] ?? {};
  const own = names.headings[entry] ?? noField;
  const heading = anchor === '' ? noMatch : bestName(inquiry, own, names.names[entry] ?? []);
  const phrases = inquiry.phrases.get(entry) ?? [];
  const [phrase] = strongest(inquiry, phrases);
  const text = inquiry.readout.texts.get(entry);
  if (heading === noMatch && phrase === noMatch && !text) return { ...nothing, entry, top: anchor === '' };
  const fit = slots.map((slot) => {
    const named = either(fitOf(heading, slot) * weight.heading, bestFit(phrases, slot) * weight.phrased);
    return either(named, (text?.[slot] ?? 0) * weight.body);
  });
  const usual = !list && names.usual.has(own.key);
  const whole = heading.whole * wholeHeading(list, usual, kind);
  const cover = share(fit.map(covered));
  const said = share(fit) * (0.35 + 0.65 * cover) + (inquiry.readout.near.get(entry) ?? 0) * weight.near;
  const rest = share(slots.map((slot) => (left[slot] ?? 0) * fitOf(heading, slot)));
  const headed = strength(heading) * weight.headed + strength(phrase) * weight.put + weight.left * rest;
  const asked = practice.has(kind) && inquiry.asked.has(kind);
  const wished = asked ? weight.asked * share(fit) : 0;
  const value = whole > 0 ? said + headed + whole : lessened(said, headed, usual, task.has(kind) && !asked);
  return { entry, top: anchor === '', fit, cover, heading, whole, own: value + wished, rest };
}

/** A section that every page has says less by its heading and its text, a task that nobody asked for by its text. */
function lessened(said: number, headed: number, usual: boolean, isTask: boolean): number {
  return (usual ? lesser.usual : 1) * (said * (isTask ? lesser.practice : 1) + headed);
}

function wholeHeading(list: boolean, usual: boolean, kind: string): number {
  if (!list) return usual ? exact.usual : exact.heading;
  return kind === 'definition' ? exact.term : exact.entry;
}

/** The heading, or another name that answers better; most entries have no other. */
function bestName(inquiry: Inquiry, own: Field, others: readonly Field[]): Match {
  if (others.length === 0) return inquiry.match(own);
  return strongest(inquiry, [own, ...others].map(inquiry.match))[0];
}

function bestFit(matches: readonly Match[], slot: number): number {
  return Math.max(0, ...matches.map((found) => fitOf(found, slot)));
}
