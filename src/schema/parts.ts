import { z } from 'zod';
import { id, inline, minutes, plain } from './text.ts';

/** Parts that several kinds of page share. */

export const depth = z
  .enum(['outline', 'full'])
  .describe('`full`: every required part is there and checked. `outline`: the outline, its notes and its links.');

export const aliases = z
  .array(plain)
  .default([])
  .describe('What people call this besides its title; feeds the search and the A–Z of topics.');

export const prerequisites = z
  .array(id)
  .default([])
  .describe('Page ids of what has to be done or read first; cycles are refused.');

export const selfCheck = z
  .array(
    z.strictObject({
      id: id.describe('Starts with `q-`.'),
      question: inline.describe('One question with one answer.'),
      answer: inline.describe('One to four sentences.'),
    }),
  )
  .default([])
  .describe('Questions with short answers, folded away on the page and used for spaced review.');

export const citations = z
  .array(
    z.strictObject({
      source: id.describe('Id of a file in `src/content/sources`.'),
      locator: plain.optional().describe('Where in the source: chapter, section, table.'),
      note: inline.optional().describe('What it is good for.'),
    }),
  )
  .default([])
  .describe('Sources of the page, in the order shown.');

/** One stretch of work in a day of a week's plan. */
export const planBlock = z.strictObject({
  id: id.optional().describe('Starts with `plan-`. A learner can tick a block that has one; it never changes.'),
  task: id.optional().describe("Id of the outline's daily task; left out where the edition adds the block."),
  minutes: minutes.describe('How long it takes.'),
  text: inline.describe('What to do.'),
});

export const plan = z.strictObject({
  minutes: minutes.describe('What the week claims; must be the sum of all blocks.'),
  floor: minutes.optional().describe('The least that still passes.'),
  ceiling: minutes.optional().describe('With the stretch goals.'),
  days: z
    .array(
      z.strictObject({
        day: plain.describe('Name of the day, such as `Monday`.'),
        blocks: z.array(planBlock).min(1).describe('The work of the day, in order.'),
      }),
    )
    .min(1)
    .describe('Days in order, each once.'),
});
