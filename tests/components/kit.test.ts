import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { parse as parseHtml } from 'node-html-parser';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { components } from '../../src/components/kit/registry.ts';
import type { Handbook, Page } from '../../src/handbook/handbook.ts';

// The first grammar is slow to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const facts = {
  headings: [],
  links: [],
  components: [],
  fences: [],
  images: [],
  imports: [],
  scripts: [],
  unread: [],
  words: 0,
  reading: { words: 0, numbers: 0 },
};
const page = {
  id: 'week-09',
  path: '/weeks/week-09/',
  file: 'src/content/docs/weeks/week-09.mdx',
  title: 'Week 9',
  description: '',
  data: {
    kind: 'week',
    outline: {
      project: { id: 'project-x', label: 'Project', title: 'A shortener', points: [] },
      concepts: [{ id: 'concept-cap', text: 'CAP: consistency, availability' }],
      tasks: [],
      readings: [],
      checklist: [],
    },
    acceptance: [],
    readings: [],
    selfCheck: [],
  },
  body: facts,
} as unknown as Page;

const entry = <Data>(id: string, data: Data) => [id, { id, file: '', data, inlineLinks: [] }] as const;
const handbook = {
  pages: new Map([['week-09', page]]),
  weeks: [page],
  terms: new Map([
    entry('burn-rate', {
      term: 'Burn rate',
      aliases: [],
      definition: 'How *fast* a budget is spent, e.g. 14.4 times. A rate of 1 spends all of it.',
      home: 'week-09',
      see: [],
    }),
  ]),
  sources: new Map([
    entry('brewer-cap', {
      authors: ['Eric Brewer'],
      year: 2012,
      title: 'CAP Twelve Years Later',
      type: 'article',
      free: true,
      checked: '2026-11-21',
    }),
  ]),
  tools: new Map(),
  notes: new Map([
    entry('sd-07', {
      says: 'CAP',
      problem: 'Two of three is **misleading**.',
      resolution: 'See [week 9](week:week-09).',
      on: ['week-09#concept-cap'],
    }),
  ]),
} as unknown as Handbook;

const href = (reference: string): string => {
  if (reference === 'term:nothing') throw new Error('there is no term "nothing"');
  return `/base/${reference.replace(':', '/')}`;
};

let container: AstroContainer;
beforeAll(async () => {
  container = await AstroContainer.create();
});

type Name = keyof typeof components;
const locals = () => ({ handbook, page, href });

async function html(name: Name, props: Record<string, unknown>, slot = '', on: object = locals()): Promise<string> {
  const component = components[name] as AstroComponentFactory;
  return container.renderToString(component, { props, slots: { default: slot }, locals: on as App.Locals });
}
const dom = async (...args: Parameters<typeof html>) =>
  // Left to itself the parser takes what stands in <pre> for text.
  parseHtml(await html(...args), { blockTextElements: { script: true, style: true } });

const figure = {
  title: 'A title',
  caption: 'What it shows.',
  alt: 'Everything that the drawing says to the eye.',
  number: '2',
};

describe('figures', () => {
  it.each([
    ['Diagram', 'authoring-kit/retry.dot'],
    ['Plot', 'authoring-kit/backoff.plot.ts'],
    ['Sequence', 'authoring-kit/lost-answer.sequence.yaml'],
    ['Timeline', 'authoring-kit/outage.timeline.yaml'],
  ] as const)('%s: numbered, captioned, with a text alternative', async (name, file) => {
    const root = await dom(name, { ...figure, id: 'fig-x', file });
    expect(root.querySelector('figure#fig-x > figcaption')?.text).toBe('Figure 2. A title. What it shows.');
    for (const svg of root.querySelectorAll('.figure-body > svg')) {
      const [title = '', description = ''] = (svg.getAttribute('aria-labelledby') ?? '').split(' ');
      expect(root.querySelector(`#${title}`)?.text).toBe('A title');
      expect(root.querySelector(`#${description}`)?.text).toBe(figure.alt);
    }
    expect(root.querySelectorAll('.figure-body > svg').length).toBeGreaterThan(0);
    expect(root.toString()).not.toMatch(/\sstyle=/);
  });
  it('name the nearest file when there is none', async () => {
    await expect(html('Plot', { ...figure, id: 'fig-x', file: 'authoring-kit/backof.plot.ts' })).rejects.toThrow(
      'did you mean "authoring-kit/backoff.plot.ts"?',
    );
  });
});

describe('props', () => {
  it('that are wrong stop the build, naming page, component, prop, finding and what is allowed', async () => {
    await expect(html('Plot', { ...figure, id: 'plot-x', file: 'a/b.plot.ts', colour: 'red' })).rejects.toThrow(
      /week-09\.mdx: <Plot> has wrong props:\n.*id: an id such as "fig-burn-rate"; found "plot-x"\n.*"colour"\n.*its props are: id, file, title, caption, alt/,
    );
  });
  it.each([
    ['Answer', { open: true }],
    ['Caution', {}],
    ['Code', { file: 'authoring-kit/backoff.ts' }],
    ['DataTable', { id: 'fig-x', caption: 'x' }],
    ['EditionNote', { id: 'seven' }],
    ['Example', { id: 'example-x' }],
    ['Exercise', { id: 'ex-x', title: 'x', minutes: 'ten' }],
    ['MarginNote', { title: 'x' }],
    ['Misconception', { claim: '' }],
    ['OutlineItem', {}],
    ['Story', { title: 'x' }],
    ['Template', { file: '../secrets', title: 'x' }],
  ] as [Name, Record<string, unknown>][])('%s refuses %j', async (name, props) => {
    await expect(html(name, props)).rejects.toThrow(`week-09.mdx: <${name}> has wrong props:`);
  });
});

describe('Code', () => {
  const props = { file: 'authoring-kit/backoff.ts', region: 'delay', title: 'The wait' };
  it('shows a region, highlighted, in a region that can be scrolled by keyboard, with the file to download', async () => {
    const root = await dom('Code', props);
    expect(root.querySelector('pre')?.getAttribute('tabindex')).toBe('0');
    expect(root.querySelector('pre')?.getAttribute('aria-label')).toBe('The wait');
    expect(root.querySelectorAll('pre .tk').map(({ text }) => text.trim())).toContain('export function');
    expect(root.querySelector('pre')?.text).not.toMatch(/#region|longestTotal/);
    const link = root.querySelector('a[download]');
    expect(link?.getAttribute('href')).toBe('/base//artefacts/authoring-kit/backoff.ts');
    expect(root.querySelector('button')).toBeNull();
  });
  it('names the page and the regions that exist', async () => {
    await expect(html('Code', { ...props, region: 'wait' })).rejects.toThrow(
      'week-09.mdx: <Code> authoring-kit/backoff.ts: there is no region "wait"; the regions are: delay, total',
    );
  });
});

describe('Template', () => {
  it('folds what is long and loses no line', async () => {
    const root = await dom('Template', { file: 'authoring-kit/retry-review.md', title: 'Review' });
    expect(root.querySelectorAll('pre')).toHaveLength(2);
    expect(root.querySelector('details > summary')?.text).toBe('The other 11 lines');
    const shown = root
      .querySelectorAll('pre')
      .map((part) => part.text)
      .join('\n');
    expect(shown.split('\n')).toHaveLength(27);
  });
});

describe('links', () => {
  it('of the content graph get their address, others are left alone', async () => {
    expect(await html('a', { href: 'week:week-09' }, 'week 9')).toBe('<a href="/base/week/week-09">week 9</a>');
    expect(await html('a', { href: '#fig-x' }, 'Figure 1')).toBe('<a href="#fig-x">Figure 1</a>');
    expect(await html('a', { href: 'https://example.org/', class: 'x' }, 'there')).toBe(
      '<a href="https://example.org/" class="x">there</a>',
    );
  });
  it('to a term describe it, with the definition beside the first only', async () => {
    const on = locals();
    const first = await dom('a', { href: 'term:burn-rate' }, 'burn rate', on);
    expect(first.querySelector('a.term')?.getAttribute('aria-describedby')).toBe('term-burn-rate');
    expect(first.querySelector('a + #term-burn-rate[role=tooltip]')?.text).toBe(
      'How fast a budget is spent, e.g. 14.4 times.',
    );
    const second = await dom('a', { href: 'term:burn-rate' }, 'burn rate', on);
    expect(second.querySelector('a')?.getAttribute('aria-describedby')).toBe('term-burn-rate');
    expect(second.querySelector('[role=tooltip]')).toBeNull();
  });
  it('that lead nowhere or bypass the base path stop the build', async () => {
    await expect(html('a', { href: 'term:nothing' })).rejects.toThrow('week-09.mdx: <a> there is no term "nothing"');
    await expect(html('a', { href: '/weeks/week-09/' })).rejects.toThrow('week-09.mdx: <a> leads to "/weeks/week-09/"');
  });
});

describe('prose', () => {
  it('Exercise says how long it takes and is named by its heading', async () => {
    const root = await dom('Exercise', { id: 'ex-a', title: 'Find it', minutes: 90 }, '<h3 id="ex-a">Find it</h3>');
    expect(root.querySelector('section[aria-labelledby=ex-a] > .kicker')?.text).toBe('Exercise · 1 h 30 min');
  });
  it('Answer is folded away without script', async () => {
    expect((await dom('Answer', {}, '<p>Because.</p>')).querySelector('details:not([open]) > summary')?.text).toBe(
      'Answer',
    );
  });
  it('MarginNote is no block inside a sentence', async () => {
    expect(await html('MarginNote', {}, 'Short.')).toMatch(
      /^<span class="margin-note in-margin" role="note">Short\.<\/span>/,
    );
    expect(await html('MarginNote', {}, '<p>Long.</p>')).toMatch(/^<div /);
  });
  it('Story cites its source, and suggests one for a misspelling', async () => {
    const root = await dom('Story', { source: 'brewer-cap', title: 'Parted' });
    expect(root.querySelector('.story-source a')?.getAttribute('href')).toBe('/base/source/brewer-cap');
    expect(root.querySelector('.story-source')?.text.trim()).toBe('Eric Brewer, CAP Twelve Years Later, 2012');
    await expect(html('Story', { source: 'brewer-cab', title: 'x' })).rejects.toThrow('did you mean "brewer-cap"?');
  });
  it('OutlineItem puts the outline’s words with the notes on them', async () => {
    const root = await dom('OutlineItem', { id: 'concept-cap' });
    expect(root.querySelector('#concept-cap > p')?.text).toBe('The outline: CAP: consistency, availability');
    expect(root.querySelector('.edition-note')?.text).toContain('Edition note 7: Two of three is misleading.');
    expect(root.querySelector('.edition-note a')?.getAttribute('href')).toBe('/base/week/week-09');
    expect((await dom('OutlineItem', { id: 'project-x' })).querySelector('p')?.text).toContain('Project: A shortener');
    await expect(html('OutlineItem', { id: 'concept-cup' })).rejects.toThrow('did you mean "concept-cap"?');
  });
});
