import { type LabelWish, type Obstacle, placeLabels } from './place-labels.ts';
import type { Scale } from './plot-axes.ts';
import type { PlotSeries, PlotSpec } from './plot-spec.ts';
import { text, type TextPlace } from './svg.ts';

/** Everything the parts of one plot share. */
export interface Plot {
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

/** Class that gives a series its colour and its dash pattern. */
export function seriesClass(spec: PlotSpec, series: PlotSeries): string {
  return series.muted === true
    ? 'dg-muted'
    : `dg-${spec.series.filter(({ muted }) => muted !== true).indexOf(series) + 1}`;
}

/** Points of a series as [x 0–1, y px from the top of the drawing area]. */
export function pointsOf({ x, y, height }: Plot, series: PlotSeries): [number, number][] {
  return series.data.map(([vx, vy]) => [x.at(vx), (1 - y.at(vy)) * height]);
}

/** Labels of series, thresholds and regions, each standing on what it names. */
export function drawLabels(plot: Plot): string {
  const { spec, height, inset } = plot;
  const labelled = spec.series.filter(({ kind }) => kind !== 'bars');
  const obstacles = [...labelled.map((series) => pathOf(plot, series)), ...thresholdPaths(plot), ...barPaths(plot)];
  const wishes: (LabelWish & { class: string })[] = [
    ...thresholdWishes(plot),
    ...labelled.map((series) => ({
      words: series.label,
      places: seriesPlaces(plot, series),
      class: `dg-label ${seriesClass(spec, series)}`,
    })),
  ];
  const places = placeLabels(wishes, obstacles, inset, height);
  return wishes
    .map(({ words, class: name }, index) => text(words, { x: 0, y: 0, ...places[index], class: name }))
    .join('');
}

function pathOf(plot: Plot, series: PlotSeries): Obstacle {
  const points = pointsOf(plot, series);
  if (series.kind !== 'steps') return points;
  return points.flatMap(([px, py], index): [number, number][] => {
    const next = points[index + 1];
    return next === undefined
      ? [[px, py]]
      : [
          [px, py],
          [next[0], py],
        ];
  });
}

/** Bars with the values on top of them, as upright strokes close enough that no label slips between. */
function barPaths(plot: Plot): Obstacle[] {
  return plot.spec.series
    .filter(({ kind }) => kind === 'bars')
    .flatMap((series) => pointsOf(plot, series))
    .flatMap(([px, py]) =>
      [-0.5, -0.25, 0, 0.25, 0.5].map((part): Obstacle => [
        [px + part * plot.x.band, Math.min(py, plot.floor) - 18],
        [px + part * plot.x.band, Math.max(py, plot.floor)],
      ]),
    );
}

function thresholdPaths({ spec, x, y, height }: Plot): Obstacle[] {
  return (spec.thresholds ?? []).map(({ axis, at: value }): Obstacle => {
    if (axis === 'x')
      return [
        [x.at(value), 0],
        [x.at(value), height],
      ];
    const py = (1 - y.at(value)) * height;
    return [
      [0, py],
      [1, py],
    ];
  });
}

function thresholdWishes({ spec, x, y, height }: Plot): (LabelWish & { class: string })[] {
  const lines = (spec.thresholds ?? []).map(({ axis, at: value, label, tone }) => {
    const name = `dg-label dg-${tone ?? 'accent'}`;
    if (axis === 'y') {
      const py = (1 - y.at(value)) * height;
      const places = [py - 6, py + 16, py - 24].flatMap((row): TextPlace[] => [
        { x: 1, y: row, anchor: 'end' },
        { x: 0, dx: 4, y: row },
        { x: 0.5, y: row, anchor: 'middle' },
      ]);
      return { words: label, places, class: name };
    }
    const rows = [12, 30, 48, height - 8, height - 26];
    const places = rows.flatMap((row): TextPlace[] => [
      { x: x.at(value), dx: 5, y: row },
      { x: x.at(value), dx: -5, y: row, anchor: 'end' },
    ]);
    return { words: label, places, class: name };
  });
  const regions = (spec.regions ?? []).flatMap(({ axis, from, to, label, tone }) => {
    if (label === undefined) return [];
    const name = `dg-label dg-${tone ?? 'muted'}`;
    if (axis === 'y')
      return [
        {
          words: label,
          places: [y.at(from), y.at(to)].map((v): TextPlace => ({
            x: 1,
            y: (1 - Math.max(0, Math.min(1, v))) * height + 16,
            anchor: 'end',
          })),
          class: name,
        },
      ];
    const middle = (Math.max(0, x.at(from)) + Math.min(1, x.at(to))) / 2;
    return [
      {
        words: label,
        places: [14, 32, height - 8].map((row): TextPlace => ({ x: middle, y: row, anchor: 'middle' })),
        class: name,
      },
    ];
  });
  return [...lines, ...regions];
}

/** Places along a series: above or below it, growing to either side, the last point first. */
function seriesPlaces(plot: Plot, series: PlotSeries): TextPlace[] {
  const points = pathOf(plot, series);
  const fractions =
    series.labelAt === undefined ? [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0] : [series.labelAt];
  const sides = series.labelSide === undefined ? (['above', 'below'] as const) : [series.labelSide];
  return fractions.flatMap((fraction) => {
    const [px, py] = along(points, fraction);
    return sides.flatMap((side) => {
      const row = side === 'above' ? py - 8 : py + 18;
      return (['end', 'middle', 'start'] as const).map((anchor): TextPlace => ({
        x: px,
        y: row,
        anchor,
        dx: anchor === 'end' ? -4 : anchor === 'start' ? 4 : 0,
      }));
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
    if (target >= low && target <= high && high > low)
      return [target, point[1] + ((next[1] - point[1]) * (target - point[0])) / (next[0] - point[0])];
  }
  return fraction < 0.5 ? first : last;
}
