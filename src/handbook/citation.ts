import type { SourceData } from '../schema/source.ts';

/** Names of authors as a bibliography prints them: one, two with “and”, more than three cut to the first. */
export function formatAuthors(authors: readonly string[]): string {
  const [first = '', second = '', third = ''] = authors;
  if (authors.length === 1) return first;
  if (authors.length === 2) return `${first} and ${second}`;
  if (authors.length === 3) return `${first}, ${second} and ${third}`;
  return `${first} et al.`;
}

/** Where a source was published, in the order a bibliography prints it: container, edition, publisher. */
export function formatPublication({ edition, publisher }: SourceData): string {
  return [edition, publisher].filter((part) => part !== undefined).join(', ');
}

/** The kinds of sources in the order of the bibliography, with the heading of each. */
export const sourceTypes: readonly { type: SourceData['type']; title: string }[] = [
  { type: 'book', title: 'Books' },
  { type: 'chapter', title: 'Chapters' },
  { type: 'paper', title: 'Papers' },
  { type: 'article', title: 'Articles' },
  { type: 'report', title: 'Reports' },
  { type: 'standard', title: 'Standards' },
  { type: 'docs', title: 'Documentation' },
  { type: 'talk', title: 'Talks' },
  { type: 'post', title: 'Posts' },
];
