import type { Page } from 'playwright-core';

/** What the search of a page answered. */
export interface PageAnswer {
  /** Addresses of the results, below the base path, best first. */
  found: string[];
  /** Milliseconds from the key to the first result in the page, and to the end of the search. */
  first: number;
  done: number;
}

/**
 * Asks the search of a page that shows it, as if a query had just been typed.
 * @param base path with slashes at both ends that the site stands under
 */
export function askPage(page: Page, query: string, base: string): Promise<PageAnswer> {
  return page.evaluate(
    async ([text, prefix]) => {
      const results = document.querySelector<HTMLElement>('[data-results]');
      const input = document.querySelector<HTMLInputElement>('search-box input[name=q]');
      if (!results || !input) throw new Error('this page has no search');
      const state = () => results.dataset['state'] ?? '';
      let first = NaN;
      const start = performance.now();
      const finished = new Promise<void>((resolve) => {
        const look = () => {
          if (Number.isNaN(first) && state() !== 'loading' && results.querySelector('[data-result]')) {
            first = performance.now() - start;
          }
          if (state() !== 'done' && state() !== 'failed') return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(results, { attributes: true, childList: true, subtree: true });
      });
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await finished;
      const links = [...results.querySelectorAll<HTMLAnchorElement>('[data-result] > a')];
      const found = links.map((link) => `/${(link.getAttribute('href') ?? '').slice(prefix.length)}`);
      return { found, first, done: performance.now() - start };
    },
    [query, base] as const,
  );
}
