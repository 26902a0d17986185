import { isKind, type Page, type PageOf } from './handbook.ts';

/** A section that the page shell puts around the body. `id` is its anchor and never changes. */
export interface Section {
  id: string;
  title: string;
}

/** Sections of the shell, by id: the only place where their titles stand. */
const titles = {
  'in-one-minute': 'In one minute',
  why: 'Why this is a Staff topic',
  outcomes: 'Outcomes',
  prerequisites: 'Before you start',
  plan: 'Plan for the week',
  concepts: 'Concepts',
  project: 'Project',
  kit: 'Starter kit',
  tools: 'Tools',
  acceptance: 'Acceptance tests',
  readings: 'Readings',
  checklist: 'Checklist',
  rubric: 'Rubric',
  session: 'A session of 90 minutes',
  'self-check': 'Check yourself',
  sources: 'Sources',
  connections: 'Connections',
  'from-the-outline': 'From the outline',
} as const;
export type SectionId = keyof typeof titles;

/** Anchor of the outline's template of a week on the page of the programme. */
export const templateId = 'template';

/** The section with an id. */
export function section(id: SectionId): Section {
  return { id, title: titles[id] };
}

/** The sections that stand before and after the body of a page, in order; those without content are left out. */
export function sectionsOf(page: Page): { before: Section[]; after: Section[] } {
  if (isKind(page, 'week')) return weekSections(page);
  if (isKind(page, 'module')) return moduleSections(page);
  if (isKind(page, 'unit')) {
    const { outline, selfCheck, sources } = page.data;
    const parts = outline.parts.filter(({ role, items }) => role !== 'goal' || items.length > 1);
    return {
      before: [],
      after: [
        ...parts.map(({ id, label }) => ({ id, title: label })),
        ...pick({ 'self-check': selfCheck.length > 0, sources: sources.length > 0 }),
      ],
    };
  }
  if (isKind(page, 'track')) {
    const { phases, sections } = page.data.outline;
    return {
      before: [],
      after: [
        ...phases.map(({ id, title }) => ({ id, title })),
        ...sections.map(({ id, label }) => ({ id, title: label })),
      ],
    };
  }
  if (isKind(page, 'metrics'))
    return { before: page.data.outline.groups.map(({ id, title }) => ({ id, title })), after: [] };
  if (isKind(page, 'programme'))
    return { before: [{ id: templateId, title: page.data.outline.templateTitle }], after: [] };
  return { before: [], after: pick({ sources: 'sources' in page.data && page.data.sources.length > 0 }) };
}

/** Ids of the outline's items that the author has put into the body with `<OutlineItem>`. */
export function placedItems(page: Page): Set<string> {
  return new Set(
    page.body.components.flatMap(({ name, attributes }) => (name === 'OutlineItem' ? [attributes['id'] ?? ''] : [])),
  );
}

function weekSections(page: PageOf<'week'>) {
  const { depth, outcomes, prerequisites, outline, kit, acceptance, selfCheck, sources } = page.data;
  const placed = placedItems(page);
  const isOpen = ({ id }: { id: string }) => !placed.has(id);
  const open = { concepts: outline.concepts.some(isOpen), project: outline.project.points.some(isOpen) };
  return {
    before: pick({
      outcomes: outcomes.length > 0,
      prerequisites: prerequisites.length > 0,
      plan: true,
      concepts: depth === 'outline' && open.concepts,
      project: depth === 'outline' && open.project,
    }),
    after: pick({
      kit: kit !== undefined,
      acceptance: acceptance.length > 0,
      tools: true,
      readings: true,
      checklist: true,
      rubric: true,
      'self-check': selfCheck.length > 0,
      sources: sources.length > 0,
      connections: true,
      'from-the-outline': depth === 'full' && (open.concepts || open.project),
    }),
  };
}

function moduleSections(page: PageOf<'module'>) {
  const { inOneMinute, why, session, selfCheck, sources, outline } = page.data;
  return {
    before: pick({ 'in-one-minute': inOneMinute.length > 0, why: why !== undefined }),
    after: pick({
      session: session !== undefined,
      'self-check': selfCheck.length > 0,
      sources: sources.length > 0,
      connections: true,
      'from-the-outline': outline.heading !== undefined || outline.items.length > 0,
    }),
  };
}

function pick(present: Partial<Record<SectionId, boolean>>): Section[] {
  return (Object.keys(present) as SectionId[]).filter((id) => present[id]).map(section);
}
