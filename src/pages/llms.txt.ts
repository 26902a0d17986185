import type { APIRoute } from 'astro';
import { publishedAt } from '../handbook/published.ts';
import { llmsText } from '../handbook/llms.ts';
import { load } from '../load.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(llmsText(load().handbook, publishedAt(site, import.meta.env.BASE_URL)));
