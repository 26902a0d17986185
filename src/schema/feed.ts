import { z } from 'zod';

/**
 * Shape of the JSON files under `/api/`, for machines that read the handbook. A field is never taken
 * away or given another meaning; new ones may come. Text that may hold emphasis, code or links is
 * Markdown, and its links are addresses of this site.
 */
const address = z
  .string()
  .min(1)
  .describe('Absolute, or from the root of the host where the site was built without its address.');
const markdown = z.string().min(1).describe('Inline Markdown.');
const words = z.string().min(1).describe("The outline's own words.");
const key = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .describe('Never changed, and never used again for anything else.');
const count = z.number().int().min(0);

const head = {
  $schema: address.describe('JSON Schema of this file.'),
  licence: z.string(),
  attribution: z.string(),
};

/** What every page says about itself. */
const page = {
  id: key,
  title: z.string().min(1),
  description: z.string(),
  url: address,
  markdown: address.describe('The same page as Markdown.'),
};
const depth = z.enum(['outline', 'full']).describe('`outline`: so far only what the outline says.');
const item = z.object({ id: key, text: words });

const dates = z
  .object({ first: z.iso.date(), last: z.iso.date() })
  .optional()
  .describe('When the cohort takes it, where it has dates.');

const reading = z.object({
  id: key,
  source: key,
  locator: z.string().optional(),
  minutes: count.optional(),
  weight: z.enum(['core', 'optional', 'reference']),
  free: z.boolean(),
  alternative: key.optional().describe('A source that is free.'),
});

const week = z.object({
  ...page,
  depth,
  number: count,
  phase: key,
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  goal: words,
  focus: words,
  minutes: count.optional().describe('Planned for the whole week.'),
  dates,
  outcomes: z.array(markdown),
  prerequisites: z.array(key),
  leadsTo: z.array(key),
  concepts: z.array(item),
  tasks: z.array(item.extend({ minutes: count })),
  readings: z.array(reading),
  checklist: z.array(item.extend({ evidence: markdown.optional() })),
  rubric: z.array(item.extend({ weight: count.describe('Per cent.') })),
});

const staffModule = z.object({
  ...page,
  depth,
  block: key,
  order: count,
  dates,
  outline: z.array(item),
  promise: markdown.optional(),
  why: markdown.optional(),
  inOneMinute: z.array(markdown).describe('The rule, the numbers and the template, in lines that stand alone.'),
  session: z
    .object({
      before: markdown,
      steps: z.array(z.object({ minutes: count, exercise: key.optional(), text: markdown })),
      debrief: z.array(markdown),
    })
    .optional()
    .describe('A session of 90 minutes made of the exercises of the page.'),
  assumes: z.array(markdown),
  prerequisites: z.array(key),
  related: z.array(key),
  aliases: z.array(z.string()),
  sources: z.array(z.object({ source: key, locator: z.string().optional() })),
});

const term = z.object({
  id: key,
  term: z.string().min(1),
  abbreviation: z.string().optional(),
  aliases: z.array(z.string()),
  definition: markdown,
  url: address,
  home: address.describe('The page that explains it.'),
  see: z.array(key),
});

const source = z.object({
  id: key,
  authors: z.array(z.string()).min(1),
  year: count.optional(),
  title: z.string().min(1),
  container: z.string().optional(),
  publisher: z.string().optional(),
  edition: z.string().optional(),
  type: z.string(),
  link: z.url().optional(),
  free: z.boolean(),
  checked: z.iso.date().optional(),
  url: address,
});

const tool = z.object({
  id: key,
  name: z.string().min(1),
  what: markdown,
  link: z.url().optional(),
  licence: z.string().optional(),
  free: z.boolean(),
  aliases: z.array(z.string()),
  url: address,
});

const project = z.object({
  week: key,
  id: key,
  label: z.string().min(1),
  title: z.string().min(1),
  url: address,
  points: z.array(item),
  acceptance: z.array(z.object({ id: key, text: markdown })),
});

const question = z.object({
  page: key,
  id: key.describe('Unique in its page.'),
  url: address,
  question: markdown,
  answer: markdown,
});

/** The feeds by name: `weeks` is `/api/weeks.json`, with its schema at `/api/schema/weeks.json`. */
export const feedSchemas = {
  index: z
    .object({
      ...head,
      name: z.string().min(1),
      description: z.string(),
      feeds: z.array(z.object({ name: z.string(), description: z.string(), url: address, schema: address })),
      pages: z.array(z.object({ ...page, kind: z.string() })),
    })
    .describe('The handbook, its feeds and all its pages.'),
  weeks: z.object({ ...head, weeks: z.array(week) }).describe('The weeks of the roadmap, in order.'),
  modules: z.object({ ...head, modules: z.array(staffModule) }).describe('The modules, in order.'),
  projects: z
    .object({ ...head, projects: z.array(project) })
    .describe('The projects of the weeks, with their acceptance tests.'),
  glossary: z.object({ ...head, terms: z.array(term) }).describe('The terms and their definitions.'),
  sources: z.object({ ...head, sources: z.array(source) }).describe('The bibliography.'),
  tools: z.object({ ...head, tools: z.array(tool) }).describe('The tools that pages use.'),
  'self-check': z.object({ ...head, questions: z.array(question) }).describe('All questions with their answers.'),
};
export type FeedName = keyof typeof feedSchemas;
export type Feed<Name extends FeedName> = z.infer<(typeof feedSchemas)[Name]>;
