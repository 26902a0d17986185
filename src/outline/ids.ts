import { similarity } from './nearest.ts';

/** Words that end the name of a thing, or say nothing in it. */
const CONNECTORS = new Set(
  'and or for with to from of on in at by as into over under vs versus using through via'.split(' '),
);
const FILLERS = new Set('a an the all its their our your is are be that this'.split(' '));
const LONGEST = 4;

/** Kinds whose items begin with a verb, which alone does not tell one from another. */
const VERB_FIRST = new Set(['check', 'point']);

/**
 * Lower-case words joined by hyphens, from any text. Letters outside a–z lose their marks; a text
 * without any Latin letter or digit gets a short name computed from it.
 */
export function slugify(text: string): string {
  const slug = asciiWords(text).join('-');
  return slug === '' ? `x${hash(text)}` : slug;
}

/**
 * An id for an item: its kind and its first significant words, up to the first punctuation or
 * connecting word. Longer, then numbered, until it is not among the ids taken.
 *
 * @param kind prefix without hyphen, such as `concept`.
 */
export function makeId(kind: string, text: string, taken: ReadonlySet<string>): string {
  const clause = text.slice(0, 1) + (text.slice(1).split(/[:(,;—–]/)[0] ?? '');
  const fewest = VERB_FIRST.has(kind) ? 2 : 1;
  const words: string[] = [];
  for (const word of significantWords(clause)) {
    if (words.length === LONGEST || (word === '' && words.length >= fewest)) break;
    if (word !== '') words.push(word);
  }
  const all = significantWords(text).filter((word) => word !== '');
  const base = words.length > 0 ? words : all.length > 0 ? all.slice(0, LONGEST) : [`x${hash(text)}`];
  let candidate = `${kind}-${base.join('-')}`;
  for (let count = base.length + 1; taken.has(candidate) && count <= all.length; count += 1) {
    candidate = `${kind}-${all.slice(0, count).join('-')}`;
  }
  const stem = candidate;
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${stem}-${number}`;
  return candidate;
}

/**
 * Words without fillers; an empty one stands where a connecting word was. Only whole words count:
 * the “on” of “on-call” and the “a” of “A/B” stay.
 */
function significantWords(text: string): string[] {
  return text.split(/\s+/).flatMap((raw, index) => {
    const word = raw.toLowerCase();
    if (index > 0 && CONNECTORS.has(word)) return [''];
    return FILLERS.has(word) ? [] : asciiWords(raw);
  });
}

interface Known {
  readonly id: string;
  readonly text: string;
}

/** How alike an old and a new wording have to be to count as the same item, edited. */
const SAME_ITEM = 0.5;

/** The ids of one page: which are in use, which are retired and never given again. */
export class PageIds {
  readonly #taken: Set<string>;
  readonly #before: readonly string[];
  readonly #kept = new Set<string>();
  readonly #retired: readonly string[];

  /**
   * @param before ids that the page's outline had at the last import.
   * @param retired ids of items that had left the outline already then.
   * @param others ids that an author uses elsewhere on the page.
   */
  constructor(before: readonly string[], retired: readonly string[], others: readonly string[]) {
    this.#before = before;
    this.#retired = retired;
    this.#taken = new Set([...before, ...retired, ...others]);
  }

  /**
   * One id for each text of a list: that of the item with the same words, else of the item of the
   * old list whose words are closest, else a new one.
   */
  assign(kind: string, texts: readonly string[], old: readonly Known[]): string[] {
    const free = new Set(old);
    const ids: (string | undefined)[] = texts.map((text) => {
      const same = [...free].find((item) => item.text === text);
      if (same) free.delete(same);
      return same?.id;
    });
    const pairs = texts.flatMap((text, index) =>
      ids[index] === undefined ? [...free].map((item) => ({ index, item, score: similarity(text, item.text) })) : [],
    );
    for (const { index, item, score } of pairs.sort((a, b) => b.score - a.score)) {
      if (score < SAME_ITEM || ids[index] !== undefined || !free.has(item)) continue;
      ids[index] = item.id;
      free.delete(item);
    }
    return ids.map((known, index) => {
      const id = known ?? makeId(kind, texts[index] ?? '', this.#taken);
      this.#taken.add(id);
      this.#kept.add(id);
      return id;
    });
  }

  /** Ids that no item has any more, for the page to remember. */
  retired(): string[] {
    return [...this.#retired, ...this.#before.filter((id) => !this.#kept.has(id) && !this.#retired.includes(id))];
  }
}

function asciiWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/\bc\+\+/g, 'cpp')
    .replace(/\bc#/g, 'csharp')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** FNV-1a over UTF-16 code units, in base 36. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(36);
}
