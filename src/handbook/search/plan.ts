import { correct } from './spelling.ts';
import type { Synonyms } from './synonyms.ts';
import { beginsFiller, isFiller, stem, words } from './text.ts';
import type { WordList } from './word-list.ts';

/** A word that has to be found. */
export interface Slot {
  word: string;
  stem: string;
  /** It may be the beginning of a longer word: the last one, still being typed. */
  growing: boolean;
  /** It is no word of the site as it stands: only words that begin so can be meant. */
  partial: boolean;
  /** The word as the site writes it: in one spelling, or in the British and the American one. */
  forms: readonly string[];
  /** It stands in the text of the site, so the full text has to find it. */
  inText: boolean;
}

/** Another way to say the slots `from` up to, not including, `to`. */
export interface Way {
  from: number;
  to: number;
  words: readonly string[];
}

/** How a query is going to be answered. */
export interface Plan {
  slots: readonly Slot[];
  ways: readonly Way[];
  /** All words as understood, fillers too: what an exact title is compared with. */
  all: readonly string[];
  /** The words as typed, joined, where the last one may still grow; else empty. */
  beginning: string;
  /** What was changed, in the order typed. */
  corrections: readonly { typed: string; meant: string }[];
  /** Words that stand nowhere on the site and are left out. */
  unknown: readonly string[];
}

const longest = 400;
const most = 16;

/** Cost of a correction below which it is beyond doubt. */
const slip = 0.8;

/**
 * Reads a query. Only its first 400 characters and 16 words count.
 * @param list words of the site; undefined while it is not there yet: then nothing is corrected
 * @param literal search what was typed, without correcting it
 * @param together whether two words stand in one name; an empty second one: whether the first is a name
 */
export function plan(
  query: string,
  list: WordList | undefined,
  synonyms: Synonyms,
  literal = false,
  together: (one: string, other: string) => boolean = () => false,
): Plan {
  const text = query.slice(0, longest);
  const typed = words(text).slice(0, most);
  const growing = /[\p{L}\p{N}]$/u.test(text);
  const corrections: { typed: string; meant: string }[] = [];
  const unknown: string[] = [];
  const all = typed.flatMap((word, index) => {
    const last = growing && index === typed.length - 1;
    if (!list || isKnown(word, list, synonyms, last)) return [word];
    // “leading witho”: nothing is asked for yet by the last word.
    if (last && index > 0 && beginsFiller(word)) return [];
    const others = typed.filter((other) => other !== word && !isFiller(other));
    const fits = (candidate: string) =>
      others.length === 0 ? together(candidate, '') : others.some((other) => together(candidate, other));
    const found = literal ? undefined : correct(word, list, last, fits);
    // “enginering” is no ring of an engine, “burnrate” is a burn rate.
    const parts = literal || (found && found.cost < slip) ? undefined : split(word, list);
    if (parts) return parts;
    if (found === undefined) unknown.push(word);
    else corrections.push({ typed: word, meant: found.meant });
    return found === undefined ? [] : [found.meant];
  });
  const content = all.filter((word) => !isFiller(word));
  const named = content.length > 0 ? content : all;
  const slots = named.map((word, index): Slot => {
    const last = growing && index === named.length - 1 && word === typed.at(-1);
    return {
      word,
      stem: stem(word),
      growing: last,
      partial: last && list?.hasForm(word) === false && list.begins(word),
      forms: list?.forms(word) ?? [word],
      inText: list?.inText(word) === true,
    };
  });
  return {
    slots,
    ways: [...said(slots, synonyms), ...joined(slots, list)],
    all,
    beginning: growing ? typed.join(' ') : '',
    corrections,
    unknown,
  };
}

function isKnown(word: string, list: WordList, synonyms: Synonyms, last: boolean): boolean {
  // Figures and single letters are looked up as they are: the nearest one is never what was meant.
  return (
    word.length === 1 || /\d/.test(word) || list.hasForm(word) || synonyms.has(word) || (last && list.begins(word))
  );
}

function split(word: string, list: WordList): string[] | undefined {
  for (let at = 3; at <= word.length - 3; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (list.frequency(head) === 2 && list.has(head) && list.has(tail) && list.frequency(tail) > 0) return [head, tail];
  }
  return undefined;
}

function said(slots: readonly Slot[], synonyms: Synonyms): Way[] {
  const ways: Way[] = [];
  for (let from = 0; from < slots.length; from += 1) {
    for (let to = from + 1; to <= Math.min(slots.length, from + 5); to += 1) {
      const text = slots.slice(from, to).map(({ word }) => word);
      for (const words of synonyms.get(text.join(' ')) ?? []) ways.push({ from, to, words });
    }
  }
  return ways.slice(0, 12);
}

/** `fail over` may be written `failover`. */
function joined(slots: readonly Slot[], list: WordList | undefined): Way[] {
  return slots.slice(1).flatMap(({ word }, index) => {
    const whole = (slots[index]?.word ?? '') + word;
    return list?.has(whole) ? [{ from: index, to: index + 2, words: [whole] }] : [];
  });
}
