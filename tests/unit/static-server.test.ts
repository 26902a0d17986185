import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSite, serveStatic } from '../../src/build/static-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'handbook-serve-'));
mkdirSync(join(folder, 'site/weeks'), { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'site/index.html'), 'home');
writeFileSync(join(folder, 'site/404.html'), 'not here');
writeFileSync(join(folder, 'site/weeks/index.html'), 'weeks');
writeFileSync(join(folder, 'site/weeks.md'), '# weeks');

let site: RunningSite;
beforeAll(async () => {
  site = await serveStatic({ folder: join(folder, 'site'), base: '/cohort/', port: 0 });
});
afterAll(() => site.close());

/** Status, what comes back, and where a redirect leads. */
async function get(path: string): Promise<[status: number, body: string, location: string | null]> {
  const response = await fetch(new URL(path, site.url), { redirect: 'manual' });
  return [response.status, await response.text(), response.headers.get('location')];
}

describe('a finished site, served', () => {
  it('answers below its base path', async () => {
    expect(site.url).toMatch(/^http:\/\/localhost:\d+\/cohort\/$/);
    expect(await get('/cohort/')).toEqual([200, 'home', null]);
    expect(await get('/cohort/weeks/?a=b')).toEqual([200, 'weeks', null]);
    expect(await get('/cohort/weeks.md')).toEqual([200, '# weeks', null]);
  });

  it('leads to the base path and to the trailing slash', async () => {
    expect(await get('/')).toEqual([302, '', '/cohort/']);
    expect(await get('/cohort')).toEqual([302, '', '/cohort/']);
    expect(await get('/cohort/weeks')).toEqual([301, '', '/cohort/weeks/']);
  });

  it.for(['/cohort/nothing/', '/weeks/', '/cohort/..%2fsecret.txt', '/cohort/%2e%2e/secret.txt', '/cohort/%ff/'])(
    'says that %s is missing',
    async (path) => {
      expect(await get(path)).toEqual([404, 'not here', null]);
    },
  );

  it('refuses a folder without a site, and a port that is taken', async () => {
    await expect(serveStatic({ folder, base: '/', port: 0 })).rejects.toThrow(/holds no site: run "npm run build"/);
    const port = Number(new URL(site.url).port);
    await expect(serveStatic({ folder: join(folder, 'site'), base: '/', port })).rejects.toThrow(/EADDRINUSE/);
  });
});
