import type { Handbook, Page } from './handbook.ts';
import { nearest } from './problem.ts';

/** Schemes of authored links and the part of the handbook that each names. */
export const schemes = ['module', 'week', 'project', 'track', 'block', 'page', 'term', 'source', 'tool'] as const;
export type Scheme = (typeof schemes)[number];

const pageSchemes: ReadonlySet<Scheme> = new Set(['module', 'week', 'project', 'track', 'block', 'page'] as const);

/** What a link of the content graph leads to. */
export interface Target {
  scheme: Scheme;
  id: string;
  /** Key of the target in `Handbook.backlinks`. */
  key: string;
  /** Address from the root of the handbook, with its anchor, such as `/glossary/#burn-rate`. */
  path: string;
  title: string;
  /** Whether the cohort leaves it out: nothing of this site stands at its path. */
  leftOut: boolean;
}

/** Why a link cannot be resolved, and the nearest valid spelling. */
export interface Dangling {
  message: string;
  suggestion: string | undefined;
}

/** Whether an authored address belongs to the content graph. */
export function isReference(href: string): boolean {
  return schemes.some((scheme) => href.startsWith(`${scheme}:`));
}

/**
 * Resolves an authored link such as `module:idempotency#keys` or `term:burn-rate`.
 * Anchors of pages are passed through: the built site is checked for them.
 */
export function resolve(handbook: Handbook, href: string): Target | Dangling {
  const [, scheme, id, anchor] = /^([a-z]+):([^#]*)(#.*)?$/.exec(href) ?? [];
  if (!isScheme(scheme) || id === undefined) {
    return {
      message: `"${href}" is not a link of the handbook; allowed are ${schemes.map((s) => `${s}:`).join(', ')}`,
      suggestion: undefined,
    };
  }
  const target = targetOf(handbook, scheme, id, anchor ?? '');
  if (target) return target;
  const near = nearest(id, candidates(handbook, scheme));
  const misnamed = pageSchemes.has(scheme) && handbook.pages.get(id)?.data.kind;
  const suggestion = near ? `${scheme}:${near}` : misnamed && `${isScheme(misnamed) ? misnamed : 'page'}:${id}`;
  return {
    message: misnamed ? `"${id}" is no ${scheme} but a page of kind ${misnamed}` : `there is no ${scheme} "${id}"`,
    suggestion: suggestion ? `${suggestion}${anchor ?? ''}` : undefined,
  };
}

/** What stands under an id, in this handbook or in what the cohort leaves out. */
function targetOf(handbook: Handbook, scheme: Scheme, id: string, anchor: string): Target | undefined {
  const found = lookUp(handbook, scheme, id);
  const leftOut = found === undefined && handbook.leftOut.size > 0;
  const target = leftOut ? lookUp({ ...handbook, pages: handbook.leftOut }, scheme, id) : found;
  if (!target) return undefined;
  // A section that the cohort has taken away: its page is still there.
  const isGone = handbook.pages.get(id)?.body.former?.includes(anchor.slice(1)) === true;
  return { scheme, id, key: target.key, path: target.path + (isGone ? '' : anchor), title: target.title, leftOut };
}

/** Address of links to what the cohort leaves out, until the last pass over the pages makes them plain text. */
export const leftOutMark = '#left-out';

/** Whether a link was resolved. */
export function isTarget(result: Target | Dangling): result is Target {
  return 'path' in result;
}

/** Puts the base path in front of an address of the handbook: `/a/` under `/cohort/` is `/cohort/a/`. */
export function withBase(path: string, base: string): string {
  return base.replace(/\/$/, '') + (path.startsWith('/') ? path : `/${path}`);
}

function isScheme(text: string | undefined): text is Scheme {
  return schemes.some((scheme) => scheme === text);
}

function lookUp(handbook: Handbook, scheme: Scheme, id: string): Pick<Target, 'key' | 'path' | 'title'> | undefined {
  switch (scheme) {
    case 'term': {
      const entry = handbook.terms.get(id);
      return entry && { key: `term:${id}`, path: `/glossary/#${id}`, title: entry.data.term };
    }
    case 'source': {
      const entry = handbook.sources.get(id);
      return entry && { key: `source:${id}`, path: `/readings/#${id}`, title: entry.data.title };
    }
    case 'tool': {
      const entry = handbook.tools.get(id);
      return entry && { key: `tool:${id}`, path: `/tools/#${id}`, title: entry.data.name };
    }
    case 'project': {
      const page = handbook.pages.get(id);
      return page?.data.kind === 'week'
        ? { key: `page:${id}`, path: `/projects/#${id}`, title: page.data.outline.project.title }
        : undefined;
    }
    default: {
      const page = handbook.pages.get(id);
      return page && fits(page, scheme) ? { key: `page:${id}`, path: page.path, title: page.title } : undefined;
    }
  }
}

function fits(page: Page, scheme: Scheme): boolean {
  return scheme === 'page' || page.data.kind === scheme;
}

function candidates(handbook: Handbook, scheme: Scheme): Iterable<string> {
  switch (scheme) {
    case 'term':
      return handbook.terms.keys();
    case 'source':
      return handbook.sources.keys();
    case 'tool':
      return handbook.tools.keys();
    case 'project':
      return handbook.weeks.map(({ id }) => id);
    default:
      return [...handbook.pages.values()].filter((page) => fits(page, scheme)).map(({ id }) => id);
  }
}
