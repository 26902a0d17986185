import { z } from 'zod';
import { id, minutes } from './text.ts';

/**
 * What `npm run import-outline` writes: the outline's own words. Nothing here is edited by hand;
 * what the edition adds or corrects stands in the fields beside it.
 */
const words = z.string().min(1).describe("The outline's own words, unchanged but for repaired encoding.");

/** One item of a list of the outline, with the id that progress and notes refer to. */
export const outlineItem = z.strictObject({
  id: id.describe('Written once by the importer, never changed and never used again for another item.'),
  text: words,
});

const retired = z.array(id).optional().describe('Ids of items that have left the outline; they are not used again.');

/** A phase of the roadmap: a heading of the outline over a run of weeks. */
export const outlinePhase = z.strictObject({
  id: id.describe('For example `weeks-09-12`.'),
  heading: words,
  title: words,
  weeks: z.array(id).min(1).describe('Page ids of its weeks, in order.'),
});

/** Everything the outline says about one week. */
export const weekOutline = z.strictObject({
  number: z.number().int().positive().describe('Number of the week, from 1.'),
  heading: words,
  phase: id.describe('Id of the phase in the roadmap.'),
  goal: words,
  focus: words,
  concepts: z.array(outlineItem).min(1).describe('The core concepts.'),
  tools: z.array(outlineItem).min(1).describe('The tools to learn.'),
  project: z
    .strictObject({
      id: id.describe('Starts with `project-`.'),
      label: words.describe('“Project” or “Mini-Project”.'),
      title: words,
      points: z.array(outlineItem).min(1).describe('What it has to do.'),
    })
    .describe('The project of the week.'),
  readings: z.array(outlineItem).min(1).describe('The reading list.'),
  tasks: z
    .array(outlineItem.extend({ minutes: minutes.describe('The duration the line names.') }))
    .min(1)
    .describe('The daily tasks with their minutes.'),
  checklist: z.array(outlineItem).min(1).describe('What is to be done by the end of the week.'),
  rubric: z
    .array(outlineItem.extend({ weight: z.number().int().min(1).max(100).describe('Per cent of the whole.') }))
    .min(1)
    .describe('The criteria with their weights, which sum to 100.'),
  retired,
});

/** The bullets of the outline that a module stands for. */
export const moduleOutline = z.strictObject({
  block: id.describe('Page id of the block of the Staff track.'),
  order: z.number().int().positive().describe('Position among the modules of its track.'),
  heading: words.optional().describe('The heading over the bullets, where the module is a whole block.'),
  items: z.array(outlineItem).describe('The bullets; none where the module is one that the outline does not have.'),
  retired,
});

/** A block of the Staff track: a span of weeks with its modules. */
export const blockOutline = z.strictObject({
  heading: words,
  title: words,
  from: z.number().int().positive().describe('First week of the Staff track.'),
  to: z.number().int().positive().describe('Last week of the Staff track.'),
  order: z.number().int().positive().describe('Position among the blocks of its track.'),
});

/** A label of the outline with what stands after it. */
export const outlineFact = z.strictObject({
  id: id.describe('Written once by the importer.'),
  label: words,
  text: words,
});

/** The overview at the head of a roadmap and the template of its weeks. */
export const programmeOutline = z.strictObject({
  title: words,
  facts: z.array(outlineFact).min(1).describe('The overview, label by label.'),
  templateTitle: words,
  template: z.array(outlineFact).min(1).describe('The template of a week, label by label.'),
  retired,
});

/** The completion metrics at the end of a roadmap. */
export const metricsOutline = z.strictObject({
  title: words,
  groups: z
    .array(
      z.strictObject({
        id: id.describe('Written once by the importer.'),
        title: words,
        items: z.array(outlineFact).min(1).describe('The metrics of the group.'),
      }),
    )
    .min(1)
    .describe('The metrics under their headings.'),
  closing: outlineFact.optional().describe('What stands after the groups.'),
  retired,
});
