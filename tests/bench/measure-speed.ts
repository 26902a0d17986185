import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { serveStatic } from '../../src/build/static-server.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { freePort } from '../browser/free-port.ts';

/** How fast a page is on Lighthouse's slow phone: medians. */
export interface Speed {
  path: string;
  /** 0 to 100. */
  performance: number;
  /** Milliseconds. */
  largestPaint: number;
  blocking: number;
  layoutShift: number;
}

/** Median of some runs of Lighthouse over pages of a finished site at the root of a host. */
export async function measureSpeed(folder: string, paths: readonly string[], runs: number): Promise<Speed[]> {
  compress(folder);
  const site = await serveStatic({ folder, base: '/', port: 0 });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  });
  const speeds: Speed[] = [];
  for (const path of paths) {
    const results: Omit<Speed, 'path'>[] = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(new URL(path, site.url).href, {
        port,
        onlyCategories: ['performance'],
        logLevel: 'error',
      });
      const audit = (name: string) => result?.lhr.audits[name]?.numericValue ?? NaN;
      results.push({
        performance: (result?.lhr.categories['performance']?.score ?? NaN) * 100,
        largestPaint: audit('largest-contentful-paint'),
        blocking: audit('total-blocking-time'),
        layoutShift: audit('cumulative-layout-shift'),
      });
    }
    const middle = (key: keyof Omit<Speed, 'path'>) => median(results.map((result) => result[key]));
    speeds.push({
      path,
      performance: middle('performance'),
      largestPaint: middle('largestPaint'),
      blocking: middle('blocking'),
      layoutShift: middle('layoutShift'),
    });
  }
  await browser.close();
  await site.close();
  return speeds;
}

/** Lays a compressed file beside each text, as hosts send them. */
function compress(folder: string): void {
  for (const file of globSync('**/*.{html,css,js,svg}', { cwd: folder })) {
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(readFileSync(join(folder, file))));
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
