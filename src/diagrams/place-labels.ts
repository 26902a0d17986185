import { type Box, NARROW, overlap, textBox, type TextPlace, WIDE } from './svg.ts';

/** A label and the places it may stand, best liked first. */
export interface LabelWish {
  words: string;
  places: TextPlace[];
}

/** A line of the drawing that labels should keep clear of, as points [x 0–1, y px]. */
export type Obstacle = readonly (readonly [number, number])[];

/** Area in px² around each label that should stay free. */
const AIR = 2;

/**
 * Chooses a place for every label so that labels do not cover lines, each other or the edge,
 * neither in the narrow nor in the wide column. Greedy, in the order given; ties go to the place
 * that stands first, so the result is always the same.
 *
 * @param inset px at the left and right that the drawing area lacks of the full width
 * @param height px of the drawing area; labels should stay inside it
 */
export function placeLabels(wishes: LabelWish[], obstacles: Obstacle[], inset: number, height: number): TextPlace[] {
  const widths = [NARROW - inset, WIDE - inset];
  const taken: Box[][] = widths.map(() => []);
  const lines = widths.map((width) => obstacles.flatMap((obstacle) => samples(obstacle, width)));
  return wishes.map(({ words, places }) => {
    const costs = places.map((place) =>
      widths.reduce((sum, width, index) => {
        const box = grow(textBox(words, place, width));
        const covered = (taken[index] ?? []).reduce((area, other) => area + overlap(box, other), 0);
        const struck = (lines[index] ?? []).filter(
          ([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom,
        ).length;
        return sum + covered * 10 + struck * 20 + outside(box, width, height) * 50;
      }, 0),
    );
    const best = places[costs.indexOf(Math.min(...costs))];
    if (best === undefined) throw new Error(`no place given for the label "${words}"`);
    widths.forEach((width, index) => taken[index]?.push(grow(textBox(words, best, width))));
    return best;
  });
}

function grow(box: Box): Box {
  return { left: box.left - AIR, top: box.top - AIR, right: box.right + AIR, bottom: box.bottom + AIR };
}

/** How many px a box sticks out of the drawing area. */
function outside(box: Box, width: number, height: number): number {
  return (
    Math.max(0, -box.left) + Math.max(0, box.right - width) + Math.max(0, -box.top) + Math.max(0, box.bottom - height)
  );
}

/** Points along a polyline, about 3 px apart. */
function samples(line: Obstacle, width: number): [number, number][] {
  return line.flatMap(([x, y], index): [number, number][] => {
    const next = line[index + 1];
    if (next === undefined) return [[x * width, y]];
    const dx = (next[0] - x) * width;
    const dy = next[1] - y;
    const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / 3));
    return Array.from({ length: steps }, (_, step) => [x * width + (dx * step) / steps, y + (dy * step) / steps]);
  });
}

/**
 * Tick labels that have no room on a phone. The first and the last stay, then every one that
 * touches none which stays already; the others are shown in wide columns only.
 *
 * @returns indexes into `boxes`
 */
export function crowdedOut(boxes: Box[]): Set<number> {
  const last = boxes.length - 1;
  const order = [0, last, ...boxes.keys()].filter(
    (index, position, all) => index >= 0 && all.indexOf(index) === position,
  );
  const kept: Box[] = [];
  const out = new Set<number>();
  for (const index of order) {
    const box = boxes[index];
    if (box === undefined) continue;
    const roomy = { ...box, left: box.left - 3, right: box.right + 3 };
    if (kept.some((other) => overlap(roomy, other) > 0)) out.add(index);
    else kept.push(roomy);
  }
  return out;
}
