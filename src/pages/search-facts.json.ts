import type { APIRoute } from 'astro';
import { searchFacts } from '../handbook/search/facts.ts';
import { load } from '../load.ts';

/** What `src/build/search-index.ts` asks of the handbook; it takes the file away when it has read it. */
export const GET: APIRoute = () => Response.json(searchFacts(load().handbook));
