import type { PageData } from '../../schema/page.ts';
import type { KeyPath } from '../entries.ts';

/** An id that a page's frontmatter gives to something, with its place. */
export interface PlacedId {
  id: string;
  path: KeyPath;
}

/** Ids of everything in the outline of a page. */
export function outlineIds(data: PageData): PlacedId[] {
  const list = (items: readonly { id: string }[], ...path: KeyPath) =>
    items.map(({ id }, index) => ({ id, path: ['outline', ...path, index, 'id'] }));
  switch (data.kind) {
    case 'week': {
      const { concepts, tools, project, readings, tasks, checklist, rubric } = data.outline;
      return [
        ...list(concepts, 'concepts'),
        ...list(tools, 'tools'),
        { id: project.id, path: ['outline', 'project', 'id'] },
        ...list(project.points, 'project', 'points'),
        ...list(readings, 'readings'),
        ...list(tasks, 'tasks'),
        ...list(checklist, 'checklist'),
        ...list(rubric, 'rubric'),
      ];
    }
    case 'unit':
      return [
        ...list(data.outline.intro, 'intro'),
        ...list(data.outline.parts, 'parts'),
        ...data.outline.parts.flatMap(({ items }, index) => list(items, 'parts', index, 'items')),
      ];
    case 'module':
      return list(data.outline.items, 'items');
    case 'track':
      return [...list(data.outline.phases, 'phases'), ...list(data.outline.sections, 'sections')];
    case 'programme':
      return [...list(data.outline.facts, 'facts'), ...list(data.outline.template, 'template')];
    case 'metrics': {
      const { groups, closing } = data.outline;
      return [
        ...list(groups, 'groups'),
        ...groups.flatMap(({ items }, index) => list(items, 'groups', index, 'items')),
        ...(closing ? [{ id: closing.id, path: ['outline', 'closing', 'id'] }] : []),
      ];
    }
    default:
      return [];
  }
}

/** Ids of the outline that an author may put into the body: the others stand on the page in a place of their own. */
export function placeableIds(data: PageData): string[] {
  if (data.kind !== 'week') return outlineIds(data).map(({ id }) => id);
  const { concepts, project } = data.outline;
  return [...concepts.map(({ id }) => id), project.id, ...project.points.map(({ id }) => id)];
}

/** Ids that authors write beside the outline, with the prefix that their kind begins with. */
export function authoredIds(data: PageData): (PlacedId & { prefix: string })[] {
  const list = (items: readonly { id: string }[], name: string, prefix: string) =>
    items.map(({ id }, index) => ({ id, path: [name, index, 'id'], prefix }));
  return [
    ...('selfCheck' in data ? list(data.selfCheck, 'selfCheck', 'q-') : []),
    ...(data.kind === 'week'
      ? [
          ...list(data.acceptance, 'acceptance', 'at-'),
          ...list(data.readings, 'readings', 'read-'),
          ...(data.plan?.days ?? []).flatMap(({ blocks }, day) =>
            blocks.flatMap(({ id }, index) =>
              id ? [{ id, path: ['plan', 'days', day, 'blocks', index, 'id'], prefix: 'plan-' }] : [],
            ),
          ),
        ]
      : []),
  ];
}

/** Ids that the outline of a page no longer has and that nothing may have again. */
export function retiredIds(data: PageData): readonly string[] {
  return 'outline' in data && 'retired' in data.outline ? (data.outline.retired ?? []) : [];
}
