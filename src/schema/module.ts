import { z } from 'zod';
import { moduleOutline } from './outline.ts';
import { aliases, citations, depth, prerequisites, selfCheck } from './parts.ts';
import { id, inline, minutes } from './text.ts';

/** A stretch of a session: an exercise of the page, or anything else that the group does together. */
const sessionStep = z.strictObject({
  minutes: minutes.describe('How long it takes.'),
  exercise: id.optional().describe('Id of an `<Exercise>` of the page; left out where the step is something else.'),
  text: inline.describe('What to do, and which part of the exercise to take.'),
});

/** A session for a group, made of the parts of a page. Its steps sum to `sessionMinutes`. */
const session = z.strictObject({
  before: inline.describe('What to read and to bring.'),
  steps: z.array(sessionStep).min(2).describe('What happens, in order.'),
  debrief: z.array(inline).min(1).describe('Questions to end on.'),
});

/** How long a session of a module takes. */
export const sessionMinutes = 90;

/** A Staff topic. The name avoids the reserved word `module`. */
export const staffModule = z.strictObject({
  kind: z.literal('module').describe('Kind of page: decides which keys there are and how it is laid out.'),
  depth,
  outline: moduleOutline.describe('What the outline says about the topic; written by `npm run import-outline`.'),
  promise: inline.optional().describe('What the reader can do afterwards.'),
  why: inline.optional().describe('Why this is a topic for Staff engineers.'),
  inOneMinute: z
    .array(inline)
    .max(5)
    .default([])
    .describe('Three to five lines that stand alone: the decision rule, the numbers, the template.'),
  assumes: z.array(inline).default([]).describe('What the page takes for granted.'),
  prerequisites,
  related: z.array(id).default([]).describe('Page ids worth reading next, besides the prerequisites.'),
  aliases,
  session: session.optional().describe('How to teach the page, or learn it, in 90 minutes.'),
  selfCheck,
  sources: citations,
});
