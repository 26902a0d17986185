import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import { checkSpec } from './check-spec.ts';
import { crowdedOut } from './place-labels.ts';
import { formatValue, plotScale, valuesOn } from './plot-axes.ts';
import { drawLabels, type Plot, pointsOf, seriesClass } from './plot-labels.ts';
import { type PlotSeries, type PlotSpec, plotSpec } from './plot-spec.ts';
import {
  at,
  type Described,
  type Drawn,
  element,
  escape,
  fluid,
  LINE,
  LEAST,
  NARROW,
  percent,
  round,
  text,
  textBox,
  type TextPlace,
  textWidth,
} from './svg.ts';

/** Room right of the drawing area for half a tick label; the same as in diagrams.css. */
const RIGHT = 16;
/** Steps of the room left of the drawing area: class dg-lN makes it N × 8 px. */
const STEP = 8;

/**
 * A plot as a fluid SVG.
 *
 * @param raw a PlotSpec, checked here
 * @param file named in errors
 * @throws when the spec is wrong
 */
export function drawPlot(raw: unknown, described: Described, file: string): Drawn {
  const spec = checkSpec(plotSpec, raw, file);
  try {
    return { svg: draw(spec, described), width: LEAST };
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function draw(spec: PlotSpec, described: Described): string {
  if (spec.y.scale === 'band' || spec.y.scale === 'time')
    throw new Error(`y.scale: "${spec.y.scale}" is for the x axis; y is linear or log`);
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
  const names =
    spec.x.scale === 'band' ? x.ticks.map(({ label }) => label.split(' ')) : x.ticks.map(({ label }) => [label]);
  const rows = Math.max(...names.map((lines) => lines.length));
  const places = x.ticks.map(({ at: where }, index) => {
    const lines = names[index] ?? [];
    const longest = lines.reduce((a, b) => (textWidth(b) > textWidth(a) ? b : a), '');
    const sticksOut = where * width + textWidth(longest) / 2 > width + RIGHT;
    const place: TextPlace = { x: where, y: height + 20, anchor: sticksOut ? 'end' : 'middle' };
    return { lines, place, box: textBox(longest, place, width) };
  });
  const crowded = crowdedOut(places.map(({ box }) => box));
  const ticks = places.map(({ lines, place }, index) => {
    const where = place.x;
    const words = lines
      .map((line, row) =>
        text(line, { ...place, y: place.y + row * LINE, class: `dg-tick${crowded.has(index) ? ' dg-roomy' : ''}` }),
      )
      .join('');
    const mark =
      spec.x.scale === 'band'
        ? ''
        : element('line', { class: 'dg-base', x1: percent(where), x2: percent(where), y1: height, y2: height + 5 });
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
      const [low = 0, high = 0] = [scale.at(from), scale.at(to)]
        .map((v) => Math.max(0, Math.min(1, v)))
        .sort((a, b) => a - b);
      const size =
        axis === 'x'
          ? { x: percent(low), y: 0, width: percent(high - low), height }
          : { x: 0, y: (1 - high) * height, width: '100%', height: (high - low) * height };
      return element('rect', { class: `dg-region dg-${tone ?? 'muted'}`, ...size });
    })
    .join('');
}

function drawThresholdLines({ spec, x, y, height }: Plot): string {
  return (spec.thresholds ?? [])
    .map(({ axis, at: value, tone }) => {
      const name = `dg-threshold dg-${tone ?? 'accent'}`;
      if (axis === 'x')
        return element('line', { class: name, x1: percent(x.at(value)), x2: percent(x.at(value)), y1: 0, y2: height });
      const py = (1 - y.at(value)) * height;
      return element('line', { class: name, x2: '100%', y1: py, y2: py });
    })
    .join('');
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
        const fill = area<[number, number]>()
          .digits(1)
          .y0(plot.floor)
          .y1(([, py]) => py)(points);
        curves.push(`<path class="dg-area ${name}" d="${fill ?? ''}"/>`);
      }
      curves.push(
        `<path class="dg-line ${name}" d="${line<[number, number]>().digits(1).curve(curve)(points) ?? ''}"/>`,
      );
    }
  }
  const stretched =
    curves.length === 0
      ? ''
      : `<svg width="100%" height="${height}" viewBox="0 0 1000 ${height}" preserveAspectRatio="none" overflow="visible">${curves.join('')}</svg>`;
  return stretched + shapes.join('');
}

function drawBars(plot: Plot, series: PlotSeries, name: string): string {
  const { spec, x, floor } = plot;
  const bars = spec.series.filter(({ kind }) => kind === 'bars');
  const width = x.band / bars.length;
  const fits = series.data.length * bars.length <= 8;
  return pointsOf(plot, series)
    .map(([px, py], index) => {
      const left = px - x.band / 2 + bars.indexOf(series) * width;
      const rect = element('rect', {
        class: `dg-bar ${name}`,
        x: percent(left),
        y: Math.min(py, floor),
        width: percent(width),
        height: Math.abs(floor - py),
      });
      const value = series.data[index]?.[1] ?? 0;
      return fits
        ? rect +
            text(formatValue(value, spec.y.format ?? 'number'), {
              x: left + width / 2,
              y: Math.min(py, floor) - 5,
              anchor: 'middle',
              class: 'dg-value',
            })
        : rect;
    })
    .join('');
}

const markers = [
  '<circle r="4.5"/>',
  '<path d="M-4.5-4.5h9v9h-9z"/>',
  '<path d="M0-6l5.5 10h-11z"/>',
  '<path d="M0-6l6 6-6 6-6-6z"/>',
];

function drawPoints(plot: Plot, series: PlotSeries, name: string): string {
  const marker = markers[plot.spec.series.indexOf(series)] ?? markers[0] ?? '';
  return `<g class="dg-point ${name}">${pointsOf(plot, series)
    .map(([px, py]) => at(px, py, marker))
    .join('')}</g>`;
}

/** Bars of several series cannot carry their labels on a phone: a row of swatches above them does. */
function barKey(bars: PlotSeries[]): string[] {
  return bars.map(
    (series, index) =>
      `<rect class="dg-bar dg-${index + 1}" y="-11" width="12" height="12"/><text class="dg-key" x="18">${escape(series.label)}</text>`,
  );
}
