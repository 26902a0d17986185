import { z } from 'zod';
import { weekOutline } from './outline.ts';
import { aliases, citations, depth, plan, prerequisites, selfCheck } from './parts.ts';
import { id, inline, minutes, plain } from './text.ts';

const count = z.number().int().min(0).default(0);

/** A week of the roadmap. */
export const week = z.strictObject({
  kind: z.literal('week').describe('Kind of page: decides which keys there are and how it is laid out.'),
  depth,
  outline: weekOutline.describe('What the outline says about the week; written by `npm run import-outline`.'),
  level: z
    .enum(['beginner', 'intermediate', 'advanced'])
    .optional()
    .describe('How far into the programme the week stands.'),
  prerequisites,
  leadsTo: z.array(id).default([]).describe('Page ids of what this week prepares for.'),
  aliases,
  outcomes: z
    .array(inline)
    .default([])
    .describe('What the learner can do afterwards; each begins with its verb in bold.'),
  ledger: z
    .strictObject({
      problems: count.describe('Practice problems solved.'),
      reviews: count.describe('Design or architecture reviews led.'),
      rfcs: count.describe('Technical proposals written.'),
      incidents: count.describe('Simulated incidents led.'),
      mentoring: count.describe('Mentoring sessions held.'),
      contacts: count.describe('Professional contacts made.'),
      domains: z.array(z.number().int().positive()).default([]).describe('Numbers of the technical domains worked on.'),
    })
    .optional()
    .describe('What this week adds to the completion metrics.'),
  plan: plan.optional().describe('The work of the week, day by day.'),
  tools: z
    .array(
      z.strictObject({
        item: id.describe("Id of an item of the outline's tool list."),
        uses: z.array(id).min(1).describe('Ids of files in `src/content/tools`.'),
        note: inline.optional().describe('What it is used for here, or why this one.'),
      }),
    )
    .default([])
    .describe("Which tools stand for an item of the outline's tool list."),
  readings: z
    .array(
      z.strictObject({
        id: id.describe('Starts with `read-`.'),
        item: id.optional().describe("Id of the outline's reading; left out where the edition adds one."),
        source: id.describe('Id of a file in `src/content/sources`.'),
        locator: plain.optional().describe('What of it to read: chapters, sections, pages.'),
        minutes: minutes.optional().describe('How long it takes to read.'),
        weight: z.enum(['core', 'optional', 'reference']).describe('Only core minutes count in the plan.'),
        free: z.boolean().describe('Whether it can be read without paying.'),
        alternative: id.optional().describe('Source id of a free alternative.'),
        note: inline.optional().describe('What to look for.'),
      }),
    )
    .default([])
    .describe('What to read, in this order.'),
  evidence: z
    .array(
      z.strictObject({ item: id.describe('Id of an item of the checklist.'), text: inline.describe('What to show.') }),
    )
    .default([])
    .describe('What shows that an item of the checklist is done.'),
  rubric: z
    .array(
      z.strictObject({
        item: id.describe('Id of a criterion of the outline.'),
        below: inline.describe('What earns no part of the weight.'),
        developing: inline.describe('What earns half of it.'),
        proficient: inline.describe('What earns 80 per cent of it.'),
        staff: inline.describe('What earns all of it.'),
      }),
    )
    .default([])
    .describe('Four levels for each criterion of the outline.'),
  acceptance: z
    .array(z.strictObject({ id: id.describe('Starts with `at-`.'), text: inline.describe('Given, when, then.') }))
    .default([])
    .describe('Acceptance tests of the project.'),
  kit: z
    .strictObject({
      run: plain.describe('The command that runs the acceptance tests, from the folder of the kit.'),
      needs: inline.describe('What has to be installed before.'),
      tested: inline.describe('What the tests of this edition ran, and what they could not.'),
    })
    .optional()
    .describe('The starter kit in `src/content/kits/<id of the week>/`.'),
  selfCheck,
  sources: citations,
});
