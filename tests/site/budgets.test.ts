import { describe, expect, inject, it } from 'vitest';
import { brotli, firstLoad, kib } from '../../src/build/page-weight.ts';
import { pageAt, pagesOf } from './pages.ts';

const { root } = inject('builds');

/** The longest week, the longest module, the longest of any other kind of unit: what a reader waits for. */
const units = pagesOf(root).filter(({ path }) => /^\/(?!authors|tracks|cohort)[^/]+\/[^/]+\/$/.test(path));
const folders = [...new Set(units.map(({ path }) => path.split('/')[1]))];
const longest = folders.flatMap((folder) =>
  units
    .filter(({ path }) => path.startsWith(`/${folder}/`))
    .sort((a, b) => b.html.length - a.html.length)
    .slice(0, 1),
);

// A module has some twenty things to tick and a session that links to its exercises.
// A week’s page names hundreds of other places, colours a lot of code and has a hundred things to tick and score.
describe.for(longest.map(({ path }) => [path, path.startsWith('/modules/') ? 6.25 : 9] as const))(
  'the first load of %s',
  ([path, markup]) => {
    const load = firstLoad(root.folder, root.base, path);

    it('asks for at most 8 files besides fonts', () => {
      expect(load.files.filter(({ type }) => type !== 'font').map(({ path }) => path).length).toBeLessThanOrEqual(8);
    });

    it('brings at most 16 KiB of styles in at most 2 files', () => {
      const styles = load.files.filter(({ type }) => type === 'style');
      expect(styles.length).toBeLessThanOrEqual(2);
      expect(load.bytes.style).toBeLessThanOrEqual(kib(16));
    });

    it('brings at most 12 KiB of script', () => {
      expect(load.bytes.script).toBeLessThanOrEqual(kib(12));
    });

    it(`is in HTML little more than its text and figures: ${markup} KiB at most`, () => {
      const { html, document } = pageAt(root, path);
      const main = document.querySelector('main');
      const figures = main?.querySelectorAll('svg, pre').map(String).join('') ?? '';
      main?.querySelectorAll('pre').forEach((code) => code.remove());
      const text = (main?.textContent ?? '') + figures;
      expect(brotli(html) - brotli(text)).toBeLessThanOrEqual(kib(markup));
    });

    it('brings fonts of at most 120 KiB', () => {
      expect(load.bytes.font).toBeLessThanOrEqual(kib(120));
    });
  },
);

it('what every page repeats does not grow with the number of pages: it names few of them', () => {
  const pages = pagesOf(root);
  for (const { path, document } of pages) {
    document.querySelector('main')?.remove();
    const links = new Set(document.querySelectorAll('a[href]').map((link) => link.getAttribute('href')));
    expect(links.size, path).toBeLessThanOrEqual(80);
  }
  const chrome = pages.map(({ document }) => brotli(document.toString()));
  expect(Math.max(...chrome)).toBeLessThanOrEqual(kib(6));
});
