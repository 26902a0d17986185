import { feedSchemas } from '../schema/feed.ts';
import { feedNames } from './feeds.ts';
import type { Handbook, Page } from './handbook.ts';
import { indexesOf } from './indexes.ts';
import { tracksOf } from './tracks.ts';
import { type AddressOf, markdownPath } from './published.ts';

/** Pages that are made of the content of others. */
const derived = [
  { title: 'A–Z of topics', path: '/topics/' },
  { title: 'Edition notes', path: '/edition-notes/' },
  { title: 'Search', path: '/search/' },
  { title: 'Your progress', path: '/progress/' },
  { title: 'Review', path: '/review/' },
  { title: 'No network', path: '/offline/' },
];

/**
 * The text of `/llms.txt` (https://llmstxt.org): what the handbook is, and every page as Markdown, by section.
 */
export function llmsText(handbook: Handbook, address: AddressOf): string {
  const { name, description, attribution } = handbook.cohort;
  const listed = new Set([...handbook.weeks, ...handbook.units, ...handbook.modules].map(({ id }) => id));
  const ofUnits = tracksOf(handbook).filter(({ form }) => form === 'units');
  const rest = [...handbook.pages.values()]
    .filter(({ id }) => !listed.has(id))
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));
  const link = ({ title, description: says, path }: Pick<Page, 'title' | 'description' | 'path'>) =>
    `- [${title}](${address(markdownPath(path))})${says && `: ${says}`}`;
  return [
    `# ${name}`,
    `> ${description.replace(/\s+/g, ' ').trim()}`,
    `Every page is published as Markdown beside its HTML. Content: ${attribution.licence}, ${attribution.text}.`,
    section('Start here', rest.map(link)),
    ...handbook.phases.map(({ heading, weeks }) => section(heading, weeks.map(link))),
    ...ofUnits.flatMap(({ parts }) =>
      parts.map(({ title, pages }) =>
        section(
          title,
          pages.map(({ page }) => link(page)),
        ),
      ),
    ),
    ...handbook.blocks.map(({ page, modules }) => section(page.data.outline.title, modules.map(link))),
    section(
      'Indexes',
      [
        ...indexesOf(handbook),
        ...derived,
        ...(handbook.calendar ? [{ title: 'Calendar', path: '/calendar/' }] : []),
      ].map(({ title, path }) => link({ title, path, description: '' })),
    ),
    section(
      'Optional',
      feedNames.map(
        (feed) => `- [${feed}.json](${address(`/api/${feed}.json`)}): ${feedSchemas[feed].description ?? feed}`,
      ),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${heading}\n\n${lines.join('\n')}`;
}
