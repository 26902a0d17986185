import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { isTarget, resolve, withBase } from './handbook/links.ts';
import { sectionsOf, type Section } from './handbook/sections.ts';
import { pageId } from './handbook/page-id.ts';
import { handbook } from './load.ts';

/** Puts the handbook, the current page and its links on `Astro.locals`, where every component reads them. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  locals.handbook = handbook;
  locals.page = handbook.pages.get(pageId(locals.starlightRoute.id));
  locals.href = (reference) => {
    const base = import.meta.env.BASE_URL;
    if (reference.startsWith('/')) return withBase(reference, base);
    const target = resolve(handbook, reference);
    if (!isTarget(target))
      throw new Error(`${target.message}${target.suggestion ? `; did you mean "${target.suggestion}"?` : ''}`);
    return withBase(target.path, base);
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

/** An entry of the table of contents for a section that the shell puts around the body. */
function toItem({ id, title }: Section) {
  return { depth: 2, slug: id, text: title, children: [] };
}
