import type { Catalogue, CatalogueUnit } from './catalogue.ts';
import { type Entries, readKey, tickOf } from './entry.ts';
import { pageItem } from './items.ts';
import { liveVersions, stampOf } from './merge.ts';

/** How far a learner has come with one unit. */
export interface UnitProgress {
  unit: CatalogueUnit;
  done: number;
  total: number;
  /** Minutes of work behind; undefined where nothing says how long the unit takes. */
  minutesDone: number | undefined;
  /** The page itself is ticked. */
  finished: boolean;
  /** Items whose words have changed since they were ticked. */
  changed: number;
}

export interface TrackProgress {
  id: string;
  title: string;
  units: readonly UnitProgress[];
  /** Minutes of all units that say how long they take. */
  minutes: number;
  minutesDone: number;
  /** Units that do not say how long they take. */
  untimed: number;
}

/** Where a learner stands with every track. */
export function progressOf(catalogue: Catalogue, entries: Entries): TrackProgress[] {
  return catalogue.tracks.map(({ id, title, units }) => {
    const all = units.map((unit) => unitProgress(unit, entries));
    const timed = all.filter(({ unit }) => unit.minutes !== undefined);
    return {
      id,
      title,
      units: all,
      minutes: timed.reduce((sum, { unit }) => sum + (unit.minutes ?? 0), 0),
      minutesDone: timed.reduce((sum, { minutesDone }) => sum + (minutesDone ?? 0), 0),
      untimed: all.length - timed.length,
    };
  });
}

function unitProgress(unit: CatalogueUnit, entries: Entries): UnitProgress {
  const ticks = unit.items.map((item) => ({ item, tick: tickOf(entries, `${unit.id}#${item.id}`) }));
  const done = ticks.filter(({ tick }) => tick?.done);
  const finished = done.some(({ item }) => item.id === pageItem);
  const counted = new Set(countedItems(unit));
  const worked = done.reduce((sum, { item }) => sum + (counted.has(item) ? (item.minutes ?? 0) : 0), 0);
  return {
    unit,
    done: done.length,
    total: ticks.length,
    minutesDone: unit.minutes === undefined ? undefined : finished ? unit.minutes : Math.min(worked, unit.minutes),
    finished,
    changed: done.filter(({ item, tick }) => tick?.hash !== undefined && tick.hash !== item.hash).length,
  };
}

/** The items whose minutes make up those of a unit: the tasks of its plan, without a plan its exercises. */
function countedItems({ items }: CatalogueUnit): CatalogueUnit['items'] {
  const tasks = items.filter(({ kind, day }) => kind === 'task' && day !== undefined);
  return tasks.length > 0 ? tasks : items.filter(({ kind }) => kind === 'exercise');
}

/** The unit in which a learner did something last, and when; undefined on an empty desk. */
export function lastUnit(catalogue: Catalogue, entries: Entries): { unit: CatalogueUnit; at: number } | undefined {
  const units = new Map(catalogue.tracks.flatMap(({ units }) => units.map((unit) => [unit.id, unit] as const)));
  let last: { unit: CatalogueUnit; at: number } | undefined;
  for (const [key, entry] of entries) {
    const unit = units.get(readKey(key)?.page ?? '');
    const at = stampOf(entry);
    if (unit && entry.kind !== 'review' && at > (last?.at ?? 0)) last = { unit, at };
  }
  return last;
}

/** What to do next. */
export interface Today {
  unit: CatalogueUnit;
  /** Day of the unit's plan that is up, where it has one. */
  day: string | undefined;
  items: CatalogueUnit['items'];
}

/**
 * What to do today in a unit: the open tasks of the first day of its plan that has any, or the first items
 * that are open. With the unit finished, the first of the track that is not.
 */
export function todayOf(
  track: TrackProgress | undefined,
  unit: string | undefined,
  entries: Entries,
): Today | undefined {
  const here = track?.units.find((progress) => progress.unit.id === unit && !progress.finished);
  const next = (here ?? track?.units.find(({ finished }) => !finished))?.unit;
  if (!next) return undefined;
  const open = next.items.filter(({ id }) => !tickOf(entries, `${next.id}#${id}`)?.done);
  const [task] = open.filter(({ kind }) => kind === 'task');
  if (task?.day !== undefined) {
    return { unit: next, day: task.day, items: open.filter(({ day }) => day === task.day) };
  }
  return { unit: next, day: undefined, items: open.filter(({ kind }) => kind !== 'read').slice(0, 5) };
}

/** How fast a learner goes, and when they will be through. */
export interface Pace {
  /** Minutes of ticked work in the last two weeks, a week. */
  weekly: number;
  /** Milliseconds since 1970 at which the rest is done at this pace; undefined while nothing is. */
  through: number | undefined;
}

const week = 7 * 86_400_000;

/** The pace of the last two weeks in a track. @param now milliseconds of the clock */
export function paceOf(track: TrackProgress, entries: Entries, now: number): Pace {
  let minutes = 0;
  for (const { unit, finished } of track.units) {
    const page = tickOf(entries, `${unit.id}#${pageItem}`);
    const recent = (at: number) => at > now - 2 * week && at <= now + week;
    const ticks = countedItems(unit).map((task) => ({ task, tick: tickOf(entries, `${unit.id}#${task.id}`) }));
    for (const { task, tick } of ticks) if (tick?.done && recent(tick.at)) minutes += task.minutes ?? 0;
    // Who ticks the whole page without its tasks has done them all the same.
    const apart = ticks.reduce((sum, { task, tick }) => sum + (tick?.done ? (task.minutes ?? 0) : 0), 0);
    if (finished && page && recent(page.at)) minutes += Math.max(0, (unit.minutes ?? 0) - apart);
  }
  const weekly = minutes / 2;
  const left = track.minutes - track.minutesDone;
  return { weekly, through: weekly > 0 ? now + (left / weekly) * week : undefined };
}

/** A note as the desk lists it. */
export interface ListedNote {
  key: string;
  page: string;
  section: string;
  texts: readonly string[];
  at: number;
}

/** Notes that say something, the latest first; with a query only those that hold all of its words. */
export function notesOf(entries: Entries, query = ''): ListedNote[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const notes: ListedNote[] = [];
  for (const [key, entry] of entries) {
    if (entry.kind !== 'note') continue;
    const texts = liveVersions(entry).flatMap(({ text }) => (text.trim() === '' ? [] : [text]));
    const { page = '', item = '' } = readKey(key) ?? {};
    const all = `${page} ${item} ${texts.join(' ')}`.toLowerCase();
    if (texts.length > 0 && words.every((word) => all.includes(word)))
      notes.push({ key, page, section: item, texts, at: stampOf(entry) });
  }
  return notes.sort((a, b) => b.at - a.at);
}

/** Keys whose page or item the handbook no longer has. They are kept and exported all the same. */
export function goneFrom(catalogue: Catalogue, entries: Entries): string[] {
  const known = new Set(
    catalogue.tracks.flatMap(({ units }) => units.flatMap(({ id, items }) => items.map((item) => `${id}#${item.id}`))),
  );
  return [...entries.keys()].filter((key) => key.startsWith('tick:') && !known.has(key.slice('tick:'.length)));
}

/** Whether a week or more of work is in no export yet. @param exported milliseconds of the last export, 0 for none */
export function exportDue(entries: Entries, exported: number, now: number): boolean {
  const after = [...entries.values()].map(stampOf).filter((at) => at > exported);
  return after.length > 0 && now - Math.min(...after) >= week;
}
