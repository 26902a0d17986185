import type { APIRoute } from 'astro';
import { isTarget, resolve, withBase } from '../../handbook/links.ts';
import { cardsOf } from '../../handbook/progress/cards.ts';
import { load } from '../../load.ts';
import { inlineToTree } from '../../markdown/inline.ts';

/** The cards of the review. The build has checked their links, so each leads somewhere. */
export const GET: APIRoute = () => {
  const { handbook } = load();
  const address = (path: string) => withBase(path, import.meta.env.BASE_URL);
  const link = (reference: string) => {
    const target = resolve(handbook, reference);
    return address(isTarget(target) ? target.path : '/');
  };
  return Response.json(cardsOf(handbook, (markdown) => inlineToTree(markdown, link), address));
};
