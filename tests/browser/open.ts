import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];

/** Starts the browser of the tests. @param more further flags of Chromium */
export function launch(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: inject('browser'), headless: true, args: [...flags, ...more] });
}

/** A page, and everything that went wrong in it so far. */
export interface WatchedPage {
  page: Page;
  /** Errors of scripts, messages of the console, requests that failed, went elsewhere or met a policy. */
  complaints: string[];
  close: () => Promise<void>;
}

/**
 * Opens a page of the site in a fresh context and listens for complaints.
 * @param path from the base path of the site, without a leading slash
 * @param script runs in the page before anything else
 */
export async function open(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
  script?: () => void,
): Promise<WatchedPage> {
  // What a service worker asks for passes by the tests' own routes; the tests of the worker open their pages themselves.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    ...options,
  });
  if (script) await context.addInitScript(script);
  const page = await context.newPage();
  const complaints: string[] = [];
  const url = new URL(path, inject('siteUrl'));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const missing = message.location().url === url.href && /status of 404/.test(message.text());
    const blocked = message.text() === 'Service Worker registration blocked by Playwright';
    if (['error', 'warning'].includes(message.type()) && !missing && !blocked)
      complaints.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // Whoever goes on before everything has come lets go of the rest.
    const abandoned = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!abandoned) complaints.push(`request failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== url.origin)
      complaints.push(`elsewhere: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url() !== url.href)
      complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url.href, { waitUntil: 'load' });
  return { page, complaints, close: () => context.close() };
}
