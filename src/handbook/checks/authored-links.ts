import type { AuthoredLink, Entry, KeyPath } from '../entries.ts';
import { isReference, isTarget, resolve, schemes } from '../links.ts';
import { nearest, type Problem } from '../problem.ts';
import { atKey, atLine, type Check, type CheckedPage, type Context } from './context.ts';
import { anchorsOf } from './anchors.ts';

type Report = (message: string, cure?: string) => Problem;

/** Links that authors wrote, in bodies and in inline Markdown of frontmatter and data files. */
export const checkAuthoredLinks: Check = (context) => [
  ...context.pages.flatMap((page) => [
    ...page.inlineLinks.flatMap((link) => checkLink(context, page, link, reporter(page, link.path))),
    ...page.body.links.flatMap((link) => checkLink(context, page, link, (...said) => atLine(page, link.line, ...said))),
  ]),
  ...[...context.entries.terms, ...context.entries.sources, ...context.entries.tools, ...context.entries.notes].flatMap(
    (entry) => entry.inlineLinks.flatMap((link) => checkLink(context, undefined, link, reporter(entry, link.path))),
  ),
];

function reporter(entry: Pick<Entry<unknown>, 'file' | 'locate'>, path: KeyPath): Report {
  return (...said) => atKey(entry, path, ...said);
}

function checkLink(
  context: Context,
  page: CheckedPage | undefined,
  link: Pick<AuthoredLink, 'href' | 'text'>,
  report: Report,
): Problem[] {
  const { href, text } = link;
  if (href.startsWith('#')) return ownAnchor(page, href, text, report);
  if (text.trim() === '')
    return [report(`the link to "${href}" has no text`, 'write what a reader would click on between the brackets')];
  if (isReference(href)) return reference(context, page, href, report);
  return outside(context, href, report);
}

function ownAnchor(page: CheckedPage | undefined, href: string, text: string, report: Report): Problem[] {
  const id = href.slice(1);
  if (!page)
    return [
      report(`"${href}" leads to a place on the same page, and this text has no page`, 'name the page: `module:…#…`'),
    ];
  const anchors = anchorsOf(page).difference(new Set(page.body.former));
  if (!anchors.has(id))
    return [
      report(
        `this page has nothing with the id "${id}"`,
        did(nearest(id, anchors), '#') ?? `give a heading or a component the id, or mend the link`,
      ),
    ];
  if (text.trim() === '' && !/^(fig|table)-/.test(id)) {
    return [
      report(`the link to "${href}" has no text`, 'only links to figures and tables get their text by themselves'),
    ];
  }
  return [];
}

function reference(context: Context, page: CheckedPage | undefined, href: string, report: Report): Problem[] {
  const { handbook, pages } = context;
  const target = resolve(handbook, href);
  const [, scheme = '', id = '', anchor] = /^([a-z]+):([^#]*)(?:#(.*))?$/.exec(href) ?? [];
  if (!isTarget(target)) {
    const isData = ['term', 'source', 'tool'].includes(scheme);
    if (context.entries.unread?.has(`${isData ? scheme : 'page'}:${id}`)) return [];
    return [
      report(
        target.message,
        did(target.suggestion) ?? (isData ? `write src/content/${scheme}s/${id}.yaml` : undefined),
      ),
    ];
  }
  if (anchor !== undefined) {
    const other = pages.find((candidate) => candidate.id === id);
    if (!other || ['project', 'term', 'source', 'tool'].includes(scheme)) {
      return [report(`"${href}" has an anchor, and a ${scheme} has none`, `write "${scheme}:${id}"`)];
    }
    const anchors = anchorsOf(other);
    if (!anchors.has(anchor))
      return [
        report(`the page ${id} has nothing with the id "${anchor}"`, did(nearest(anchor, anchors), `${scheme}:${id}#`)),
      ];
  }
  if (scheme === 'source' && page && !cited(page).includes(id)) {
    return [
      report(
        `the source "${id}" is cited here but is not among the page's sources`,
        `add "- source: ${id}" to \`sources\` in ${page.file}`,
      ),
    ];
  }
  return [];
}

function outside({ handbook }: Context, href: string, report: Report): Problem[] {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return [
      report(
        `"${href}" is a path, which breaks when the site or the page moves`,
        'name the page by its id: `module:…`, `week:…`, `page:…`',
      ),
    ];
  }
  if (scheme === 'http')
    return [
      report(`"${href}" is not encrypted`, 'write https://, or put the address in backticks if it is an example'),
    ];
  if (scheme !== 'https') {
    const near = nearest(scheme, schemes);
    return [
      report(
        `"${scheme}:" is no kind of link; allowed are https: and ${schemes.map((name) => `${name}:`).join(' ')}`,
        near && `did you mean "${near}:"?`,
      ),
    ];
  }
  if (!URL.canParse(href)) return [report(`"${href}" is not an address`)];
  const known =
    [...handbook.sources.values()].find(({ data }) => data.url === href)?.id.replace(/^/, 'source:') ??
    [...handbook.tools.values()].find(({ data }) => data.url === href)?.id.replace(/^/, 'tool:');
  return known === undefined
    ? []
    : [report(`"${href}" stands in the bibliography or among the tools`, `write "${known}"`)];
}

/** Ids of the sources that a page lists. */
function cited(page: CheckedPage): string[] {
  return 'sources' in page.data ? page.data.sources.map(({ source }) => source) : [];
}

function did(suggestion: string | undefined, prefix = ''): string | undefined {
  return suggestion && `did you mean "${prefix}${suggestion}"?`;
}
