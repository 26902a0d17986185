import { scaleBand, scaleLinear, scaleLog, scaleUtc } from 'd3-scale';
import type { PlotAxis, PlotFormat, PlotSpec, PlotValue } from './plot-spec.ts';
import { round } from './svg.ts';

interface Tick {
  value: PlotValue;
  label: string;
  /** Position along the axis, 0–1. */
  at: number;
}

export interface Scale {
  /** Position of a value along the axis: 0 at its start (left or bottom), 1 at its end. */
  at: (value: PlotValue) => number;
  ticks: Tick[];
  /** Width of one category, as a fraction; 0 where the axis has no categories. */
  band: number;
}

/**
 * Scale and ticks of one axis.
 *
 * @param values all values that stand on this axis, for the default domain
 * @param count about how many ticks to choose when the spec names none
 * @throws when a value does not fit the kind of scale (a name on a linear axis, 0 on a log axis)
 */
export function plotScale(axis: PlotAxis, values: PlotValue[], count: number, fromZero: boolean): Scale {
  switch (axis.scale) {
    case 'band':
      return bandScale(values.map(String));
    case 'time':
      return timeScale(axis, values, count);
    default:
      return numberScale(axis, axis.scale, values, count, fromZero);
  }
}

function bandScale(names: string[]): Scale {
  const unique = [...new Set(names)];
  const scale = scaleBand(unique, [0, 1]).padding(0.2);
  const at = (value: PlotValue): number => {
    const start = scale(String(value));
    if (start === undefined) throw new Error(`"${String(value)}" is not one of the categories ${unique.join(', ')}`);
    return start + scale.bandwidth() / 2;
  };
  return { at, ticks: unique.map((value) => ({ value, label: value, at: at(value) })), band: scale.bandwidth() };
}

function timeScale(axis: PlotAxis, values: PlotValue[], count: number): Scale {
  const toDate = (value: PlotValue): Date => {
    const date = new Date(
      typeof value === 'string' && !/[Zz]|[+-]\d\d:\d\d$/.test(value) && value.includes('T') ? `${value}Z` : value,
    );
    if (Number.isNaN(date.getTime()))
      throw new Error(`"${String(value)}" is not an ISO date or time, as an axis with scale: time needs`);
    return date;
  };
  const times = (axis.domain ?? values).map((value) => toDate(value).getTime());
  const scale = scaleUtc([Math.min(...times), Math.max(...times)], [0, 1]);
  const format = timeFormat(Math.max(...times) - Math.min(...times));
  const chosen = axis.ticks?.map(toDate) ?? scale.ticks(count);
  return {
    at: (value) => scale(toDate(value)),
    ticks: chosen.map((date) => ({ value: date.getTime(), label: format(date), at: scale(date) })),
    band: 0,
  };
}

const DAY = 86_400_000;

/** How times are written on an axis that spans `span` ms: 14:05 · 3 Mar · Mar 2026 · 2026 (UTC). */
function timeFormat(span: number): (date: Date) => string {
  const part = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(date);
  if (span <= 2 * DAY) return (date) => date.toISOString().slice(11, 16);
  if (span <= 120 * DAY) return (date) => `${date.getUTCDate()} ${part(date, { month: 'short' })}`;
  if (span <= 1500 * DAY) return (date) => `${part(date, { month: 'short' })} ${date.getUTCFullYear()}`;
  return (date) => String(date.getUTCFullYear());
}

function numberScale(
  axis: PlotAxis,
  kind: 'linear' | 'log',
  values: PlotValue[],
  count: number,
  fromZero: boolean,
): Scale {
  const toNumber = (value: PlotValue): number => {
    if (typeof value === 'string') throw new Error(`"${value}" is not a number, as an axis with scale: ${kind} needs`);
    if (kind === 'log' && value <= 0) throw new Error(`${value} cannot stand on a log axis: values must be above 0`);
    return value;
  };
  const numbers = (axis.domain ?? values).map(toNumber);
  const least = Math.min(...numbers);
  const low = axis.domain === undefined && fromZero && kind === 'linear' ? Math.min(0, least) : least;
  const scale = (kind === 'log' ? scaleLog() : scaleLinear()).domain([low, Math.max(...numbers)]).range([0, 1]);
  if (axis.domain === undefined) scale.nice(count);
  const chosen = axis.ticks?.map(toNumber) ?? chooseTicks(scale, kind, count);
  return {
    at: (value) => scale(toNumber(value)),
    ticks: chosen.map((value) => ({ value, label: formatValue(value, axis.format ?? 'number'), at: scale(value) })),
    band: 0,
  };
}

/** On a log scale the powers of ten alone, as soon as there are enough of them. */
function chooseTicks(scale: { ticks: (count: number) => number[] }, kind: 'linear' | 'log', count: number): number[] {
  const ticks = scale.ticks(count);
  if (kind === 'linear') return ticks;
  const powers = ticks.filter((value) => Number.isInteger(Math.log10(value)));
  return powers.length >= 3
    ? powers
    : ticks.filter((value) => [1, 2, 5].includes(Math.round(value / 10 ** Math.floor(Math.log10(value)))));
}

const prefixes: [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** A number as it is written on an axis or over a bar. Grouped with commas, no locale involved. */
export function formatValue(value: number, format: PlotFormat): string {
  switch (format) {
    case 'percent':
      return `${grouped(value * 100)}%`;
    case 'times':
      return `${grouped(value)}×`;
    case 'si':
    case 'bytes': {
      const unit = format === 'bytes' ? 'B' : '';
      const found = prefixes.find(([size]) => Math.abs(value) >= size);
      const text =
        found === undefined
          ? grouped(value)
          : `${grouped(value / found[0])}${format === 'bytes' ? ' ' : ''}${found[1]}`;
      return found === undefined && unit !== '' ? `${text} ${unit}` : `${text}${unit}`;
    }
    case 'seconds':
      return duration(value);
    case 'number':
      return grouped(value);
  }
}

function grouped(value: number): string {
  const digits = Math.abs(value) >= 1 || value === 0 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(Math.abs(value))));
  const [whole = '0', rest] = round(value, digits).split('.');
  const sign = whole.startsWith('-') ? '−' : '';
  const spaced = whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${spaced}${rest === undefined ? '' : `.${rest}`}`;
}

function duration(seconds: number): string {
  if (seconds < 1) return seconds === 0 ? '0' : `${grouped(seconds * 1000)} ms`;
  const units: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const parts: string[] = [];
  let left = seconds;
  for (const [size, name] of units) {
    const count = size === 1 ? left : Math.floor(left / size);
    if (count > 0) parts.push(`${grouped(count)} ${name}`);
    left -= count * size;
  }
  return parts.slice(0, 2).join(' ');
}

/** Values of a spec that stand on one axis: the data, the thresholds and the regions. */
export function valuesOn(spec: PlotSpec, which: 'x' | 'y'): PlotValue[] {
  const data = spec.series.flatMap((series) => series.data.map(([x, y]) => (which === 'x' ? x : y)));
  const thresholds = (spec.thresholds ?? []).filter(({ axis }) => axis === which).map(({ at }) => at);
  return [...data, ...thresholds];
}
