import type { DataOf, PageKind } from '../../schema/page.ts';
import type { Entries, Entry, KeyPath, PageEntry } from '../entries.ts';
import type { Handbook } from '../handbook.ts';
import { nearest, type Problem } from '../problem.ts';

/** A page under check, with its id and address. */
export type CheckedPage = Omit<PageEntry, 'id'> & { id: string; path: string };

/** A page under check of one kind. */
export type CheckedPageOf<K extends PageKind> = Omit<CheckedPage, 'data'> & { data: DataOf<K> };

/** What every check reads. */
export interface Context {
  handbook: Handbook;
  entries: Entries;
  pages: readonly CheckedPage[];
  /** Whether all files could be read: only then can anything be said to be missing or unused. */
  complete: boolean;
  /** Whether a key such as `page:week-09` names something that is there, readable or not. */
  has(key: string): boolean;
}

/** A group of rules: every problem it finds. */
export type Check = (context: Context) => Problem[];

type Place = Pick<Entry<unknown>, 'file' | 'locate'>;

/** The pages of one kind. */
export function ofKind<K extends PageKind>(pages: readonly CheckedPage[], kind: K): CheckedPageOf<K>[] {
  return pages.filter((page): page is CheckedPage & CheckedPageOf<K> => page.data.kind === kind);
}

/** Whether the cohort has changed the text of a page: what upstream promises of its pages is not asked of it. */
export function isChangedByCohort({ file, bodyLines }: CheckedPage): boolean {
  return bodyLines !== undefined || file.startsWith('src/cohort/');
}

/** A problem at a key of a page or data file. */
export function atKey({ file, locate }: Place, path: KeyPath, message: string, cure?: string): Problem {
  return { file, line: locate?.(path), key: keyOf(path), message, cure };
}

/** A problem at a line of a page's body, counted from its first. */
export function atLine(
  { file, bodyStart, bodyLines }: Pick<PageEntry, 'file' | 'bodyStart' | 'bodyLines'>,
  line: number,
  message: string,
  cure?: string,
): Problem {
  const from = bodyLines?.[line - 1];
  if (from) return { file: from.file, line: from.line, message, cure };
  return { file, line: bodyStart === undefined ? undefined : bodyStart - 1 + line, message, cure };
}

/** A key path as authors write it: `plan.days[0].blocks[2].task`; undefined for the root. */
export function keyOf(path: readonly PropertyKey[]): string | undefined {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? undefined : text.replace(/^\./, '');
}

/** The cure for a misspelling: the nearest candidate; all of them where they are few; else `otherwise`. */
export function respell(value: string, candidates: Iterable<string>, otherwise?: string): string | undefined {
  const all = [...candidates];
  const near = nearest(value, all);
  if (near !== undefined) return `did you mean "${near}"?`;
  return all.length > 0 && all.length <= 12 ? `there ${all.length === 1 ? 'is' : 'are'} ${all.join(', ')}` : otherwise;
}
