import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { pageId } from './handbook/build.ts';
import { isTarget, resolve, withBase } from './handbook/links.ts';
import { handbook } from './load.ts';

/** Puts the handbook, the current page and its links on `Astro.locals`, where every component reads them. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  locals.handbook = handbook;
  locals.page = handbook.pages.get(pageId(locals.starlightRoute.id));
  locals.href = (reference) => {
    const base = import.meta.env.BASE_URL;
    if (reference.startsWith('/')) return withBase(reference, base);
    const target = resolve(handbook, reference);
    if (!isTarget(target)) throw new Error(`${target.message}${target.suggestion ? `; did you mean "${target.suggestion}"?` : ''}`);
    return withBase(target.path, base);
  };
});
