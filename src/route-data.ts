import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import type { Handbook } from './handbook/handbook.ts';
import type { Problem } from './handbook/problem.ts';
import { isTarget, leftOutMark, resolve, withBase } from './handbook/links.ts';
import { sectionsOf, type Section } from './handbook/sections.ts';
import { pageId } from './handbook/page-id.ts';
import { load } from './load.ts';

/** Puts the handbook, the current page and its links on `Astro.locals`, where every component reads them. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { handbook, problems } = load();
  locals.handbook = handbook;
  locals.page = handbook.pages.get(pageId(locals.starlightRoute.id));
  locals.problems = import.meta.env.DEV ? problemsOf(locals.starlightRoute.id, problems) : [];
  locals.href = (reference) => {
    const base = import.meta.env.BASE_URL;
    if (reference.startsWith('/')) return withBase(reference, base);
    const target = resolve(handbook, reference);
    if (!isTarget(target))
      throw new Error(`${target.message}${target.suggestion ? `; did you mean "${target.suggestion}"?` : ''}`);
    return target.leftOut ? leftOutAddress(handbook.cohort, target.path) : withBase(target.path, base);
  };
  if (locals.page?.id === 'home') {
    locals.starlightRoute.hasSidebar = false;
    locals.starlightRoute.toc = undefined;
  }
  const { toc } = locals.starlightRoute;
  if (toc && locals.page) {
    const { before, after } = sectionsOf(locals.page);
    const body = toc.items.filter(({ slug }) => slug !== '_top');
    toc.items = [...before.map(toItem), ...body, ...after.map(toItem)];
  }
});

/** What is wrong with the page at a route: an unreadable page has nothing but its file. */
function problemsOf(route: string, problems: readonly Problem[]): Problem[] {
  const files = ['', '/index'].flatMap((end) =>
    ['src/content/docs', 'src/cohort/pages'].map((folder) => `${folder}/${route}${end}.mdx`),
  );
  return problems.filter(({ file }) => files.includes(file));
}

/** Where a link to something that the cohort leaves out leads: upstream, or nowhere (the last pass makes it text). */
function leftOutAddress({ upstream, 'left-out': leftOut }: Handbook['cohort'], path: string): string {
  return leftOut === 'upstream' && upstream !== undefined ? upstream.replace(/\/$/, '') + path : leftOutMark;
}

/** An entry of the table of contents for a section that the shell puts around the body. */
function toItem({ id, title }: Section) {
  return { depth: 2, slug: id, text: title, children: [] };
}
