import { type Handbook, isKind } from './handbook.ts';

/** A page that is made of the content of others, where there is such content. */
export interface IndexPage {
  title: string;
  /** Address from the root of the handbook. */
  path: string;
}

/** The lists of units, by the folder in which the pages stand: `weeks`, `days`, `modules`. */
export function unitFolders(handbook: Handbook): { folder: string; title: string }[] {
  const folders = new Map<string, string>();
  if (handbook.weeks.length > 0) folders.set('weeks', 'Weeks');
  for (const { path, data } of handbook.units) {
    const folder = path.split('/')[1] ?? '';
    if (!folders.has(folder)) folders.set(folder, pluralOf(data.outline.word));
  }
  if (handbook.modules.length > 0 && !folders.has('modules')) folders.set('modules', 'Modules');
  return [...folders].map(([folder, title]) => ({ folder, title }));
}

/** The lists of units, and the other indexes that have something in them. */
export function indexesOf(handbook: Handbook): IndexPage[] {
  const units = unitFolders(handbook).map(({ folder, title }) => ({ title, path: `/${folder}/` }));
  return [...units, ...sharedIndexes(handbook)];
}

/** The indexes over all units that have something in them, each with a sentence that says what it lists. */
export function sharedIndexes(handbook: Handbook): (IndexPage & { description: string })[] {
  const hasMetrics = [...handbook.pages.values()].some((page) => isKind(page, 'metrics'));
  const list = [
    {
      title: 'Projects',
      description:
        'One project a week, in the outline’s own words; specification, milestones and acceptance tests stand on the page of the week.',
      filled: hasProjects(handbook),
    },
    {
      title: 'Readings',
      description:
        'The bibliography: every work that a page cites, when it was last checked, and the pages that cite it.',
      filled: handbook.sources.size > 0,
    },
    {
      title: 'Tools',
      description: 'Every tool that a page uses: what it is for, what it costs, and where it is used.',
      filled: handbook.tools.size > 0,
    },
    {
      title: 'Glossary',
      description:
        'Every term that the handbook uses in a sense of its own: its definition, the page that explains it and the pages that use it.',
      filled: handbook.terms.size > 0,
    },
    {
      title: 'Ledger',
      description:
        'What the outline counts as completion, what the weeks add up to, and where each part of the sum comes from.',
      filled: hasMetrics,
    },
  ];
  return list
    .filter(({ filled }) => filled)
    .map(({ title, description }) => ({ title, description, path: `/${title.toLowerCase()}/` }));
}

function hasProjects({ weeks, units }: Handbook): boolean {
  return weeks.length > 0 || units.some(({ data }) => data.outline.parts.some(({ role }) => role === 'project'));
}

/** `Weeks` for `Week`; words of other languages as they stand. */
export function pluralOf(word: string): string {
  const english: Readonly<Record<string, string>> = { Class: 'Classes', Día: 'Días', Semana: 'Semanas', Tag: 'Tage' };
  if (english[word]) return english[word];
  return /^(Week|Day|Session|Lesson|Lecture|Meeting|Sprint|Module|Unit|Month|Part|Step|Stage|Level)$/.test(word)
    ? `${word}s`
    : word;
}
