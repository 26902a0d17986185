import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Folder of the artefacts of week 9, with a slash at its end. */
export const folder = fileURLToPath(new URL('../../src/content/artefacts/week-09/', import.meta.url));

/** Text of an artefact. */
export function text(file: string): string {
  return readFileSync(`${folder}${file}`, 'utf8');
}

/** The whole page, frontmatter included. */
export const page = readFileSync(new URL('../../src/content/docs/weeks/week-09.mdx', import.meta.url), 'utf8');

/**
 * The part of the page from a marker up to the next of another.
 * @throws when one of them is not there
 */
export function part(from: string, to: string): string {
  const start = page.indexOf(from);
  const end = page.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`the page has no part from "${from}" to "${to}"`);
  return page.slice(start, end);
}

/** A section of the page, by its heading. */
export const section = (heading: string): string => part(`## ${heading}`, '\n## ');

/** A worked example, by its id. */
export const example = (id: string): string => part(`<Example id="${id}"`, '</Example>');

/** An exercise with its answer, by its id. */
export const exercise = (id: string): string => part(`<Exercise id="${id}"`, '</Exercise>');

/** Expects every figure to stand in the text, as a number of its own and not inside of a longer one. */
export function printed(where: string, ...figures: string[]): void {
  for (const figure of figures) {
    const escaped = figure.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    expect(where).toMatch(new RegExp(`(?<![\\d.,])${escaped}(?![\\d]|[.,]\\d)`));
  }
}

/** A share as it is printed: `0.803` → "80.3%" with one digit. */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)}%`;
}

/** A whole number as it is printed: 19489.4 → "19,489". */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}
