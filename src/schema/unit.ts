import { z } from 'zod';
import { aliases, citations, depth, selfCheck } from './parts.ts';
import { id, minutes } from './text.ts';

const words = z.string().min(1).describe("The outline's own words.");

/** One item of a unit in the outline's own words. */
const unitItem = z.strictObject({
  id: id.describe('Written once by the importer, never changed and never used again for another item.'),
  text: words,
  markdown: words.optional().describe('The same with its links and inline code.'),
  level: z.number().int().min(0).max(5).default(0).describe('How deep it is nested, from 0.'),
  minutes: minutes.optional().describe('The duration that a task names.'),
  weight: z.number().int().min(1).max(100).optional().describe('Per cent of a rubric.'),
});

/** A list or text of an outline under its own label. */
export const unitPart = z.strictObject({
  id: id.describe('Starts with `part-`.'),
  label: words,
  role: z
    .enum(['goal', 'concepts', 'tools', 'project', 'readings', 'tasks', 'checklist', 'rubric'])
    .optional()
    .describe('What the label means, where it is a known one.'),
  items: z.array(unitItem).min(1).describe('What stands below the label, in order.'),
});

/** Everything the outline says about one week, day or session. Nothing but its number is required of it. */
export const unitOutline = z.strictObject({
  track: id.describe('Page id of the track.'),
  phase: id.describe('Id of the phase on the page of the track.'),
  word: words.describe('What the outline numbers by, such as `Week` or `Day`.'),
  number: z.number().int().min(0).describe('Its number, or the first of a span.'),
  to: z.number().int().min(0).optional().describe('The last number of a span.'),
  heading: words,
  title: words,
  intro: z.array(unitItem).default([]).describe('Text below the heading, paragraph by paragraph.'),
  parts: z.array(unitPart).default([]).describe('Lists and texts under their labels, in order.'),
  retired: z.array(id).optional().describe('Ids of items that have left the outline; they are not used again.'),
});

/** A unit of a programme: a week, a day, a session. */
export const unit = z.strictObject({
  kind: z.literal('unit').describe('Kind of page: decides which keys there are and how it is laid out.'),
  depth,
  outline: unitOutline.describe('What the outline says about the unit; written by `npm run import-outline`.'),
  aliases,
  selfCheck,
  sources: citations,
});
export type UnitItemData = z.infer<typeof unitItem>;
export type UnitPartData = z.infer<typeof unitPart>;
