import { z } from 'zod';
import { weekOutline } from './outline.ts';
import { aliases, citations, depth, plan, prerequisites, selfCheck } from './parts.ts';
import { id, inline, minutes, plain } from './text.ts';

const count = z.number().int().min(0).default(0);

/** A week of the roadmap. */
export const week = z.strictObject({
  kind: z.literal('week'),
  depth,
  outline: weekOutline,
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  prerequisites,
  leadsTo: z.array(id).default([]).describe('Page ids of what this week prepares for.'),
  aliases,
  outcomes: z
    .array(inline)
    .default([])
    .describe('What the learner can do afterwards; each begins with its verb in bold.'),
  ledger: z
    .strictObject({
      problems: count,
      reviews: count,
      rfcs: count,
      incidents: count,
      mentoring: count,
      contacts: count,
      domains: z.array(z.number().int().positive()).default([]).describe('Numbers of the technical domains worked on.'),
    })
    .optional()
    .describe('What this week adds to the completion metrics.'),
  plan: plan.optional(),
  tools: z
    .array(z.strictObject({ item: id, uses: z.array(id).min(1), note: inline.optional() }))
    .default([])
    .describe("Which tools stand for an item of the outline's tool list."),
  readings: z
    .array(
      z.strictObject({
        id: id.describe('Starts with `read-`.'),
        item: id.optional().describe("Id of the outline's reading; left out where the edition adds one."),
        source: id,
        locator: plain.optional(),
        minutes: minutes.optional(),
        weight: z.enum(['core', 'optional', 'reference']).describe('Only core minutes count in the plan.'),
        free: z.boolean(),
        alternative: id.optional().describe('Source id of a free alternative.'),
        note: inline.optional(),
      }),
    )
    .default([]),
  evidence: z
    .array(z.strictObject({ item: id, text: inline }))
    .default([])
    .describe('What shows that an item of the checklist is done.'),
  rubric: z
    .array(z.strictObject({ item: id, below: inline, developing: inline, proficient: inline, staff: inline }))
    .default([])
    .describe('Four levels for each criterion of the outline.'),
  acceptance: z
    .array(z.strictObject({ id: id.describe('Starts with `at-`.'), text: inline }))
    .default([])
    .describe('Acceptance tests of the project.'),
  selfCheck,
  sources: citations,
});
