import type { Plan } from './plan.ts';
import { stem, words } from './text.ts';

/** A piece of text, and whether it is a word that was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** What counts as a hit of a query in running text. */
export interface Wanted {
  stems: readonly string[];
  /** Other ways to say it: stems that have to stand side by side. */
  runs: readonly (readonly string[])[];
  /** Beginnings of words, where the last word is still being typed. */
  starts: readonly string[];
}

/** A stretch of a text, from … to. */
export interface Span {
  from: number;
  to: number;
  /** Equal for forms of one word. */
  key: string;
}

/** The words of a plan, and the other ways to say it. */
export function wanted({ slots, ways }: Plan): Wanted {
  return {
    stems: slots.map((slot) => slot.stem),
    runs: ways.map((way) => way.words.map(stem)),
    starts: slots.flatMap(({ word, growing }) => (growing && word.length > 2 ? [word] : [])),
  };
}

const written = /[\p{L}\p{N}]+(?:[.,'’]\p{N}+)*(?:['’]\p{L}+)?/gu;

/** Where the words that were looked for stand in a text, in order. */
export function hits(text: string, { stems, runs, starts }: Wanted): Span[] {
  const found = [...text.matchAll(written)].map(({ 0: word, index }): Span => {
    const [first = ''] = words(word);
    const key = starts.some((start) => first.startsWith(start)) ? (starts[0] ?? '') : stem(first);
    return { from: index, to: index + word.length, key };
  });
  const chosen = new Set<Span>(found.filter(({ key }) => stems.includes(key) || starts.includes(key)));
  for (const run of runs) {
    found.forEach((_, start) => {
      const spans = found.slice(start, start + run.length);
      if (spans.length === run.length && spans.every(({ key }, offset) => key === run[offset])) {
        for (const span of spans) chosen.add(span);
      }
    });
  }
  return found.filter((span) => chosen.has(span));
}

/** Cuts a text into pieces, the words that were looked for apart. Joined, the pieces are the text. */
export function mark(text: string, want: Wanted): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of hits(text, want)) {
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false });
    pieces.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/**
 * The stretch of a text with the most different words that were looked for, marked.
 * @param length about how many characters; cut at words, with an ellipsis where something is left out
 */
export function excerpt(text: string, want: Wanted, length = 180): Piece[] {
  const found = hits(text, want);
  let best = { from: 0, value: -1 };
  for (const first of found) {
    const inside = found.filter(({ from, to }) => from >= first.from && to <= first.from + length);
    const value = new Set(inside.map(({ key }) => key)).size * 10 + inside.length;
    if (value > best.value) best = { from: first.from, value };
  }
  const [from, to] = around(text, best.from, length);
  const pieces = mark(text.slice(from, to), want);
  if (from > 0) pieces.unshift({ text: '… ', hit: false });
  if (to < text.length) pieces.push({ text: ' …', hit: false });
  return pieces;
}

/** Widens a place to whole words: a little before it, the rest after it. */
function around(text: string, at: number, length: number): [from: number, to: number] {
  const lead = at < 60 ? 0 : at - 40;
  const from = lead === 0 ? 0 : text.indexOf(' ', lead) + 1;
  if (from + length >= text.length) return [from, text.length];
  const end = text.lastIndexOf(' ', from + length);
  return [from, end > from ? end : from + length];
}
