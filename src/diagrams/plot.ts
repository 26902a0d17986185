import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import { checkSpec } from './check-spec.ts';
import { type LabelWish, type Obstacle, placeLabels } from './place-labels.ts';
import { plotScale, formatValue, type Scale, valuesOn } from './plot-axes.ts';
import { type PlotSeries, type PlotSpec, plotSpec } from './plot-spec.ts';
import { at, type Box, type Described, element, escape, fluid, LINE, NARROW, overlap, percent, round, text, textBox, type TextPlace, textWidth } from './svg.ts';

/** Room right of the drawing area for half a tick label; the same as in diagrams.css. */
const RIGHT = 16;
/** Steps of the room left of the drawing area: class dg-lN makes it N × 8 px. */
const STEP = 8;

/** Everything the parts of one plot share. */
interface Plot {
  spec: PlotSpec;
  x: Scale;
  y: Scale;
  /** px from the top of the SVG to the top of the drawing area, and its height. */
  top: number;
  height: number;
  inset: number;
  /** Baseline of areas and bars, px from the top of the drawing area. */
  floor: number;
}

/**
 * A plot as a fluid SVG.
 *
 * @param raw a PlotSpec, checked here
 * @param file named in errors
 * @throws when the spec is wrong
 */
export function drawPlot(raw: unknown, described: Described, file: string): string {
  const spec = checkSpec(plotSpec, raw, file);
  try {
    return draw(spec, described);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function draw(spec: PlotSpec, described: Described): string {
  if (spec.y.scale === 'band' || spec.y.scale === 'time') throw new Error(`y.scale: "${spec.y.scale}" is for the x axis; y is linear or log`);
  const bars = spec.series.filter(({ kind }) => kind === 'bars');
  if (bars.length > 0 && spec.x.scale !== 'band') throw new Error('series of kind bars need x.scale: band');
  const height = spec.height ?? 260;
  const x = plotScale(spec.x, valuesOn(spec, 'x'), 4, false);
  const y = plotScale(spec.y, valuesOn(spec, 'y'), 5, true);
  const left = Math.ceil((Math.max(...y.ticks.map(({ label }) => textWidth(label))) + 8) / STEP);
  const key = bars.length > 1 ? barKey(bars) : [];
  const top = 34 + key.length * LINE;
  const lowest = y.ticks.length > 0 && spec.y.scale === 'linear' ? Math.max(0, Math.min(1, y.at(0))) : 0;
  const plot: Plot = { spec, x, y, top, height, inset: left * STEP + RIGHT, floor: (1 - lowest) * height };
  const xAxis = drawXAxis(plot);
  const content = [
    text(axisTitle(spec.y), { x: 0, dx: -left * STEP, y: 14, class: 'dg-axis' }),
    key.map((row, index) => at(0, 16 + (index + 1) * LINE, row)).join(''),
    `<svg y="${top}" width="100%" height="${height}" overflow="visible">`,
    drawRegions(plot),
    drawYAxis(plot),
    xAxis.svg,
    drawMarks(plot),
    drawThresholdLines(plot),
    drawLabels(plot),
    '</svg>',
  ].join('');
  return fluid(described, `dg-plot dg-l${left}`, top + height + xAxis.height, content);
}

function axisTitle(axis: PlotSpec['y']): string {
  return axis.unit === undefined ? axis.label : `${axis.label} (${axis.unit})`;
}

function drawYAxis({ y, height }: Plot): string {
  return y.ticks
    .map(({ at: where, label }) => {
      const py = (1 - where) * height;
      return `<line class="dg-grid" x2="100%" y1="${round(py)}" y2="${round(py)}"/>${text(label, { x: 0, dx: -6, y: py + 5, anchor: 'end', class: 'dg-tick' })}`;
    })
    .join('');
}

/** Tick labels that would collide on a phone keep their mark and are shown in wide columns only. */
function drawXAxis({ spec, x, height, inset }: Plot): { svg: string; height: number } {
  const width = NARROW - inset;
  const names = spec.x.scale === 'band' ? x.ticks.map(({ label }) => label.split(' ')) : x.ticks.map(({ label }) => [label]);
  const rows = Math.max(...names.map((lines) => lines.length));
  let previous: Box | undefined;
  const ticks = x.ticks.map(({ at: where }, index) => {
    const lines = names[index] ?? [];
    const longest = lines.reduce((a, b) => (textWidth(b) > textWidth(a) ? b : a), '');
    const half = textWidth(longest) / 2;
    const anchor = where * width + half > width + RIGHT ? 'end' : 'middle';
    const place: TextPlace = { x: where, y: height + 20, anchor };
    const box = textBox(longest, place, width);
    const collides = previous !== undefined && overlap({ ...box, left: box.left - 4 }, previous) > 0;
    if (!collides) previous = box;
    const words = lines.map((line, row) => text(line, { ...place, y: place.y + row * LINE, class: `dg-tick${collides ? ' dg-roomy' : ''}` })).join('');
    const mark = spec.x.scale === 'band' ? '' : element('line', { class: 'dg-base', x1: percent(where), x2: percent(where), y1: height, y2: height + 5 });
    return mark + words;
  });
  const base = `<line class="dg-base" x2="100%" y1="${height}" y2="${height}"/>`;
  const title = text(axisTitle(spec.x), { x: 1, y: height + 24 + rows * LINE, anchor: 'end', class: 'dg-axis' });
  return { svg: base + ticks.join('') + title, height: 32 + rows * LINE };
}

function drawRegions({ spec, x, y, height }: Plot): string {
  return (spec.regions ?? [])
    .map(({ axis, from, to, tone }) => {
      const scale = axis === 'x' ? x : y;
      const [low = 0, high = 0] = [scale.at(from), scale.at(to)].map((v) => Math.max(0, Math.min(1, v))).sort((a, b) => a - b);
      const size = axis === 'x' ? { x: percent(low), y: 0, width: percent(high - low), height } : { x: 0, y: (1 - high) * height, width: '100%', height: (high - low) * height };
      return element('rect', { class: `dg-region dg-${tone ?? 'muted'}`, ...size });
    })
    .join('');
}

function drawThresholdLines({ spec, x, y, height }: Plot): string {
  return (spec.thresholds ?? [])
    .map(({ axis, at: value, tone }) => {
      const name = `dg-threshold dg-${tone ?? 'accent'}`;
      if (axis === 'x') return element('line', { class: name, x1: percent(x.at(value)), x2: percent(x.at(value)), y1: 0, y2: height });
      const py = (1 - y.at(value)) * height;
      return element('line', { class: name, x2: '100%', y1: py, y2: py });
    })
    .join('');
}

function seriesClass(spec: PlotSpec, series: PlotSeries): string {
  return series.muted === true ? 'dg-muted' : `dg-${spec.series.filter(({ muted }) => muted !== true).indexOf(series) + 1}`;
}

/** Curves share one stretched drawing of 1000 × height units; their strokes are not stretched. */
function drawMarks(plot: Plot): string {
  const { spec, height } = plot;
  const curves: string[] = [];
  const shapes: string[] = [];
  for (const series of spec.series) {
    const name = seriesClass(spec, series);
    if (series.kind === 'bars') shapes.push(drawBars(plot, series, name));
    else if (series.kind === 'points') shapes.push(drawPoints(plot, series, name));
    else {
      const points = pointsOf(plot, series).map(([px, py]): [number, number] => [px * 1000, py]);
      const curve = series.kind === 'steps' ? curveStepAfter : curveLinear;
      if (series.kind === 'area') {
        const fill = area<[number, number]>().digits(1).y0(plot.floor).y1(([, py]) => py)(points);
        curves.push(`<path class="dg-area ${name}" d="${fill ?? ''}"/>`);
      }
      curves.push(`<path class="dg-line ${name}" d="${line<[number, number]>().digits(1).curve(curve)(points) ?? ''}"/>`);
    }
  }
  const stretched = curves.length === 0 ? '' : `<svg width="100%" height="${height}" viewBox="0 0 1000 ${height}" preserveAspectRatio="none" overflow="visible">${curves.join('')}</svg>`;
  return stretched + shapes.join('');
}

/** Points of a series as [x 0–1, y px from the top of the drawing area]. */
function pointsOf({ x, y, height }: Plot, series: PlotSeries): [number, number][] {
  return series.data.map(([vx, vy]) => [x.at(vx), (1 - y.at(vy)) * height]);
}

function drawBars(plot: Plot, series: PlotSeries, name: string): string {
  const { spec, x, floor } = plot;
  const bars = spec.series.filter(({ kind }) => kind === 'bars');
  const width = x.band / bars.length;
  const fits = series.data.length * bars.length <= 8;
  return pointsOf(plot, series)
    .map(([px, py], index) => {
      const left = px - x.band / 2 + bars.indexOf(series) * width;
      const rect = element('rect', { class: `dg-bar ${name}`, x: percent(left), y: Math.min(py, floor), width: percent(width), height: Math.abs(floor - py) });
      const value = series.data[index]?.[1] ?? 0;
      return fits ? rect + text(formatValue(value, spec.y.format ?? 'number'), { x: left + width / 2, y: Math.min(py, floor) - 5, anchor: 'middle', class: 'dg-value' }) : rect;
    })
    .join('');
}

const markers = ['<circle r="4.5"/>', '<path d="M-4.5-4.5h9v9h-9z"/>', '<path d="M0-6l5.5 10h-11z"/>', '<path d="M0-6l6 6-6 6-6-6z"/>'];

function drawPoints(plot: Plot, series: PlotSeries, name: string): string {
  const marker = markers[plot.spec.series.indexOf(series)] ?? markers[0] ?? '';
  return `<g class="dg-point ${name}">${pointsOf(plot, series).map(([px, py]) => at(px, py, marker)).join('')}</g>`;
}

/** Bars of several series cannot carry their labels on a phone: a row of swatches above them does. */
function barKey(bars: PlotSeries[]): string[] {
  return bars.map((series, index) => `<rect class="dg-bar dg-${index + 1}" y="-11" width="12" height="12"/><text class="dg-key" x="18">${escape(series.label)}</text>`);
}

function drawLabels(plot: Plot): string {
  const { spec, height, inset } = plot;
  const labelled = spec.series.filter(({ kind }) => kind !== 'bars');
  const obstacles = [...labelled.map((series) => pathOf(plot, series)), ...thresholdPaths(plot)];
  const wishes: (LabelWish & { class: string })[] = [
    ...thresholdWishes(plot),
    ...labelled.map((series) => ({ words: series.label, places: seriesPlaces(plot, series), class: `dg-label ${seriesClass(spec, series)}` })),
  ];
  const places = placeLabels(wishes, obstacles, inset, height);
  return wishes.map(({ words, class: name }, index) => text(words, { x: 0, y: 0, ...places[index], class: name })).join('');
}

function pathOf(plot: Plot, series: PlotSeries): Obstacle {
  const points = pointsOf(plot, series);
  if (series.kind !== 'steps') return points;
  return points.flatMap(([px, py], index): [number, number][] => {
    const next = points[index + 1];
    return next === undefined ? [[px, py]] : [[px, py], [next[0], py]];
  });
}

function thresholdPaths({ spec, x, y, height }: Plot): Obstacle[] {
  return (spec.thresholds ?? []).map(({ axis, at: value }): Obstacle => {
    if (axis === 'x') return [[x.at(value), 0], [x.at(value), height]];
    const py = (1 - y.at(value)) * height;
    return [[0, py], [1, py]];
  });
}

function thresholdWishes({ spec, x, y, height }: Plot): (LabelWish & { class: string })[] {
  const lines = (spec.thresholds ?? []).map(({ axis, at: value, label, tone }) => {
    const name = `dg-label dg-${tone ?? 'accent'}`;
    if (axis === 'y') {
      const py = (1 - y.at(value)) * height;
      const places = [py - 6, py + 16].flatMap((row): TextPlace[] => [{ x: 1, y: row, anchor: 'end' }, { x: 0, dx: 4, y: row }, { x: 0.5, y: row, anchor: 'middle' }]);
      return { words: label, places, class: name };
    }
    const rows = [12, 30, 48, height - 8, height - 26];
    const places = rows.flatMap((row): TextPlace[] => [{ x: x.at(value), dx: 5, y: row }, { x: x.at(value), dx: -5, y: row, anchor: 'end' }]);
    return { words: label, places, class: name };
  });
  const regions = (spec.regions ?? []).flatMap(({ axis, from, to, label, tone }) => {
    if (label === undefined) return [];
    const name = `dg-label dg-${tone ?? 'muted'}`;
    if (axis === 'y') return [{ words: label, places: [y.at(from), y.at(to)].map((v): TextPlace => ({ x: 1, y: (1 - Math.max(0, Math.min(1, v))) * height + 16, anchor: 'end' })), class: name }];
    const middle = (Math.max(0, x.at(from)) + Math.min(1, x.at(to))) / 2;
    return [{ words: label, places: [14, 32, height - 8].map((row): TextPlace => ({ x: middle, y: row, anchor: 'middle' })), class: name }];
  });
  return [...lines, ...regions];
}

/** Places along a series: above or below it, growing to either side, the last point first. */
function seriesPlaces(plot: Plot, series: PlotSeries): TextPlace[] {
  const points = pathOf(plot, series);
  const fractions = series.labelAt === undefined ? [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0] : [series.labelAt];
  const sides = series.labelSide === undefined ? (['above', 'below'] as const) : [series.labelSide];
  return fractions.flatMap((fraction) => {
    const [px, py] = along(points, fraction);
    return sides.flatMap((side) => {
      const row = side === 'above' ? py - 8 : py + 18;
      return (['end', 'middle', 'start'] as const).map((anchor): TextPlace => ({ x: px, y: row, anchor, dx: anchor === 'end' ? -4 : anchor === 'start' ? 4 : 0 }));
    });
  });
}

/** The point at a fraction of the horizontal extent of a polyline. */
function along(points: Obstacle, fraction: number): readonly [number, number] {
  const first = points[0] ?? [0, 0];
  const last = points.at(-1) ?? first;
  const target = first[0] + (last[0] - first[0]) * fraction;
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next === undefined) break;
    const [low, high] = [Math.min(point[0], next[0]), Math.max(point[0], next[0])];
    if (target >= low && target <= high && high > low) return [target, point[1] + ((next[1] - point[1]) * (target - point[0])) / (next[0] - point[0])];
  }
  return fraction < 0.5 ? first : last;
}
