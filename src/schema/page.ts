import { z } from 'zod';
import { blockOutline, metricsOutline, outlinePhase, programmeOutline } from './outline.ts';
import { aliases, citations } from './parts.ts';
import { week } from './week.ts';
import { staffModule } from './module.ts';
import { plain } from './text.ts';
import { unit, unitPart } from './unit.ts';

/** A track: the roadmap with its phases, or a track made of blocks. */
const track = z.strictObject({
  kind: z.literal('track').describe('Kind of page: decides which keys there are and how it is laid out.'),
  outline: z
    .strictObject({
      title: z.string().min(1).describe("The outline's own words, unchanged but for repaired encoding."),
      phases: z.array(outlinePhase).default([]).describe('Phases of the track, in order.'),
      word: plain.optional().describe('What its units are called, such as `Day`; left out on other tracks.'),
      sections: z.array(unitPart).default([]).describe('What the outline says around its units.'),
    })
    .describe('Phases in order; empty for a track that is made of blocks.'),
  short: plain.max(24).optional().describe('Name of the track in navigation; left out: its title.'),
  aliases,
});

/** A block of the Staff track. Its modules name it; they are not listed again here. */
const block = z.strictObject({
  kind: z.literal('block').describe('Kind of page: decides which keys there are and how it is laid out.'),
  outline: blockOutline.describe('What the outline says about the block; written by `npm run import-outline`.'),
  aliases,
});

const programme = z.strictObject({
  kind: z.literal('programme').describe('Kind of page: decides which keys there are and how it is laid out.'),
  outline: programmeOutline.describe('What the outline says about the programme; written by `npm run import-outline`.'),
  aliases,
  sources: citations,
});

const metrics = z.strictObject({
  kind: z.literal('metrics').describe('Kind of page: decides which keys there are and how it is laid out.'),
  outline: metricsOutline.describe('The completion metrics of the outline; written by `npm run import-outline`.'),
  aliases,
});

/** Any other page. */
const page = z.strictObject({
  kind: z.literal('page').describe('Kind of page: decides which keys there are and how it is laid out.'),
  aliases,
  sources: citations,
});

/** What Starlight's own frontmatter is extended by: one strict shape for each kind of page. */
export const pageSchema = z.discriminatedUnion('kind', [
  week,
  staffModule,
  unit,
  track,
  block,
  programme,
  metrics,
  page,
]);

/** What every page has besides the fields of its kind. Of Starlight's own keys only these are used. */
const head = {
  title: plain.describe('Name of the page: unique, without HTML.'),
  description: plain.describe(
    'One sentence for search engines, previews and lists; 110–170 characters on a full page.',
  ),
  template: z.enum(['doc', 'splash']).optional().describe('`splash` leaves out the side columns, for the home page.'),
  tableOfContents: z.boolean().optional().describe('`false` leaves out the list of sections.'),
};

/** The whole frontmatter of a page file: title and description, and the strict shape of its kind. */
export const pageFile = z.discriminatedUnion('kind', [
  week.extend(head),
  staffModule.extend(head),
  unit.extend(head),
  track.extend(head),
  block.extend(head),
  programme.extend(head),
  metrics.extend(head),
  page.extend(head),
]);

/** Frontmatter of a page, by kind, beyond its title and description. */
export type PageData = z.infer<typeof pageSchema>;
export type PageKind = PageData['kind'];
export type DataOf<K extends PageKind> = Extract<PageData, { kind: K }>;
