/**
 * What an author writes in `x.plot.ts` for `<Plot>`.
 *
 * ```ts
 * import type { PlotSpec } from '../../../diagrams/plot-spec.ts';
 * import { timeToDetect } from './burn-rate.ts';
 *
 * const rates = [1, 2, 5, 10, 20, 50, 100];
 *
 * export default {
 *   x: { scale: 'log', label: 'burn rate', format: 'times', domain: [1, 100], ticks: [1, 2, 5, 10, 14.4, 50, 100] },
 *   y: { scale: 'log', label: 'minutes until the alert fires' },
 *   series: [
 *     { kind: 'line', label: '1 h window', data: rates.map((r) => [r, timeToDetect(r, 60)]) },
 *     { kind: 'line', label: '6 h window', labelAt: 0.3, data: rates.map((r) => [r, timeToDetect(r, 360)]) },
 *   ],
 *   thresholds: [{ axis: 'x', at: 14.4, label: 'page', tone: 'warn' }],
 * } satisfies PlotSpec;
 * ```
 *
 * A series is told apart by its own dash pattern and its label, which stands on the line; there
 * is no legend. Four series are the most a reader can follow, so four are the most allowed.
 * Keep labels short (≤ 20 characters): they must fit a phone.
 */
import { z } from 'zod';

/** Emphasis of a line or a region, beside the series' own colours. */
export const tone = z.enum(['accent', 'muted', 'warn', 'good']);

/** How tick values are written: 12,000 · 12k · 25% · 14.4× · 12 kB · 90 → "1 m 30 s". */
const format = z.enum(['number', 'si', 'percent', 'times', 'bytes', 'seconds']);
export type PlotFormat = z.infer<typeof format>;

/** A position on an axis: a number; an ISO date or time (UTC) on a time axis; a name on a band axis. */
const value = z.union([z.number(), z.string().min(1)]);
export type PlotValue = z.infer<typeof value>;

const axis = z.strictObject({
  /** `band` (named categories) is for the x axis of bars. */
  scale: z.enum(['linear', 'log', 'time', 'band']),
  /** What is measured; written out beside the axis: "requests per second". */
  label: z.string().min(1).max(60),
  /** Unit put behind the axis label in brackets: "ms". */
  unit: z.string().min(1).max(16).optional(),
  /** First and last value. Default: the extent of the data (y of a linear scale from 0). */
  domain: z.tuple([value, value]).optional(),
  /** Exact tick values. Default: chosen, few enough for a phone. */
  ticks: z.array(value).min(1).max(16).optional(),
  format: format.optional(),
});
export type PlotAxis = z.infer<typeof axis>;

const point = z.tuple([value, z.number()]);
/** @public for the plots of a programme */
export type PlotPoint = z.infer<typeof point>;

const series = z.strictObject({
  kind: z.enum(['line', 'area', 'bars', 'points', 'steps']),
  /** Stands directly on the line, the area, the bars or beside the points. */
  label: z.string().min(1).max(40),
  /** [x, y] pairs in drawing order. */
  data: z.array(point).min(1).max(400),
  /** Where along the series its label stands: 0 = first point, 1 = last point. Default: chosen, clear of the other series. */
  labelAt: z.number().min(0).max(1).optional(),
  /** Which side of the line the label stands on. Default: the freer one. */
  labelSide: z.enum(['above', 'below']).optional(),
  /** Draw in the grey of context instead of a series colour. */
  muted: z.boolean().optional(),
});
export type PlotSeries = z.infer<typeof series>;

const threshold = z.strictObject({
  axis: z.enum(['x', 'y']),
  at: value,
  label: z.string().min(1).max(40),
  tone: tone.optional(),
});

const region = z.strictObject({
  axis: z.enum(['x', 'y']),
  from: value,
  to: value,
  label: z.string().min(1).max(40).optional(),
  tone: tone.optional(),
});

export const plotSpec = z.strictObject({
  x: axis,
  y: axis,
  series: z.array(series).min(1).max(4),
  /** Dashed straight lines across the plot, each with its label. */
  thresholds: z.array(threshold).max(6).optional(),
  /** Tinted bands behind the series: "quiet hours", "budget spent". */
  regions: z.array(region).max(4).optional(),
  /** Height of the drawing area in px. Default 260. */
  height: z.number().int().min(120).max(480).optional(),
});
export type PlotSpec = z.infer<typeof plotSpec>;
