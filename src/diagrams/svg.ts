/**
 * Small pieces every diagram is made of: escaping, numbers, text measuring and wrapping.
 *
 * Plots, timelines and sequences are *fluid*: the SVG has no viewBox, horizontal positions are
 * percentages, vertical ones are px. A diagram then fills its column while its text keeps its size,
 * on a phone as on a desk. Layout (what fits, what collides) is decided for the narrow column:
 * what is clear of its neighbour there is clear of it in every wider one.
 */

/** What a reader who cannot see the drawing is told; `id` makes the ids inside the SVG unique. */
export interface Described {
  id: string;
  title: string;
  alt: string;
}

/** A finished diagram. */
export interface Drawn {
  svg: string;
  /** Least width in px; a frame that is narrower scrolls. */
  width: number;
}

/** Width in px of the text column on a 320 px wide phone: the least that a drawing has to fit without scrolling. */
export const LEAST = 280;
/** Width in px of the text column on a 360 px wide phone. */
export const NARROW = 320;
/** Width in px of the text column from a tablet up. */
export const WIDE = 560;
/** Size in px of text in diagrams, and the distance of its lines. */
const FONT = 14;
export const LINE = 18;

/** Text made safe for element content and double-quoted attributes. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A coordinate with at most `digits` decimals: short, and the same on every machine. */
export function round(value: number, digits = 1): string {
  const fixed = value.toFixed(digits);
  const text = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  return text === '-0' ? '0' : text;
}

/** A fraction 0–1 as an SVG percentage. */
export function percent(fraction: number): string {
  return `${round(fraction * 100, 2)}%`;
}

/** An element as a string; attributes whose value is undefined are left out. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  content?: string,
): string {
  const written = Object.entries(attributes)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escape(value)}"`)
    .join('');
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

type Anchor = 'start' | 'middle' | 'end';

/** Where and how `text` puts its words: x is a fraction of the width, y the baseline in px, dx px. */
export interface TextPlace {
  x: number;
  y: number;
  dx?: number;
  anchor?: Anchor;
  class?: string;
}

/** One line of text at a fraction of the width. */
export function text(words: string, place: TextPlace): string {
  const anchor = place.anchor ?? 'start';
  return element(
    'text',
    {
      class: place.class,
      x: percent(place.x),
      y: place.y,
      dx: place.dx === 0 ? undefined : place.dx,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    escape(words),
  );
}

/** Shapes in px around a point that is given as a fraction of the width. */
export function at(x: number, y: number, content: string): string {
  return `<svg x="${percent(x)}" y="${round(y)}" overflow="visible">${content}</svg>`;
}

/** The outer element of a fluid diagram: full width, `height` px, named and described. */
export function fluid(described: Described, className: string, height: number, content: string): string {
  return element(
    'svg',
    {
      class: `dg ${className}`,
      role: 'img',
      'aria-labelledby': `${described.id}-t ${described.id}-d`,
      width: '100%',
      height: round(height, 0),
    },
    `${naming(described)}${content}`,
  );
}

/** `<title>` and `<desc>` of a diagram, referred to by its aria-labelledby. */
export function naming(described: Described): string {
  return `<title id="${escape(described.id)}-t">${escape(described.title)}</title><desc id="${escape(described.id)}-d">${escape(described.alt)}</desc>`;
}

/** Advance widths of Helvetica in 1/1000 em (Adobe's AFM), rounded up in groups. */
const widths: [string, number][] = [
  ["ijl'|", 222],
  ['!ftI.,:;/\\[]()` ', 290],
  ['r-"', 345],
  ['ckszvxyJ*', 500],
  ['abdeghnopquL0123456789_?$#', 556],
  ['=+<>~', 584],
  ['FTZ', 611],
  ['ABEKPSVXY&', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['mM%', 889],
  ['W@', 1015],
];
const advance = new Map(widths.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)));

/** Width of a text in px, measured with Helvetica, which is wider than the fonts the site uses. */
export function textWidth(words: string, size: number = FONT): number {
  let sum = 0;
  for (const letter of words) sum += advance.get(letter) ?? 600;
  return (sum * size) / 1000;
}

/** Breaks a text into lines no wider than `width` px; a longer word gets a line of its own. */
export function wrap(words: string, width: number, size: number = FONT): string[] {
  const lines: string[] = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A rectangle in px, for finding collisions. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Area in px² that two rectangles share. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The rectangle one line of text covers in a diagram `width` px wide. */
export function textBox(words: string, place: TextPlace, width: number): Box {
  const length = textWidth(words);
  const x = place.x * width + (place.dx ?? 0);
  const left = place.anchor === 'end' ? x - length : place.anchor === 'middle' ? x - length / 2 : x;
  return { left, top: place.y - 12, right: left + length, bottom: place.y + 4 };
}
