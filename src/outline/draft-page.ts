import { isRecord, type ExistingPage } from './frontmatter.ts';
import { PageIds } from './ids.ts';
import type { Fact, Item } from './model.ts';

export type DraftKind = 'week' | 'unit' | 'page' | 'module' | 'track' | 'block' | 'programme' | 'metrics';

/** What the importer wants a page to hold; a page that exists keeps everything but the outline. */
export interface DraftPage {
  /** Path below the content folder. */
  readonly path: string;
  /** Path of the page that moves here with all that an author has written in it. */
  readonly from?: string | undefined;
  readonly kind: DraftKind;
  readonly title: string;
  readonly description: string;
  readonly outline: Readonly<Record<string, unknown>>;
}

/** Pages of the content folder, by path below it. */
export type Pages = ReadonlyMap<string, ExistingPage>;

interface Known {
  readonly id: string;
  readonly text: string;
}

/**
 * Gives ids to the lists of one page's outline, keeping those of the outline that the page has.
 */
export class OutlineIds {
  readonly #old: Readonly<Record<string, unknown>>;
  readonly #ids: PageIds;

  constructor(page: ExistingPage | undefined) {
    this.#old = oldOutline(page);
    const retired = Array.isArray(this.#old.retired) ? this.#old.retired.filter((id) => typeof id === 'string') : [];
    const { outline: _, ...authored } = page?.data ?? {};
    this.#ids = new PageIds(collectIds(this.#old), retired, [...collectIds(authored), ...bodyIds(page?.text ?? '')]);
  }

  /** Items of a list under `key`; `extra` adds fields of their own behind the words. */
  items<T extends Item>(
    kind: string,
    items: readonly T[],
    old: unknown,
    extra: (item: T) => object = () => ({}),
  ): object[] {
    const ids = this.#ids.assign(
      kind,
      items.map((item) => item.text),
      knownItems(old),
    );
    return items.map((item, index) => ({ id: ids[index], text: item.text, ...extra(item) }));
  }

  /** Labelled lines; label and text together make the wording. */
  facts(kind: string, facts: readonly Fact[], old: unknown): object[] {
    const ids = this.#ids.assign(kind, facts.map(factWords), knownItems(old));
    return facts.map((fact, index) => ({ id: ids[index], label: fact.label, text: fact.text }));
  }

  /** One id for each text, for things that are not plain items. */
  assign(kind: string, texts: readonly string[], old: readonly Known[]): string[] {
    return this.#ids.assign(kind, texts, old);
  }

  /** The page's old outline, `{}` if it has none. */
  get old(): Readonly<Record<string, unknown>> {
    return this.#old;
  }

  /** `{retired: […]}` once something has left the outline, else nothing. */
  retired(): { retired?: string[] } {
    const retired = this.#ids.retired();
    return retired.length > 0 ? { retired } : {};
  }
}

/** The `outline:` of a page's frontmatter, `{}` if it has none. */
export function oldOutline(page: ExistingPage | undefined): Readonly<Record<string, unknown>> {
  return isRecord(page?.data.outline) ? page.data.outline : {};
}

/** Items of an old list with id and wording; anything malformed is left out. */
export function knownItems(list: unknown): Known[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    if (!isRecord(entry) || typeof entry.id !== 'string') return [];
    const { id, label, text, title } = entry;
    const words = typeof text === 'string' ? text : title;
    if (typeof words !== 'string') return [];
    return [{ id, text: typeof label === 'string' && typeof text === 'string' ? factWords({ label, text }) : words }];
  });
}

function factWords({ label, text }: { label: string; text: string }): string {
  return `${label}: ${text}`;
}

function collectIds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collectIds);
  if (!isRecord(value)) return [];
  return [...(typeof value.id === 'string' ? [value.id] : []), ...Object.values(value).flatMap(collectIds)];
}

function bodyIds(text: string): string[] {
  return [...text.matchAll(/\bid=["']([a-z0-9-]+)["']/g)].map((match) => match[1] ?? '');
}

/** Words for a title: without a leading emoji or mark, and without angle brackets. */
export function plainTitle(text: string): string {
  const bare = text.replace(/[<>]/g, ' ').replace(/\s+/g, ' ').trim();
  return bare.replace(/^[^\p{L}\p{N}“"'‘(]+/u, '') || bare;
}

/** The words before the first colon, comma or bracket: what a bullet is about. */
export function subject(text: string): string {
  return plainTitle(text.split(/\s*[:(,]/)[0] ?? text) || plainTitle(text);
}

/** Plain words of at most so many characters, cut between words: as many as a description may have, if nothing is said. */
export function clip(text: string, most = 160): string {
  const line = plainTitle(text);
  if (line.length <= most) return line;
  return `${line.slice(0, most - 1).replace(/[\s,;:.]+\S*$/, '')}…`;
}
