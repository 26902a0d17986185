import { describe, expect, it } from 'vitest';
import { packData, unpackData } from '../../src/handbook/search/data-file.ts';
import type { Kind, SearchEntry, SearchPage } from '../../src/handbook/search/model.ts';
import { noFilters } from '../../src/handbook/search/model.ts';
import { facetCounts, filtered, quickSearch, search, searcher } from '../../src/handbook/search/search.ts';
import { packRecords, unpackRecords } from '../../src/handbook/search/records.ts';
import {
  fileOfWord,
  packSectionWords,
  sectionWords,
  unpackSectionWords,
} from '../../src/handbook/search/section-words.ts';
import { textIndex } from '../../src/handbook/search/text-index.ts';
import { words } from '../../src/handbook/search/text.ts';
import { wordList } from '../../src/handbook/search/word-list.ts';

interface Draft {
  path: string;
  title: string;
  kind: Kind;
  aliases?: string[];
  list?: boolean;
  sections: {
    anchor: string;
    heading: string;
    text: string;
    kind?: Kind;
    names?: string[];
    phrases?: string[];
    home?: number;
  }[];
}

const site: Draft[] = [
  {
    path: '/modules/alerting-quality/',
    title: 'Alerting quality',
    kind: 'module',
    aliases: ['MWMBR', 'alert fatigue'],
    sections: [
      { anchor: '', heading: '', text: 'Replace threshold alerts by rules that measure how fast the budget goes.' },
      {
        anchor: 'burn-rate',
        heading: 'Burn rate, derived',
        text: 'Burn rate compares the error ratio with the objective. An alert fires on burn rate.',
      },
      { anchor: 'misconceptions', heading: 'Misconceptions', text: 'More alerts mean more safety.' },
      { anchor: 'ex-audit', heading: 'Audit a month of pages', text: 'Sort the pages of a month.', kind: 'exercise' },
    ],
  },
  {
    path: '/modules/idempotency/',
    title: 'Idempotency and deduplication',
    kind: 'module',
    aliases: ['exactly once'],
    sections: [
      { anchor: '', heading: '', text: 'Make a retried request harmless.' },
      {
        anchor: 'keys',
        heading: 'Keys',
        text: 'An idempotency key names a request; retries carry the same key and alert nobody.',
        phrases: ['customer clicked pay twice'],
      },
    ],
  },
  {
    path: '/weeks/week-23/',
    title: 'Incident management',
    kind: 'week',
    sections: [
      { anchor: '', heading: '', text: 'Lead the response. Burn rate alerting is tested here; idempotency matters.' },
      {
        anchor: 'zookeeper',
        heading: 'Where behaviour differs',
        text: 'A quorumless cluster shows odd behavior in ZooKeeper.',
      },
    ],
  },
  {
    path: '/glossary/',
    title: 'Glossary',
    kind: 'page',
    list: true,
    sections: [
      { anchor: '', heading: '', text: 'Every term.' },
      {
        anchor: 'slo',
        heading: 'Service level objective',
        text: 'A target for an indicator.',
        kind: 'definition',
        names: ['SLO'],
        home: 0,
      },
      {
        anchor: 'idempotent',
        heading: 'Idempotent',
        text: 'Harmless when repeated.',
        kind: 'definition',
        names: ['idempotency'],
        home: 1,
      },
    ],
  },
];

const pages = site.map(({ path, title, kind, aliases = [], list = false }): SearchPage => ({
  ...{ path, title, kind, aliases, list, aliasTargets: [], phase: '', area: '' },
  track: kind === 'week' ? 'Roadmap' : 'Staff track',
}));
const sections = site.flatMap((draft, page) => draft.sections.map((section) => ({ ...section, page })));
const entries = sections.map(({ page, anchor, heading, kind, names = [], home = -1, text }): SearchEntry => ({
  length: words(text).length,
  ...{ page, anchor, names, home },
  heading: heading || (pages[page]?.title ?? ''),
  kind: kind ?? pages[page]?.kind ?? 'page',
}));
const data = unpackData(
  JSON.parse(JSON.stringify(packData({ pages, entries, engineFiles: ['pagefind.en_1.pf_meta'] }))),
);
const source = searcher(data);
const text = textIndex(sections.map((section) => section.text));
const files = new Map(
  [
    ...packSectionWords(
      sections.map((section) => section.text),
      sections.map((section) => section.phrases ?? []),
    ),
  ].map(([name, file]) => [name, unpackSectionWords(JSON.parse(JSON.stringify(file)))]),
);
const wordsOf = sectionWords((word) =>
  Promise.resolve(files.get(fileOfWord(word, new Set(files.keys()))) ?? new Map()),
);
const list = wordList({
  files: new Set(files.keys()),
  facts: new Map(
    [
      ...sections.flatMap((section) =>
        words(`${section.text} ${section.heading} ${[...(section.names ?? []), ...(section.phrases ?? [])].join(' ')}`),
      ),
      ...pages.flatMap((page) => words([page.title, ...page.aliases].join(' '))),
    ].map((word) => [word, { frequency: 2 as const, inText: true }]),
  ),
});
const ask = async (query: string, literal = false) => {
  const { plan, results } = await search(source, query, list, wordsOf, text, literal);
  return { plan, paths: results.map(({ path }) => path), results };
};

describe('the small index', () => {
  it('is the same after packing', () => {
    expect(data.pages).toEqual(pages);
    expect(data.entries.map((entry) => ({ ...entry, length: 0 }))).toEqual(
      entries.map((entry) => ({ ...entry, length: 0 })),
    );
    // Lengths are packed on a scale: good to a quarter.
    data.entries.forEach(({ length }, at) => {
      const packed = entries[at]?.length ?? 0;
      expect(Math.abs(length - packed)).toBeLessThanOrEqual(packed / 4);
    });
  });

  it('tells which record is which entry', () => {
    const ids = ['a1b2c3d', undefined, 'a1b9c3d', 'ffffff0'];
    const entryOf = unpackRecords(JSON.parse(JSON.stringify(packRecords(ids))));
    expect(ids.map((id) => (id === undefined ? undefined : entryOf(id)))).toEqual([0, undefined, 2, 3]);
    for (const wrong of [null, '', { size: 0, keys: '' }]) expect(() => unpackRecords(wrong)).toThrow(TypeError);
    expect(() => packRecords(['same', 'same'])).toThrow(/same id/);
  });

  it('refuses an error page', () => {
    expect(() => unpackData('<!doctype html>')).toThrow(TypeError);
    expect(() => unpackData({ pages: [] })).toThrow(TypeError);
  });
});

describe('search', () => {
  it('lands on the section when the query is about the section', async () => {
    expect((await ask('burn-rate alerting')).paths[0]).toBe('/modules/alerting-quality/#burn-rate');
    expect((await ask('audit exercise')).paths[0]).toBe('/modules/alerting-quality/#ex-audit');
  });

  it('lands on the top when the query is the page', async () => {
    expect((await ask('Alerting quality')).paths[0]).toBe('/modules/alerting-quality/');
    expect((await ask('mwmbr')).paths[0]).toBe('/modules/alerting-quality/');
  });

  it('puts the page about a thing before pages that mention it, and its definition second', async () => {
    expect((await ask('idempotency')).paths.slice(0, 2)).toEqual(['/modules/idempotency/', '/glossary/#idempotent']);
  });

  it('puts the definition of a term first where no page is called so', async () => {
    expect((await ask('SLO')).paths[0]).toBe('/glossary/#slo');
    expect((await ask('service-level objectives')).paths[0]).toBe('/glossary/#slo');
  });

  it('says what it corrected, and searches literally on demand', async () => {
    const { plan, paths } = await ask('idempotancy keys');
    expect(plan.corrections).toEqual([{ typed: 'idempotancy', meant: 'idempotency' }]);
    expect(paths[0]).toBe('/modules/idempotency/#keys');
    expect((await ask('idempotancy', true)).paths).toEqual([]);
  });

  it('goes by what readers type who do not know the words of the page', async () => {
    expect((await ask('clicked pay twice')).paths[0]).toBe('/modules/idempotency/#keys');
  });

  it('lands where the heading has what the page is not called', async () => {
    expect((await ask('alert fatigue misconceptions')).paths[0]).toBe('/modules/alerting-quality/#misconceptions');
  });

  it('takes the word for meant that stands beside the others in a name', async () => {
    expect((await ask('service levl')).plan.corrections).toEqual([{ typed: 'levl', meant: 'level' }]);
  });

  it('asks nothing yet of a half-typed word that may become “with” or “without”', async () => {
    const { plan, paths } = await ask('alerting witho');
    expect([plan.unknown, plan.corrections]).toEqual([[], []]);
    expect(paths[0]).toMatch(/alerting-quality/);
  });

  it('finds both spellings with either', async () => {
    for (const query of ['behaviour', 'behavior', 'behaviours']) {
      expect((await ask(query)).paths[0], query).toBe('/weeks/week-23/#zookeeper');
    }
  });

  it('finds while a word is being typed', async () => {
    expect((await ask('zook')).paths[0]).toBe('/weeks/week-23/#zookeeper');
  });

  it.each(['flurble', 'zxqvwp', '🙂🙂', '', '   ', '過負荷', '"\\\'`;--'])('finds nothing for %j', async (query) => {
    expect((await ask(query)).paths).toEqual([]);
  });

  it('leaves out a word that stands nowhere, and says so', async () => {
    const { plan, paths } = await ask('flurble idempotency');
    expect(plan.unknown).toEqual(['flurble']);
    expect(paths[0]).toBe('/modules/idempotency/');
  });

  it('answers a query of ten thousand characters', async () => {
    expect((await ask('idempotency key '.repeat(700))).paths[0]).toBe('/modules/idempotency/#keys');
  });

  it('gives the same list twice, and first what it gave without the text', async () => {
    for (const query of ['idempotency', 'burn rate alert', 'alert fatigue', 'slo']) {
      const { results } = await quickSearch(source, query, list, wordsOf);
      const quick = results.map(({ path }) => path.replace(/#.*/, ''));
      expect(quick.length).toBeGreaterThan(0);
      const [once, twice] = [await ask(query), await ask(query)];
      expect(once.paths).toEqual(twice.paths);
      expect(once.paths.slice(0, quick.length).map((path) => path.replace(/#.*/, ''))).toEqual(quick);
    }
  });
});

describe('filters', () => {
  it('count what they would leave, and leave it', async () => {
    const { results } = await ask('idempotency');
    const counts = facetCounts(data, results, noFilters, 'kind');
    expect(counts.get('week')).toBe(1);
    for (const [kind, count] of counts) expect(filtered(data, results, { ...noFilters, kind })).toHaveLength(count);
    expect(facetCounts(data, results, { ...noFilters, track: 'Roadmap' }, 'kind').get('module')).toBeUndefined();
  });
});
