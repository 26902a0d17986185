import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../src/disk/read-content.ts';
import { brokenLinks } from '../site/check-links.ts';
import { buildSite, type SiteBuild } from '../site/site-build.ts';
import { copyTree } from '../site/tree-copy.ts';

/** Units of this edition, taken from its content so that the test holds in a fork with another programme. */
const pages = readContent('.').entries?.pages ?? [];
const idsOf = (kind: string) =>
  pages.filter(({ data }) => data.kind === kind).map(({ route }) => route.replace(/^.*\//, ''));
const half = <T>(list: T[]): T[] => list.slice(0, Math.ceil(list.length / 2));
const units = [...half(idsOf('week').sort()), ...half(idsOf('unit').sort()), ...idsOf('module').sort().slice(0, 3)];
const target = pages.find(({ route }) => route.endsWith(`/${units.at(-1)}`));
/** Units of an outline have no sections of their own: one is written into the copy. */
const section = 'a-section-upstream';

let tree = '';
let folder = '';
let site: SiteBuild;
const write = (file: string, text: string) => {
  mkdirSync(join(tree, file, '..'), { recursive: true });
  writeFileSync(join(tree, file), text);
};
const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], { cwd: tree, encoding: 'utf8' });
const page = (path: string) => parse(readFileSync(join(site.folder, path, 'index.html'), 'utf8'));

beforeAll(async () => {
  tree = copyTree('cohort');
  folder = mkdtempSync(join(tmpdir(), 'handbook-cohort-site-'));
  run('cohort-init', '--name', 'Rhine Group', '--start', '2027-01-11', '--zone', 'Europe/Berlin');
  appendFileSync(
    join(tree, 'src/cohort/settings.yaml'),
    [
      'breaks: [{ from: 2027-01-18, to: 2027-01-24, name: Reading week }]',
      "sessions: [{ name: Seminar, day: tuesday, time: '18:30', minutes: 90 }, { name: Office hour, day: friday, time: '12:00', minutes: 30 }]",
      `units: [${units.join(', ')}]`,
      'colours: { accent: { light: "#7a1f3d", dark: "#f0a0b8" } }',
      '',
    ].join('\n'),
  );
  appendFileSync(join(tree, target?.file ?? ''), '\n## A section upstream\n\nIts text.\n');
  run('cohort-override', `${target?.route}#${section}`, '--place', 'before');
  const [file] = [`src/cohort/overrides/${target?.route.replaceAll('/', '-')}--${section}--before.mdx`];
  appendFileSync(join(tree, file), '## Our own section\n\nWritten by the group.\n');
  write('src/cohort/pages/house-rules.mdx', '---\ntitle: House rules\ndescription: Ours.\nkind: page\n---\nBe kind.\n');
  write(
    'src/cohort/announcements.yaml',
    "- { from: 2027-01-01, to: 2027-01-31, text: 'Bring [the rules](page:house-rules).' }\n",
  );
  site = await buildSite({ tree, folder: join(folder, 'site'), url: 'https://group.example/handbook/' });
});
afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe('a cohort with dates, half of the units and changes of its own', () => {
  it('has a calendar with each unit, around the break', () => {
    const rows = page('calendar').querySelectorAll('[data-unit]');
    expect(rows.map((row) => row.getAttribute('data-unit'))).toEqual(units);
    const days = rows.map((row) =>
      row
        .querySelectorAll('time')
        .slice(0, 2)
        .map((time) => time.getAttribute('datetime')),
    );
    expect(days.slice(0, 2)).toEqual([
      ['2027-01-11', '2027-01-17'],
      ['2027-01-25', '2027-01-31'],
    ]);
  });

  it('has a calendar file that another library reads', () => {
    const text = readFileSync(join(site.folder, 'calendar.ics'), 'utf8');
    const events = new ICAL.Component(ICAL.parse(text) as unknown as string).getAllSubcomponents('vevent');
    expect(events).toHaveLength(units.length * 3);
    expect(new ICAL.Event(events[0] as ICAL.Component).startDate.toString()).toBe('2027-01-11');
  });

  it('says on each page when it is its turn', () => {
    expect(page(target?.route ?? '').querySelector('.facts time')?.text).toMatch(/ 2027$/);
  });

  it('has built, listed and indexed nothing that it left out, and no dead link', () => {
    const leftOut = pages.filter(
      ({ route, data }) =>
        ['week', 'module', 'unit'].includes(data.kind) && !units.includes(route.replace(/^.*\//, '')),
    );
    expect(leftOut.length).toBeGreaterThan(0);
    expect(leftOut.filter(({ route }) => existsSync(join(site.folder, route)))).toEqual([]);
    const names = readFileSync(join(site.folder, 'pagefind/names.json'), 'utf8');
    expect(leftOut.filter(({ route }) => names.includes(`/${route}/`))).toEqual([]);
    expect(brokenLinks(site)).toEqual([]);
    expect(readFileSync(join(site.folder, 'index.html'), 'utf8')).not.toContain('#left-out');
  });

  it('shows its own section, page, announcement and colours', () => {
    const changed = page(target?.route ?? '');
    expect(changed.querySelector('#our-own-section')?.text).toBe('Our own section');
    expect(changed.querySelector(`#${section}`)).not.toBeNull();
    expect(page('house-rules').querySelector('h1')?.text).toBe('House rules');
    const home = page('');
    expect(home.querySelector('.announcements a')?.getAttribute('href')).toBe('/handbook/house-rules/');
    expect(home.querySelectorAll('.this-unit [data-unit]')).toHaveLength(units.length);
    expect(readFileSync(join(site.folder, 'cohort/theme.css'), 'utf8')).toContain(
      '--accent: light-dark(#7a1f3d, #f0a0b8)',
    );
  });
});
