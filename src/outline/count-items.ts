import type { Outline } from './model.ts';

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
