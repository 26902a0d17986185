import { levels } from '../rubric.ts';
import { type Entry, type Grade, type LevelKey, limits, readKey } from './entry.ts';

/**
 * Reads an entry that was stored or imported. Only known fields of the right type are taken over, into a
 * new object, so that nothing hostile or damaged comes further than this.
 * @returns undefined when the key or the entry is not sound
 */
export function readEntry(key: string, value: unknown): Entry | undefined {
  const kind = readKey(key)?.kind;
  return kind && isRecord(value) && value['kind'] === kind ? readers[kind](value) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const readers: { readonly [Kind in Entry['kind']]: (fields: Fields) => Extract<Entry, { kind: Kind }> | undefined } = {
  tick: ({ at, done, hash }) => {
    if (!isStamp(at) || typeof done !== 'boolean') return undefined;
    if (hash !== undefined && !isText(hash, 20)) return undefined;
    return { kind: 'tick', at, done, ...(hash !== undefined && { hash }) };
  },
  note: ({ versions }) => {
    const read = readRecord(versions, limits.versions, /^\d[a-z0-9]{7,23}$/, (version) => {
      if (version === null) return null;
      if (!isRecord(version)) return undefined;
      const { at, text } = version;
      return isStamp(at) && isText(text, limits.note) ? { at, text } : undefined;
    });
    return read && { kind: 'note', versions: read };
  },
  score: ({ at, level }) =>
    isStamp(at) && (level === null || isLevel(level)) ? { kind: 'score', at, level } : undefined,
  peer: ({ at, name, levels, remarks }) => {
    const given = readRecord(levels, 50, criterion, (level) => (isLevel(level) ? level : undefined));
    const said = readRecord(remarks, 50, criterion, (text) => (isText(text, limits.remark) ? text : undefined));
    if (!isStamp(at) || !isText(name, limits.name) || !given || !said) return undefined;
    return { kind: 'peer', at, name, levels: given, remarks: said };
  },
  review: ({ log }) => {
    const read = readRecord(log, limits.log, /^\d{1,16}$/, (grade) =>
      grade === 1 || grade === 2 || grade === 3 || grade === 4 ? (grade as Grade) : undefined,
    );
    return read && Object.keys(read).every((at) => isStamp(Number(at))) ? { kind: 'review', log: read } : undefined;
  },
  plan: ({ at, track, start, hours, rest, off, again }) => {
    if (!isStamp(at) || !isText(track, 100) || !isDay(start)) return undefined;
    if (typeof hours !== 'number' || !(hours >= 1 && hours <= 100)) return undefined;
    if (!isListOf(rest, 6, (day) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7)) return undefined;
    if (!isListOf(off, limits.off, isDay)) return undefined;
    const plan = { kind: 'plan' as const, at, track, start, hours, rest: rest as number[], off: off as string[] };
    if (again === undefined) return plan;
    if (!isRecord(again) || !isDay(again['day']) || !isText(again['unit'], 100)) return undefined;
    return { ...plan, again: { day: again['day'], unit: again['unit'] } };
  },
};

const criterion = /^rubric-[a-z0-9-]{1,100}$/;
/** The last moment that a Date can hold. */
const lastStamp = 8.64e15;

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

function isStamp(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= lastStamp;
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

function isLevel(value: unknown): value is LevelKey {
  return levels.some(({ key }) => key === value);
}

function isListOf(value: unknown, most: number, sound: (part: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.length <= most && value.every(sound);
}

/** A record whose keys match a pattern and whose values can be read; undefined as soon as one cannot. */
function readRecord<Value>(
  value: unknown,
  most: number,
  pattern: RegExp,
  read: (value: unknown) => Value | undefined,
): Record<string, Value> | undefined {
  if (!isRecord(value)) return undefined;
  const fields = Object.entries(value);
  if (fields.length > most) return undefined;
  const result: [string, Value][] = [];
  for (const [key, field] of fields) {
    const sound = pattern.test(key) ? read(field) : undefined;
    if (sound === undefined) return undefined;
    result.push([key, sound]);
  }
  return Object.fromEntries(result);
}
