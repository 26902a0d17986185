import { z } from 'zod';
import { type Feed, type FeedName, feedSchemas } from '../schema/feed.ts';
import type { Handbook, Page, PageOf } from './handbook.ts';
import { datesOf } from './calendar/cohort-calendar.ts';
import { isReference, isTarget, resolve } from './links.ts';
import { type AddressOf, markdownPath } from './published.ts';

/** Names of all feeds, in the order of the listing. */
export const feedNames = Object.keys(feedSchemas) as FeedName[];

/**
 * One of the JSON files under `/api/`.
 * @throws ZodError when the content does not fit the published schema
 */
export function feed(handbook: Handbook, name: FeedName, address: AddressOf): Feed<FeedName> {
  const { text, licence } = handbook.cohort.attribution;
  const head = { $schema: address(`/api/schema/${name}.json`), licence, attribution: text };
  return feedSchemas[name].parse({ ...head, ...makers[name](handbook, address) });
}

/** The published JSON Schema (2020-12) of a feed. */
export function feedSchema(name: FeedName, address: AddressOf): Record<string, unknown> {
  return { $id: address(`/api/schema/${name}.json`), ...z.toJSONSchema(feedSchemas[name]) };
}

type Body<Name extends FeedName> = Omit<Feed<Name>, '$schema' | 'licence' | 'attribution'>;

const makers: { [Name in FeedName]: (handbook: Handbook, address: AddressOf) => Body<Name> } = {
  index: (handbook, address) => ({
    name: handbook.cohort.name,
    description: handbook.cohort.description,
    feeds: feedNames.map((name) => ({
      name,
      description: feedSchemas[name].description ?? name,
      url: address(`/api/${name}.json`),
      schema: address(`/api/schema/${name}.json`),
    })),
    pages: inOrder(handbook).map((page) => ({ ...pageHead(page, address), kind: page.data.kind })),
  }),
  weeks: (handbook, address) => ({ weeks: handbook.weeks.map((week) => weekOf(handbook, week, address)) }),
  modules: (handbook, address) => ({ modules: handbook.modules.map((module) => moduleOf(handbook, module, address)) }),
  projects: (handbook, address) => ({
    projects: handbook.weeks.map(({ id, data }) => ({
      week: id,
      ...data.outline.project,
      url: address(`/projects/#${id}`),
      acceptance: data.acceptance.map((test) => ({ ...test, text: linked(handbook, test.text, address) })),
    })),
  }),
  glossary: (handbook, address) => ({
    terms: [...handbook.terms.values()].map(({ id, data }) => ({
      id,
      ...data,
      definition: linked(handbook, data.definition, address),
      url: address(`/glossary/#${id}`),
      home: address(handbook.pages.get(data.home)?.path ?? '/glossary/'),
    })),
  }),
  sources: (handbook, address) => ({
    sources: [...handbook.sources.values()].map(({ id, data: { url, note: _, ...data } }) => ({
      id,
      ...data,
      link: url,
      url: address(`/readings/#${id}`),
    })),
  }),
  tools: (handbook, address) => ({
    tools: [...handbook.tools.values()].map(({ id, data: { url, ...data } }) => ({
      id,
      ...data,
      what: linked(handbook, data.what, address),
      link: url,
      url: address(`/tools/#${id}`),
    })),
  }),
  'self-check': (handbook, address) => ({
    questions: [...handbook.weeks, ...handbook.modules].flatMap(({ id, path, data }) =>
      data.selfCheck.map(({ id: question, ...texts }) => ({
        page: id,
        id: question,
        url: address(`${path}#${question}`),
        question: linked(handbook, texts.question, address),
        answer: linked(handbook, texts.answer, address),
      })),
    ),
  }),
};

function pageHead(
  { id, title, description, path }: Pick<Page, 'id' | 'title' | 'description' | 'path'>,
  address: AddressOf,
) {
  return { id, title, description, url: address(path), markdown: address(markdownPath(path)) };
}

function weekOf(handbook: Handbook, week: PageOf<'week'>, address: AddressOf): Feed<'weeks'>['weeks'][number] {
  const { outline, plan, ...data } = week.data;
  const evidence = new Map(data.evidence.map(({ item, text }) => [item, linked(handbook, text, address)]));
  return {
    ...pageHead(week, address),
    ...data,
    ...outline,
    minutes: plan?.minutes,
    dates: datesOf(handbook, week),
    outcomes: data.outcomes.map((outcome) => linked(handbook, outcome, address)),
    readings: data.readings,
    checklist: outline.checklist.map((item) => ({ ...item, evidence: evidence.get(item.id) })),
  };
}

function moduleOf(
  handbook: Handbook,
  module: PageOf<'module'>,
  address: AddressOf,
): Feed<'modules'>['modules'][number] {
  const { outline, promise, why, session, ...data } = module.data;
  const text = (markdown: string) => linked(handbook, markdown, address);
  return {
    ...pageHead(module, address),
    ...data,
    block: outline.block,
    dates: datesOf(handbook, module),
    order: outline.order,
    outline: outline.items,
    promise: promise && text(promise),
    why: why && text(why),
    inOneMinute: data.inOneMinute.map(text),
    session: session && {
      before: text(session.before),
      steps: session.steps.map((step) => ({ ...step, text: text(step.text) })),
      debrief: session.debrief.map(text),
    },
    assumes: data.assumes.map(text),
  };
}

/** Weeks, then modules, then the rest by path. */
function inOrder(handbook: Handbook): Page[] {
  const first: Page[] = [...handbook.weeks, ...handbook.modules];
  const rest = [...handbook.pages.values()].filter(({ id }) => !first.some((page) => page.id === id));
  return [...first, ...rest.sort((a, b) => a.path.localeCompare(b.path, 'en'))];
}

/** Inline Markdown whose links of the content graph are addresses of the site. */
function linked(handbook: Handbook, markdown: string, address: AddressOf): string {
  return markdown.replace(/\]\(([a-z]+:[^\s)]+)\)/g, (whole, href: string) => {
    if (!isReference(href)) return whole;
    const target = resolve(handbook, href);
    return isTarget(target) ? `](${address(target.path)})` : whole;
  });
}
