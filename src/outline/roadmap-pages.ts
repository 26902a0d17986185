import { clip, knownItems, OutlineIds, oldOutline, plainTitle, type DraftPage, type Pages } from './draft-page.ts';
import type { Phase, Roadmap, Week } from './model.ts';
import { quote, type Problem } from './problem.ts';

/** `week-01`: page id of a week. */
export function weekId(number: number): string {
  return `week-${String(number).padStart(2, '0')}`;
}

/** `weeks-01-04`: id of a phase. */
function phaseId({ from, to }: Phase): string {
  return `weeks-${String(from).padStart(2, '0')}-${String(to).padStart(2, '0')}`;
}

/**
 * Pages of a roadmap: every week, the track, the programme and the completion metrics.
 *
 * @param file name of the outline, for problems.
 */
export function roadmapPages(
  roadmap: Roadmap,
  pages: Pages,
  file: string,
): { drafts: DraftPage[]; problems: Problem[] } {
  const { title, phases, overview, template, metrics } = roadmap;
  const weeks = phases.flatMap((phase) => phase.weeks.map((week) => weekPage(week, phaseId(phase), pages)));
  const drafts: DraftPage[] = [
    ...weeks,
    {
      path: 'docs/tracks/roadmap.mdx',
      kind: 'track',
      title: plainTitle(title),
      description: clip(
        `${weeks.length} weeks in ${phases.length} phases: ${phases.map((phase) => phase.title).join('; ')}`,
      ),
      outline: {
        title,
        phases: phases.map((phase) => ({
          id: phaseId(phase),
          heading: phase.heading,
          title: phase.title,
          weeks: phase.weeks.map((week) => weekId(week.number)),
        })),
      },
    },
    programmePage(overview, template, pages),
    metricsPage(metrics, pages),
  ];
  return { drafts, problems: movedWeeks(phases, pages, file) };
}

function weekPage(week: Week, phase: string, pages: Pages): DraftPage {
  const path = `docs/weeks/${weekId(week.number)}.mdx`;
  const ids = new OutlineIds(pages.get(path));
  const { old } = ids;
  const oldProject = knownItems([old.project])[0];
  const oldPoints = (old.project as { points?: unknown } | undefined)?.points;
  return {
    path,
    kind: 'week',
    title: plainTitle(week.title),
    description: clip(week.goal.text),
    outline: {
      number: week.number,
      heading: week.heading,
      phase,
      goal: week.goal.text,
      focus: week.focus.text,
      concepts: ids.items('concept', week.concepts, old.concepts),
      tools: ids.items('tool', week.tools, old.tools),
      project: {
        id: ids.assign('project', [week.project.text], oldProject ? [withoutLabel(oldProject, old.project)] : [])[0],
        label: week.project.label,
        title: week.project.text,
        points: ids.items('point', week.project.points, oldPoints),
      },
      readings: ids.items('reading', week.readings, old.readings),
      tasks: ids.items('task', week.tasks, old.tasks, ({ minutes }) => ({ minutes })),
      checklist: ids.items('check', week.checklist, old.checklist),
      rubric: ids.items('rubric', week.rubric, old.rubric, ({ weight }) => ({ weight })),
      ...ids.retired(),
    },
  };
}

function programmePage(overview: Roadmap['overview'], template: Roadmap['template'], pages: Pages): DraftPage {
  const path = 'docs/programme.mdx';
  const ids = new OutlineIds(pages.get(path));
  return {
    path,
    kind: 'programme',
    title: plainTitle(overview.title),
    description: clip(overview.facts.map((fact) => `${fact.label}: ${fact.text}`).join('. ')),
    outline: {
      title: overview.title,
      facts: ids.facts('fact', overview.facts, ids.old.facts),
      templateTitle: template.title,
      template: ids.facts('template', template.facts, ids.old.template),
      ...ids.retired(),
    },
  };
}

function metricsPage(metrics: Roadmap['metrics'], pages: Pages): DraftPage {
  const path = 'docs/completion-metrics.mdx';
  const ids = new OutlineIds(pages.get(path));
  const oldGroups = Array.isArray(ids.old.groups) ? (ids.old.groups as unknown[]) : [];
  const groupIds = ids.assign(
    'group',
    metrics.groups.map((group) => group.title),
    knownItems(oldGroups),
  );
  const groups = metrics.groups.map((group, index) => {
    const before = oldGroups.find((entry) => (entry as { id?: unknown }).id === groupIds[index]);
    return {
      id: groupIds[index],
      title: group.title,
      items: ids.facts('metric', group.facts, (before as { items?: unknown } | undefined)?.items),
    };
  });
  return {
    path,
    kind: 'metrics',
    title: plainTitle(metrics.title),
    description: clip(metrics.groups.map((group) => group.title).join('; ')),
    outline: {
      title: metrics.title,
      groups,
      ...(metrics.closing && { closing: ids.facts('closing', [metrics.closing], [ids.old.closing])[0] }),
      ...ids.retired(),
    },
  };
}

function withoutLabel(item: { id: string; text: string }, project: unknown): { id: string; text: string } {
  const title = (project as { title?: unknown } | undefined)?.title;
  return { id: item.id, text: typeof title === 'string' ? title : item.text };
}

/**
 * A page belongs to the number in its name. When an inserted or removed week shifts the numbers,
 * the pages have to be renamed first, or authors' words would come to stand under another week.
 */
function movedWeeks(phases: readonly Phase[], pages: Pages, file: string): Problem[] {
  const weeks = phases.flatMap((phase) => phase.weeks);
  return weeks.flatMap((week) => {
    const { heading } = oldOutline(pages.get(`docs/weeks/${weekId(week.number)}.mdx`));
    if (typeof heading !== 'string' || heading.endsWith(week.title)) return [];
    const now = weeks.find((other) => other !== week && heading.endsWith(other.title));
    if (now === undefined) return [];
    return [
      {
        file,
        line: now.line,
        found: `${quote(now.heading)}, whose page is docs/weeks/${weekId(week.number)}.mdx`,
        expected: `the page to be renamed to ${weekId(now.number)}.mdx first, together with the others that moved`,
      },
    ];
  });
}
