import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parse as parseHtml } from 'node-html-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import Head from '../../src/components/overrides/Head.astro';
import PageTitle from '../../src/components/overrides/PageTitle.astro';
import Rail from '../../src/components/shell/Rail.astro';
import Rubric from '../../src/components/page/Rubric.astro';
import Way from '../../src/components/page/Way.astro';
import { buildHandbook } from '../../src/handbook/build.ts';
import { entriesOf, sampleHandbook } from '../unit/sample-handbook.ts';

const handbook = buildHandbook(entriesOf(sampleHandbook()));
let container: AstroContainer;
beforeAll(async () => {
  container = await AstroContainer.create();
});

/** What the components read from `Astro.locals`, on one page of the sample. */
function localsOf(id: string | undefined, route: object = {}): App.Locals {
  const href = (reference: string) => reference.replace(/^\w+:/, '/').replace(/^\/*/, '/base/');
  const starlightRoute = { toc: undefined, head: [], entry: { data: { title: '', description: '' } }, ...route };
  return { handbook, page: id && handbook.pages.get(id), href, starlightRoute } as unknown as App.Locals;
}

describe('the head', () => {
  const hostile = '</title><img src=x onerror=alert(1)>';

  it('writes a title as text, whatever it holds', async () => {
    const head = [{ tag: 'title', attrs: {}, content: hostile }];
    const html = await container.renderToString(Head, { locals: localsOf(undefined, { head }) });
    expect(parseHtml(html).querySelector('img')).toBeNull();
    expect(parseHtml(html).querySelector('title')?.text).toBe(hostile);
  });

  it('leaves out the names of the generators', async () => {
    const head = [{ tag: 'meta', attrs: { name: 'generator', content: 'Starlight' }, content: '' }];
    expect(await container.renderToString(Head, { locals: localsOf(undefined, { head }) })).not.toContain('generator');
  });

  it('and the heading of a page write hostile words as text', async () => {
    const entry = { data: { title: hostile, description: hostile } };
    const html = await container.renderToString(PageTitle, { locals: localsOf(undefined, { entry }) });
    expect(parseHtml(html).querySelector('img')).toBeNull();
    expect(parseHtml(html).querySelector('h1')?.text).toBe(hostile);
  });
});

describe('the rail', () => {
  const railOn = async (id: string) =>
    parseHtml(await container.renderToString(Rail, { locals: localsOf(id) })).querySelectorAll('.rail-track');

  it('opens the current part of the current track, and nothing else', async () => {
    const [roadmap, staff] = await railOn('week-01');
    expect(roadmap?.querySelectorAll('.rail-part').length).toBe(1);
    expect(roadmap?.querySelectorAll('.rail-part li').map(({ text }) => text.trim())).toEqual([
      '1First week',
      '2Second week',
    ]);
    expect(staff?.querySelectorAll('li')).toEqual([]);
  });

  it('shows the parts of both tracks on pages outside them', async () => {
    const [roadmap, staff] = await railOn('home');
    expect(roadmap?.querySelectorAll('li').length).toBe(1);
    expect(staff?.querySelectorAll('li').length).toBe(1);
  });
});

describe('the way-finder', () => {
  it('draws a tick for each step and marks one, with its part around it', async () => {
    const html = await container.renderToString(Way, { props: { parts: [4, 4, 4], part: 1, position: 5 } });
    const ticks = parseHtml(html).querySelectorAll('rect');
    expect(ticks.map((tick) => tick.getAttribute('class') ?? '-')).toEqual([
      ...['-', '-', '-', '-'],
      ...['near', 'now', 'near', 'near'],
      ...['-', '-', '-', '-'],
    ]);
    expect(
      ticks.every(
        (tick, index) => index === 0 || Number(tick.getAttribute('x')) > Number(ticks[index - 1]?.getAttribute('x')),
      ),
    ).toBe(true);
  });
});

describe('the rubric', () => {
  const render = async (id: string) => {
    const props = { page: handbook.pages.get(id) };
    return parseHtml(await container.renderToString(Rubric, { props, locals: localsOf(id) }));
  };

  it('has a row for each criterion with its weight and four named levels', async () => {
    const [row] = (await render('week-01')).querySelectorAll('tbody tr');
    expect(row?.id).toBe('rubric-cache');
    expect(row?.querySelector('th')?.text.trim()).toBe('Cache 60%');
    expect(row?.querySelectorAll('td').map((cell) => [cell.getAttribute('data-label'), cell.text.trim()])).toEqual([
      ['Below', 'None.'],
      ['Developing', 'Some.'],
      ['Proficient', 'Most.'],
      ['Staff', 'All.'],
    ]);
  });

  it('shows the outline’s weights where the levels are not written yet', async () => {
    expect((await render('week-02')).querySelectorAll('tbody td.number').map(({ text }) => text)).toEqual([
      '60%',
      '40%',
    ]);
  });
});
