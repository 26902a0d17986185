import type { Page } from 'playwright-core';

/** What we use of Pagefind as it comes. */
interface PlainPagefind {
  search(query: string): Promise<{
    results: { data(): Promise<{ url: string; sub_results: { url: string; locations: number[] }[] }> }[];
  }>;
}

/**
 * Asks Pagefind as it comes, with its own ranking, from a page that stands beside its index.
 * @returns addresses as its own interface shows them first: for each page the first of the three sections
 *   with most hits
 */
export function askPlain(page: Page, query: string): Promise<string[]> {
  return page.evaluate(async (text) => {
    const address = '/pagefind/pagefind.js';
    const pagefind: PlainPagefind = await import(address);
    const { results } = await pagefind.search(text);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return data.map(({ url, sub_results }) => {
      const parts = sub_results.filter((part) => /#(?!_top)/.test(part.url));
      const most = [...parts].sort((a, b) => b.locations.length - a.locations.length).slice(0, 3);
      return parts.find((part) => most.includes(part))?.url ?? url;
    });
  }, query);
}
