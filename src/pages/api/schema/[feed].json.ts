import type { APIRoute } from 'astro';
import { feedNames, feedSchema } from '../../../handbook/feeds.ts';
import { publishedAt } from '../../../handbook/published.ts';

export const getStaticPaths = () => feedNames.map((name) => ({ params: { feed: name }, props: { name } }));

export const GET: APIRoute<{ name: (typeof feedNames)[number] }> = ({ props, site }) =>
  Response.json(feedSchema(props.name, publishedAt(site, import.meta.env.BASE_URL)));
