import type { Plan } from './plan.ts';
import { fold, isFiller, stem, words } from './text.ts';

/** A piece of text, and whether it is a word that was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** What counts as a hit of a query in running text. */
export interface Wanted {
  stems: ReadonlySet<string>;
  /** Beginnings of words, where the last word is still being typed. */
  starts: readonly string[];
}

/** The words of a plan, and those of the other ways to say it. */
export function wanted({ slots, ways }: Plan): Wanted {
  const said = ways.flatMap((way) => way.words).filter((word) => !isFiller(word));
  return {
    stems: new Set([...slots.map((slot) => slot.stem), ...said.map(stem)]),
    starts: slots.flatMap(({ word, growing }) => (growing && word.length > 2 ? [word] : [])),
  };
}

/** Whether a word as written is one that was looked for. */
export function isWanted(text: string, { stems, starts }: Wanted): boolean {
  return words(text).some((word) => stems.has(stem(word)) || starts.some((start) => word.startsWith(start)));
}

const written = /[\p{L}\p{N}]+(?:[.,'’]\p{N}+)*(?:['’]\p{L}+)?/gu;

/** Cuts a text into pieces, the words that were looked for apart. Joined, the pieces are the text. */
export function mark(text: string, want: Wanted): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(written)) {
    if (!isWanted(word, want)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), hit: false });
    pieces.push({ text: word, hit: true });
    from = index + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

/**
 * The stretch of a text with the most different words that were looked for, marked.
 * @param length about how many characters; cut at words, with an ellipsis where something is left out
 */
export function excerpt(text: string, want: Wanted, length = 180): Piece[] {
  const found = [...text.matchAll(written)].flatMap(({ 0: word, index }) =>
    isWanted(word, want) ? [{ at: index, end: index + word.length, key: stem(fold(word)) }] : [],
  );
  let best = { from: 0, value: -1 };
  for (const first of found) {
    const inside = found.filter(({ at, end }) => at >= first.at && end <= first.at + length);
    const value = new Set(inside.map(({ key }) => key)).size * 10 + inside.length;
    if (value > best.value) best = { from: first.at, value };
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
