import type { APIRoute } from 'astro';
import { feed, feedNames } from '../../handbook/feeds.ts';
import { publishedAt } from '../../handbook/published.ts';
import { load } from '../../load.ts';

export const getStaticPaths = () => feedNames.map((name) => ({ params: { feed: name }, props: { name } }));

export const GET: APIRoute<{ name: (typeof feedNames)[number] }> = ({ props, site }) =>
  Response.json(feed(load().handbook, props.name, publishedAt(site, import.meta.env.BASE_URL)));
