import type { Outline } from './model.ts';
import type { UnitProgramme } from './unit-model.ts';

/** How many things of each kind an outline holds, in the order in which they are told. */
export function countItems(outline: Outline): { kind: string; count: number }[] {
  if (outline.shape === 'track') {
    const modules = outline.blocks.reduce(
      (sum, block) => sum + (block.from === block.to ? 1 : block.bullets.length),
      0,
    );
    return [
      { kind: 'blocks', count: outline.blocks.length },
      { kind: 'modules', count: modules },
      { kind: 'bullets', count: outline.blocks.flatMap((block) => block.bullets).length },
    ];
  }
  if (outline.shape === 'units') return countUnits(outline);
  const weeks = outline.phases.flatMap((phase) => phase.weeks);
  return [
    { kind: 'phases', count: outline.phases.length },
    { kind: 'weeks', count: weeks.length },
    { kind: 'concepts', count: weeks.flatMap((week) => week.concepts).length },
    { kind: 'tools', count: weeks.flatMap((week) => week.tools).length },
    { kind: 'projects', count: weeks.length },
    { kind: 'project points', count: weeks.flatMap((week) => week.project.points).length },
    { kind: 'readings', count: weeks.flatMap((week) => week.readings).length },
    { kind: 'daily tasks', count: weeks.flatMap((week) => week.tasks).length },
    { kind: 'checklist items', count: weeks.flatMap((week) => week.checklist).length },
    { kind: 'rubric lines', count: weeks.flatMap((week) => week.rubric).length },
    { kind: 'overview facts', count: outline.overview.facts.length },
    { kind: 'template lines', count: outline.template.facts.length },
    { kind: 'metrics', count: outline.metrics.groups.flatMap((group) => group.facts).length },
  ];
}

/** Units and their items by what their label means; those under other labels are kept under their own names. */
function countUnits({ word, phases, sections }: UnitProgramme): { kind: string; count: number }[] {
  const units = phases.flatMap((phase) => phase.units);
  const parts = units.flatMap((unit) => unit.parts);
  const roles = new Map<string, number>();
  for (const { role, label, items } of parts) {
    const kind = role === undefined ? `under “${label}”` : role;
    roles.set(kind, (roles.get(kind) ?? 0) + items.length);
  }
  return [
    { kind: `× ${word}`, count: units.length },
    ...(phases.some(({ heading }) => heading !== undefined) ? [{ kind: 'phases', count: phases.length }] : []),
    { kind: 'paragraphs', count: units.flatMap(({ intro }) => intro).length },
    ...[...roles].map(([kind, count]) => ({ kind, count })),
    { kind: 'items outside of the units', count: sections.flatMap(({ items }) => items).length },
  ].filter(({ count }) => count > 0);
}
