import type { levels } from '../rubric.ts';

/**
 * What a learner keeps is a map of entries. The key of an entry says what it is and what it is about:
 *
 *   tick:<page>#<item>           something ticked; the item `read` is the page itself
 *   note:<page>#<section>        a note; the section `page` is the page itself, a criterion's note is its evidence
 *   score:<page>#<criterion>@<day>  one's own level for a criterion of a rubric, one a day
 *   peer:<page>@<name>           another person's scores for one's work
 *   review:<page>#<question>, review:term#<term>   answers of the spaced review
 *   plan:learner                 start, hours a week and days off
 *
 * Pages and items are named by the permanent ids of the content. Every kind of entry can be merged with
 * another version of itself, in any order and any number of times, to the same result.
 */
export type Entry = Tick | Note | Score | Peer | Review | LearnerPlan;

/** Milliseconds since 1970 at which something was said; the later statement counts. */
export type Stamp = number;
export type LevelKey = (typeof levels)[number]['key'];

export interface Tick {
  kind: 'tick';
  at: Stamp;
  done: boolean;
  /** Hash of the item's words when it was ticked. */
  hash?: string;
}

export interface Note {
  kind: 'note';
  /** By a random id; `null` once another version has replaced it. Two that live were written apart. */
  versions: Readonly<Record<string, NoteVersion | null>>;
}

export interface NoteVersion {
  at: Stamp;
  text: string;
}

export interface Score {
  kind: 'score';
  at: Stamp;
  /** `null` where the level was taken back. */
  level: LevelKey | null;
}

export interface Peer {
  kind: 'peer';
  at: Stamp;
  name: string;
  /** Levels by criterion; empty once the copy was put away. */
  levels: Readonly<Record<string, LevelKey>>;
  remarks: Readonly<Record<string, string>>;
}

export interface Review {
  kind: 'review';
  /** Grades 1 (again) to 4 (easy) by the millisecond of the answer. */
  log: Readonly<Record<string, Grade>>;
}
export type Grade = 1 | 2 | 3 | 4;

export interface LearnerPlan {
  kind: 'plan';
  at: Stamp;
  /** Id of the page of the track that is followed. */
  track: string;
  /** First day, `YYYY-MM-DD`. */
  start: string;
  /** Hours a week that are there. */
  hours: number;
  /** Days of the week on which there is no time, 1 (Monday) to 7. */
  rest: readonly number[];
  /** Days off. */
  off: readonly string[];
  /** Since when the units from this one on are planned anew. */
  again?: { day: string; unit: string };
}

/** Entries by key. */
export type Entries = ReadonlyMap<string, Entry>;

/** Most characters of a note, a remark and a name. */
export const limits = { note: 50_000, remark: 4_000, name: 80, versions: 2_000, log: 5_000, off: 1_000 } as const;

const id = '[a-z0-9]+(?:-[a-z0-9]+)*';
const anchor = '[^\\s#@]{1,200}';
const day = '\\d{4}-\\d{2}-\\d{2}';
/** What the key of each kind looks like. */
export const keyPatterns: Readonly<Record<Entry['kind'], RegExp>> = {
  tick: new RegExp(`^tick:${id}#${id}$`),
  note: new RegExp(`^note:${id}#${anchor}$`),
  score: new RegExp(`^score:${id}#${id}@${day}$`),
  peer: new RegExp(`^peer:${id}@.{1,${limits.name}}$`, 'u'),
  review: new RegExp(`^review:${id}#${id}$`),
  plan: /^plan:learner$/,
};

/** What a key is about. */
export interface KeyParts {
  kind: Entry['kind'];
  page: string;
  /** Item, section, criterion or question; empty where the key names a page alone. */
  item: string;
  /** Day of a score, name of a peer; else empty. */
  rest: string;
}

/** Takes a key apart; undefined when it is none. */
export function readKey(key: string): KeyParts | undefined {
  const kind = key.slice(0, key.indexOf(':'));
  if (!isKind(kind) || key.length > 400 || !keyPatterns[kind].test(key)) return undefined;
  const about = key.slice(kind.length + 1);
  const [, page = '', item = '', rest = ''] = /^([a-z0-9-]+)(?:#([^@]*))?(?:@(.*))?$/su.exec(about) ?? [];
  return { kind, page, item, rest };
}

function isKind(text: string): text is Entry['kind'] {
  return Object.hasOwn(keyPatterns, text);
}

/** The key of a tick for `<page id>#<item id>`, as `data-item` names it. */
export const tickKey = (item: string): string => `tick:${item}`;

/** The tick for `<page id>#<item id>`, where there is one. */
export function tickOf(entries: Entries, item: string): Tick | undefined {
  const entry = entries.get(tickKey(item));
  return entry?.kind === 'tick' ? entry : undefined;
}
