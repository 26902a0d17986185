import { oldOutline, type Pages } from './draft-page.ts';
import type { Outline } from './model.ts';

/** Kinds of page that an outline of each shape would stand among. Weeks and blocks of modules go together. */
const KINDS: Readonly<Record<Outline['shape'], readonly unknown[]>> = {
  roadmap: ['week', 'unit'],
  track: ['module', 'block', 'unit'],
  units: ['week', 'module', 'block', 'unit'],
};
/** The least part of the lines, of the outline or of the pages, that both have. */
const SHARED = 0.1;

/**
 * Whether the pages of a content folder come from an older version of an outline: some of its lines stand there.
 * Also where no page comes from an outline yet.
 */
export function isRelated(outline: Outline, pages: Pages): boolean {
  const filled = [...pages.values()].filter(
    (page) => KINDS[outline.shape].includes(page.data.kind) && page.data.outline !== undefined,
  );
  if (filled.length === 0) return true;
  const known = new Set(filled.flatMap((page) => wordsIn(oldOutline(page))));
  const lines = linesOf(outline);
  return lines.filter((line) => known.has(line)).length >= Math.max(1, Math.min(lines.length, known.size) * SHARED);
}

function linesOf(outline: Outline): string[] {
  if (outline.shape === 'track')
    return outline.blocks.flatMap(({ title, bullets }) => [title, ...bullets.map(({ text }) => text)]);
  if (outline.shape === 'roadmap') {
    return outline.phases.flatMap(({ weeks }) =>
      weeks.flatMap(({ heading, goal, concepts, checklist }) => [
        heading,
        goal.text,
        ...[...concepts, ...checklist].map(({ text }) => text),
      ]),
    );
  }
  return outline.phases.flatMap(({ units }) =>
    units.flatMap(({ heading, parts }) => [heading, ...parts.flatMap(({ items }) => items.map(({ text }) => text))]),
  );
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
