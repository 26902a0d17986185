import { checkSpec } from './check-spec.ts';
import { crowdedOut } from './place-labels.ts';
import {
  at,
  type Box,
  type Described,
  type Drawn,
  element,
  fluid,
  LINE,
  LEAST,
  NARROW,
  overlap,
  percent,
  round,
  text,
  textBox,
  type TextPlace,
  textWidth,
} from './svg.ts';
import { type Moment, type TimelineLane, type TimelineSpec, timelineSpec } from './timeline-spec.ts';

const BAR = 24;
/** Room left and right of the axis for half a tick label; the same as in diagrams.css. */
const INSET = 32;
const WIDTH = NARROW - INSET;

type Position = (moment: Moment) => number;

/**
 * A timeline as a fluid SVG: lanes top down, the time axis below them.
 *
 * @param raw a TimelineSpec, checked here
 * @param file named in errors
 * @throws when the spec is wrong or a moment lies outside the axis
 */
export function drawTimeline(raw: unknown, described: Described, file: string): Drawn {
  const spec = checkSpec(timelineSpec, raw, file);
  const position = positions(spec, file);
  const lines: string[] = [];
  const heads = labelRows((spec.thresholds ?? []).map(({ at: when, label }) => ({ x: position(when), words: label })));
  let y = heads.rows * LINE;
  const head = heads.places
    .map(({ words, ...place }, index) =>
      text(words, { ...place, y: place.y + 13, class: `dg-label dg-${spec.thresholds?.[index]?.tone ?? 'accent'}` }),
    )
    .join('');
  for (const lane of spec.lanes) {
    const drawn = drawLane(
      lane,
      position,
      y,
      (spec.thresholds ?? []).map(({ at: when }) => position(when)),
    );
    lines.push(drawn.svg);
    y = drawn.bottom;
  }
  const bottom = y + 6;
  const grid = drawAxis(spec, position, heads.rows * LINE, bottom);
  const thresholds = (spec.thresholds ?? [])
    .map(({ at: when, tone }, index) => {
      const start = (heads.places[index]?.y ?? 0) + 2;
      return element('line', {
        class: `dg-threshold dg-${tone ?? 'accent'}`,
        x1: percent(position(when)),
        x2: percent(position(when)),
        y1: start,
        y2: bottom,
      });
    })
    .join('');
  return {
    svg: fluid(described, 'dg-timeline', bottom + grid.height, grid.svg + thresholds + head + lines.join('')),
    width: LEAST,
  };
}

/** A moment's place on the axis as a fraction; outside the axis is an error, not a bar that sticks out. */
function positions(spec: TimelineSpec, file: string): Position {
  const { kind, from, to } = spec.axis;
  const number = (moment: Moment): number => {
    const value = readMoment(kind, moment);
    if (value === undefined)
      throw new Error(`${file}: "${String(moment)}" is not ${expected[kind]}, as axis.kind: ${kind} needs`);
    return value;
  };
  const [start, end] = [number(from), number(to)];
  if (end <= start) throw new Error(`${file}: axis.to (${String(to)}) must come after axis.from (${String(from)})`);
  return (moment) => {
    const where = (number(moment) - start) / (end - start);
    if (where < 0 || where > 1)
      throw new Error(
        `${file}: ${String(moment)} lies outside the axis, which runs from ${String(from)} to ${String(to)}`,
      );
    return where;
  };
}

const expected = { elapsed: 'a number', clock: 'a time of day such as "09:41"', date: 'a date such as "2026-03-14"' };

function readMoment(kind: TimelineSpec['axis']['kind'], moment: Moment): number | undefined {
  if (kind === 'elapsed') return typeof moment === 'number' ? moment : undefined;
  if (typeof moment !== 'string') return undefined;
  if (kind === 'date') {
    const time = /^\d{4}-\d\d-\d\d$/.test(moment) ? Date.parse(moment) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
  }
  const [, hours, minutes, seconds] = /^(\d\d):([0-5]\d)(?::([0-5]\d))?$/.exec(moment) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
}

function drawAxis(
  { axis }: TimelineSpec,
  position: Position,
  top: number,
  bottom: number,
): { svg: string; height: number } {
  const ticks = (axis.ticks ?? evenTicks(axis)).map((tick) => ({
    words: String(tick),
    place: { x: position(tick), y: bottom + 20, anchor: 'middle' as const },
  }));
  const crowded = crowdedOut(ticks.map(({ words, place }) => textBox(words, place, WIDTH)));
  const marks = ticks.map(({ words, place }, index) => {
    const x = percent(place.x);
    return (
      element('line', { class: 'dg-grid', x1: x, x2: x, y1: top, y2: bottom + 5 }) +
      text(words, { ...place, class: `dg-tick${crowded.has(index) ? ' dg-roomy' : ''}` })
    );
  });
  const unit = axis.kind === 'elapsed' ? axis.unit : undefined;
  const title = [unit, axis.label].filter(Boolean).join(' ');
  const named = title === '' ? '' : text(title, { x: 1, y: bottom + 24 + LINE, anchor: 'end', class: 'dg-axis' });
  const base = `<line class="dg-base" x2="100%" y1="${round(bottom)}" y2="${round(bottom)}"/>`;
  return { svg: marks.join('') + base + named, height: title === '' ? 28 : 32 + LINE };
}

/** Ticks where the author names none: only the two ends are sure to be round numbers. */
function evenTicks(axis: TimelineSpec['axis']): Moment[] {
  if (typeof axis.from !== 'number' || typeof axis.to !== 'number') return [axis.from, axis.to];
  const [from, to] = [axis.from, axis.to];
  const step = [4, 5, 3, 2].map((count) => (to - from) / count).find((size) => Number.isInteger(size));
  if (step === undefined) return [from, to];
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function drawLane(
  lane: TimelineLane,
  position: Position,
  top: number,
  thresholds: number[],
): { svg: string; bottom: number } {
  const intervals = lane.intervals ?? [];
  const events = lane.events ?? [];
  const bar = top + 24;
  const below: { x: number; words: string }[] = [];
  const bars = intervals.map(({ from, to, label, tone }) => {
    const [start, end] = [position(from), position(to)];
    const rect = element('rect', {
      class: `dg-interval dg-${tone ?? 'accent'}`,
      x: percent(start),
      y: bar,
      width: percent(end - start),
      height: BAR,
      rx: 3,
    });
    if (label === undefined) return rect;
    const crossed = events.some(({ at: when }) => position(when) > start && position(when) < end);
    const indent = events.some(({ at: when }) => position(when) === start) ? 13 : 6;
    if (!crossed && textWidth(label) + indent + 6 <= (end - start) * WIDTH)
      return rect + text(label, { x: start, dx: indent, y: bar + 17 });
    below.push({ x: start, words: label });
    return rect;
  });
  const marks = events.map(({ at: when, label, tone }) => {
    below.push({ x: position(when), words: label });
    return { x: position(when), tone: tone ?? 'accent', words: label };
  });
  const rows = labelRows(below, thresholds);
  const first = bar + BAR + 4;
  const labels = rows.places
    .map(({ words, ...place }) => text(words, { ...place, y: first + place.y + 13, class: 'dg-note' }))
    .join('');
  const leaders = rows.places
    .map((place) =>
      element('line', {
        class: 'dg-leader',
        x1: percent(place.x),
        x2: percent(place.x),
        y1: bar + BAR / 2,
        y2: first + place.y + 15,
      }),
    )
    .join('');
  const diamonds = marks
    .map(({ x, tone }) => at(x, bar + BAR / 2, `<path class="dg-event dg-${tone}" d="M0-8l8 8-8 8-8-8z"/>`))
    .join('');
  const track = `<line class="dg-track" x2="100%" y1="${round(bar + BAR / 2)}" y2="${round(bar + BAR / 2)}"/>`;
  const name = text(lane.label, { x: 0, y: top + 16, class: 'dg-lane' });
  return { svg: track + bars.join('') + leaders + diamonds + labels + name, bottom: first + rows.rows * LINE + 4 };
}

/**
 * Puts labels beside their x into as few rows as they need without touching one another. A label
 * that would stick out on the right, or be struck by a line, grows to the left if it has room there.
 * Rows are counted from 0; `y` is the top of the row.
 *
 * @param struck places of vertical lines, as fractions
 */
function labelRows(
  labels: { x: number; words: string }[],
  struck: number[] = [],
): { rows: number; places: (TextPlace & { words: string })[] } {
  const taken: Box[] = [];
  const places = labels.map(({ x, words }): TextPlace & { words: string } => {
    const start = x * WIDTH;
    const length = textWidth(words) + 5;
    const isStruck = (from: number, to: number): boolean =>
      struck.some((line) => line * WIDTH > from + 2 && line * WIDTH < to);
    const fitsLeft = start - length > -INSET / 2;
    const toLeft =
      start + length > WIDTH + INSET / 2 ||
      (isStruck(start, start + length) && fitsLeft && !isStruck(start - length, start - 2));
    return { x, words, dx: toLeft ? -5 : 5, anchor: toLeft ? 'end' : 'start', y: 0 };
  });
  // From the right: a label then lies below those that its leader would otherwise have to cross.
  for (const place of [...places].sort((a, b) => b.x - a.x)) {
    const isFree = (row: number, withLeader: boolean): boolean => {
      const box = textBox(place.words, { ...place, y: row * LINE }, WIDTH);
      const wide = { ...box, left: box.left - 8, right: box.right + 8 };
      const leader: Box = { left: place.x * WIDTH - 1, right: place.x * WIDTH + 1, top: -LINE, bottom: row * LINE };
      return !taken.some((other) => overlap(other, wide) > 0 || (withLeader && overlap(other, leader) > 0));
    };
    const rows = [...places.keys()];
    const row =
      rows.find((candidate) => isFree(candidate, true)) ?? rows.find((candidate) => isFree(candidate, false)) ?? 0;
    place.y = row * LINE;
    taken.push(textBox(place.words, place, WIDTH));
  }
  const rows = places.length === 0 ? 0 : Math.max(...places.map(({ y }) => y)) / LINE + 1;
  return { rows, places };
}
