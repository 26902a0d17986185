// npm run bench [-- --times 10 --runs 5]: what a build costs, what a page weighs and how fast it is, here
// and with so many times the pages.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstLoad } from '../src/build/page-weight.ts';
import { type BuildCost, measureBuild } from '../tests/bench/measure-build.ts';
import { measureSpeed } from '../tests/bench/measure-speed.ts';
import { multiplyPages } from '../tests/bench/multiply-pages.ts';
import { copyTree } from '../tests/site/tree-copy.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '10' }, runs: { type: 'string', default: '5' } },
});
const paths = ['/', '/modules/alerting-quality/', '/weeks/week-09/'];
const copy = copyTree('bench');
const folder = mkdtempSync(join(tmpdir(), 'handbook-bench-'));
const rounded = ({ seconds, peakMiB, pages, outputMiB }: BuildCost) => ({
  pages,
  seconds: Number(seconds.toFixed(1)),
  peakMiB: Math.round(peakMiB),
  outputMiB: Number(outputMiB.toFixed(1)),
});

try {
  const site = join(folder, 'site');
  const cold = await measureBuild(copy, site);
  const warm = await measureBuild(copy, site);
  console.log('Build');
  console.table({ cold: rounded(cold), warm: rounded(warm) });

  console.log('First load, KiB compressed (fonts as they are)');
  const kib = (bytes: number) => Number((bytes / 1024).toFixed(1));
  console.table(
    Object.fromEntries(
      paths.map((path) => {
        const { files, bytes } = firstLoad(site, '/', path);
        const { html, style, script, image, font } = bytes;
        return [
          path,
          {
            requests: files.length,
            html: kib(html),
            style: kib(style),
            script: kib(script),
            image: kib(image),
            font: kib(font),
          },
        ];
      }),
    ),
  );

  console.log(`Lighthouse, slow phone, median of ${values.runs}`);
  console.table(await measureSpeed(site, paths, Number(values.runs)));

  const times = Number(values.times);
  if (times > 1) {
    multiplyPages(copy, times);
    const many = join(folder, 'many');
    console.log(`With ${times} times the pages`);
    console.table({ build: rounded(await measureBuild(copy, many)) });
    console.table(await measureSpeed(many, paths, Number(values.runs)));
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
