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

/** The indexes that have something in them. */
export function indexesOf(handbook: Handbook): IndexPage[] {
  const hasMetrics = [...handbook.pages.values()].some((page) => isKind(page, 'metrics'));
  const list: (IndexPage & { filled: boolean })[] = [
    ...unitFolders(handbook).map(({ folder, title }) => ({ title, path: `/${folder}/`, filled: true })),
    { title: 'Projects', path: '/projects/', filled: hasProjects(handbook) },
    { title: 'Readings', path: '/readings/', filled: handbook.sources.size > 0 },
    { title: 'Tools', path: '/tools/', filled: handbook.tools.size > 0 },
    { title: 'Glossary', path: '/glossary/', filled: handbook.terms.size > 0 },
    { title: 'Ledger', path: '/ledger/', filled: hasMetrics },
  ];
  return list.filter(({ filled }) => filled).map(({ title, path }) => ({ title, path }));
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
