import type { Page } from 'playwright-core';

/** What we use of Pagefind as it comes. */
interface PlainPagefind {
  search(query: string): Promise<{
    results: { data(): Promise<{ url: string; sub_results: { url: string }[] }> }[];
  }>;
}

/**
 * Asks Pagefind as it comes, with its own ranking, from a page that stands beside its index.
 * @returns addresses as its own interface shows them first: for each page its first section
 */
export function askPlain(page: Page, query: string): Promise<string[]> {
  return page.evaluate(async (text) => {
    const address = '/pagefind/pagefind.js';
    const pagefind: PlainPagefind = await import(address);
    const { results } = await pagefind.search(text);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return data.map(({ url, sub_results: [first] }) => (first?.url ?? url).replace('#_top', ''));
  }, query);
}
