import lighthouse from 'lighthouse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from './free-port.ts';
import { longest } from './kinds.ts';
import { launch } from './open.ts';

let browser: Browser;
let port: number;
beforeAll(async () => {
  port = await freePort();
  browser = await launch([`--remote-debugging-port=${port}`]);
});
afterAll(() => browser.close());

const categories = ['accessibility', 'best-practices', 'seo'] as const;

describe('Lighthouse gives full marks', () => {
  it.for(longest)('to /%s', async (path) => {
    const url = new URL(path, inject('siteUrl')).href;
    const result = await lighthouse(url, { port, onlyCategories: [...categories], logLevel: 'error' });
    const report = result?.lhr;
    expect(report?.runtimeError).toBeUndefined();
    for (const name of categories) {
      const category = report?.categories[name];
      const lost = category?.auditRefs
        .filter(({ id, weight }) => weight > 0 && (report?.audits[id]?.score ?? 1) < 1)
        .map(
          ({ id }) =>
            `${id}: ${report?.audits[id]?.title ?? ''} ${JSON.stringify(report?.audits[id]?.details ?? '').slice(0, 400)}`,
        );
      expect(lost, name).toEqual([]);
      expect(category?.score, name).toBe(1);
    }
  });
});
