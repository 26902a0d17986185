import type { Browser } from 'playwright-core';

/** What a first search costs on a slow phone. Times in milliseconds, weights in KiB as sent. */
export interface ColdSearch {
  query: string;
  first: number;
  firstKiB: number;
  firstRequests: number;
  done: number;
  doneKiB: number;
}

/**
 * Opens the dialog of a page on a slow phone with nothing of the search loaded, and asks.
 * @param url address of the finished site
 */
export async function measureCold(browser: Browser, url: string, queries: readonly string[]): Promise<ColdSearch[]> {
  const found: ColdSearch[] = [];
  for (const query of queries) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${url}weeks/week-01/`, { waitUntil: 'networkidle' });
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 562.5,
      downloadThroughput: 1_440_000 / 8,
      uploadThroughput: 675_000 / 8,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    let [bytes, requests] = [0, 0];
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    const start = performance.now();
    const kib = () => Math.round(bytes / 1024);
    await page.locator('[data-search-open]').click();
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.insertText(query);
    await page.locator('[data-result], [data-results][data-state=done]').first().waitFor({ state: 'attached' });
    const atFirst = { first: Math.round(performance.now() - start), firstKiB: kib(), firstRequests: requests };
    await page.locator('[data-results][data-state=done]').waitFor({ state: 'attached' });
    found.push({ query, ...atFirst, done: Math.round(performance.now() - start), doneKiB: kib() });
    await context.close();
  }
  return found;
}
