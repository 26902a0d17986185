import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCohort } from '../../../src/disk/read-cohort.ts';
import { brokenLinks } from '../../site/check-links.ts';
import { buildSite, type SiteBuild } from '../../site/site-build.ts';
import { copyTree } from '../../site/tree-copy.ts';

/** A name that HTML, attributes, YAML and JSON each have their own trouble with. */
const name = `R&D "Platform" cohort ’27 &lt;b&gt;`;
const settings = `
name: ${JSON.stringify(name)}
description: 'A fork''s own sentence & nothing else.'
language: en
links:
  - { label: Chat, url: 'https://chat.fork.example/' }
edit: https://git.fork.example/edit/main
attribution:
  text: Fork and friends
  url: https://people.fork.example/
`;
const upstream = readCohort();
let tree: string;
let folder: string;
let fork: SiteBuild;

beforeAll(async () => {
  tree = copyTree('fork');
  folder = mkdtempSync(join(tmpdir(), 'handbook-fork-site-'));
  writeFileSync(join(tree, 'src/cohort/settings.yaml'), settings);
  writeFileSync(join(tree, 'src/content/redirects.yaml'), '/old/alerts/: /modules/alerting-quality/\n');
  fork = await buildSite({ tree, folder: join(folder, 'site'), url: 'https://fork.example/cohort-27/' });
});
afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const read = (file: string) => readFileSync(join(fork.folder, file), 'utf8');

describe('a fork that has changed src/cohort alone', () => {
  it('carries nothing of whom it was forked from', () => {
    const identity = [
      upstream.name,
      upstream.attribution.text,
      upstream.attribution.url,
      upstream.edit,
      upstream.description.trim(),
    ];
    const traces = globSync('**/*', { cwd: fork.folder })
      .filter((file) => statSync(join(fork.folder, file)).isFile())
      .flatMap((file) =>
        identity.filter((text) => text !== undefined && read(file).includes(text)).map((text) => `${file}: ${text}`),
      );
    expect(traces).toEqual([]);
  });

  it('has its own name in the title, the bar, the feeds and the Markdown, as it was written', () => {
    const home = parse(read('index.html'));
    expect(home.querySelector('title')?.text).toContain(name);
    expect(home.querySelector('meta[property="og:site_name"]')?.getAttribute('content')).toBe(name);
    expect(home.querySelector('header a')?.text).toBe(name);
    expect((JSON.parse(read('api/index.json')) as { name: string }).name).toBe(name);
    expect(read('llms.txt')).toContain(`# ${name}`);
    expect(read('modules/alerting-quality.md')).toContain('attribution: Fork and friends');
    expect(read('index.html')).not.toContain('<b>;');
  });

  it('has its own links', () => {
    const links = parse(read('modules/alerting-quality/index.html'))
      .querySelectorAll('a')
      .map((link) => link.getAttribute('href'));
    expect(links).toContain('https://chat.fork.example/');
    expect(links).toContain('https://git.fork.example/edit/main/src/content/docs/modules/alerting-quality.mdx');
    expect(links).toContain('https://people.fork.example/');
  });

  it('leads nowhere by no link', () => {
    expect(brokenLinks(fork)).toEqual([]);
  });

  it('leads on from an old address, with a link for those whom the browser does not', () => {
    // By default what stands in <noscript> is text to this parser.
    const page = parse(read('old/alerts/index.html'), { blockTextElements: { script: true } });
    const address = '/cohort-27/modules/alerting-quality/';
    expect(page.querySelector('meta[http-equiv="refresh"]')?.getAttribute('content')).toBe(`0; url=${address}`);
    expect(page.querySelector('a')?.getAttribute('href')).toBe(address);
    expect(page.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(`https://fork.example${address}`);
    expect(page.querySelector('meta[http-equiv="content-security-policy"]')).not.toBeNull();
    expect(read('sitemap-0.xml')).not.toContain('/old/alerts/');
  });
});
