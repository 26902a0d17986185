import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hottest, type Profile } from '../../src/content/artefacts/week-14/hot.mjs';
import { byChance } from '../../src/content/artefacts/week-14/noise.ts';
import { merge, ofHistogram, percentile } from '../../src/content/artefacts/week-14/percentile.ts';
import { closed, open } from '../../src/content/artefacts/week-14/stall.ts';
import { fit, peak, throughput } from '../../src/content/artefacts/week-14/usl.ts';

const page = readFileSync(new URL('../../src/content/docs/weeks/week-14.mdx', import.meta.url), 'utf8');
const folder = fileURLToPath(new URL('../../src/content/artefacts/week-14/', import.meta.url));
const real = { gamma: 1, sigma: 0.05, kappa: 0.001 };

describe('week 14', () => {
  it('measures one stall with both models as the page says', () => {
    const run = { seconds: 100, perSecond: 100, serviceMs: 1, stallAt: 50_000 };
    const [all, few] = [open(run), closed(run)];
    expect([all.length, few.length]).toEqual([10_000, 9_901]);
    expect(all.filter((ms) => ms > 1)).toHaveLength(100);
    expect(few.filter((ms) => ms > 1)).toEqual([1_000]);
    expect([0.99, 0.995, 0.999].map((share) => percentile(all, share))).toEqual([1, 500, 900]);
    expect(percentile(few, 0.999)).toBe(1);
  });

  it('computes and fits the scalability law of the page', () => {
    const row = [1, 4, 8, 16, 24, 31, 48, 64].map((n) => throughput(real, n).toFixed(2));
    expect(row).toEqual(['1.00', '3.44', '5.69', '8.04', '8.88', '9.04', '8.56', '7.82']);
    expect(peak(real)).toBeCloseTo(30.8, 1);
    expect(Math.round((1 - throughput(real, 64) / throughput(real, 31)) * 100)).toBe(13);
    expect(throughput({ ...real, kappa: 0 }, 64).toFixed(1)).toBe('15.4');
    const fitted = fit([1, 4, 8, 16, 24, 48].map((n) => [n, throughput(real, n)] as const));
    expect(fitted.sigma).toBeCloseTo(0.05, 10);
    expect(fitted.kappa).toBeCloseTo(0.001, 10);
    const other = { gamma: 1, sigma: 0.02, kappa: 0.0005 };
    expect(peak(other).toFixed(1)).toBe('44.3');
    expect([30, 44].map((n) => throughput(other, n).toFixed(1))).toEqual(['14.9', '15.7']);
  });

  it('tells how often noise would look as good', () => {
    expect(byChance([421, 418, 433], [262, 255, 259])).toBe(1 / 20);
    expect(byChance([5, 6, 7, 8], [1, 2, 3, 4])).toBe(1 / 70);
    expect(byChance([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBe(1 / 252);
    expect(byChance([150, 142, 171], [139, 148, 135])).toBeCloseTo(0.1, 10);
    expect(byChance([1, 2, 3], [1, 2, 3])).toBeGreaterThan(0.5);
  });

  it('merges histograms before it reads a percentile', () => {
    const quiet = new Map([[50, 900]]);
    const bad = new Map([[2_000, 100]]);
    expect(ofHistogram(merge(quiet, bad), 0.99)).toBe(2_000);
    expect((9 * 50 + 2_000) / 10).toBe(245);
    expect((90 + 500) / 10_000).toBe(0.059);
  });

  it('finds the hot function in a profile of Node', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'week-14-'));
    try {
      const program = `function burn(n){let x=0;for(let i=0;i<n;i++)x+=Math.sqrt(i);return x}
        const end=Date.now()+300;while(Date.now()<end)burn(2e5);`;
      writeFileSync(join(scratch, 'hot.mjs'), program);
      execFileSync(process.execPath, ['--cpu-prof', `--cpu-prof-dir=${scratch}`, join(scratch, 'hot.mjs')]);
      const file = readdirSync(scratch).find((name) => name.endsWith('.cpuprofile')) ?? '';
      const profile = JSON.parse(readFileSync(join(scratch, file), 'utf8')) as Profile;
      expect(hottest(profile)[0]?.name).toMatch(/^burn hot\.mjs:1$/);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });

  it('takes the tour of the host', () => {
    expect(execFileSync('sh', [join(folder, 'tour.sh')], { encoding: 'utf8' })).toMatch(/MemAvailable: +\d+ kB/);
  });

  it('keeps to the sums of the page', () => {
    expect([6 * 3 * 40, (2 + 6) * 40]).toEqual([720, 320]);
    expect(10 * 1.46 * (1 + 2)).toBeLessThan(100);
    expect(10 * 1.46 * (1 + 2 + 4)).toBeGreaterThan(100);
    expect((64 * 100 * 2) / 1_000).toBe(12.8);
    expect(Math.round((500 / 599) * 100)).toBe(83);
    expect(Math.ceil(900 / (0.6 * 600)) + 1).toBe(4);
    expect(300 * 0.15).toBe(45);
    expect([10 / (1 - 0.5), 10 / (1 - 0.9)].map(Math.round)).toEqual([20, 100]);
    for (const figure of ['9,901', '12.8 GB', '720 ms', '320 ms']) expect(page).toContain(figure);
  });
});
