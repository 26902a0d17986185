import { z } from 'zod';

/**
 * The published shape of an exported learner's progress. The browser reads files with
 * `src/handbook/progress/read-entry.ts`, which is smaller; a test holds the two together.
 */
const stamp = z.number().int().min(0).max(8.64e15).describe('Milliseconds since 1970; the later statement counts.');
const day = z.iso.date().describe('YYYY-MM-DD');
const level = z.enum(['below', 'developing', 'proficient', 'staff']);
const criterion = z.string().regex(/^rubric-[a-z0-9-]{1,100}$/);

const entry = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('tick'), at: stamp, done: z.boolean(), hash: z.string().max(20).optional() })
    .describe('Key `tick:<page id>#<item id>`. `hash` is of the words that were ticked.'),
  z
    .object({
      kind: z.literal('note'),
      versions: z.record(
        z.string().regex(/^\d[a-z0-9]{7,23}$/),
        z.object({ at: stamp, text: z.string().max(50_000) }).nullable(),
      ),
    })
    .describe('Key `note:<page id>#<section>`. Markdown. A version that another replaced is null.'),
  z
    .object({ kind: z.literal('score'), at: stamp, level: level.nullable() })
    .describe('Key `score:<page id>#<criterion>@<day>`.'),
  z
    .object({
      kind: z.literal('peer'),
      at: stamp,
      name: z.string().max(80),
      levels: z.record(criterion, level),
      remarks: z.record(criterion, z.string().max(4_000)),
    })
    .describe('Key `peer:<page id>@<name>`: how another person scores the work.'),
  z
    .object({
      kind: z.literal('review'),
      log: z.record(z.string().regex(/^\d{1,16}$/), z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
    })
    .describe('Key `review:<page id>#<question>` or `review:term#<term>`. Grades by millisecond.'),
  z
    .object({
      kind: z.literal('plan'),
      at: stamp,
      track: z.string().max(100),
      start: day,
      hours: z.number().min(1).max(100),
      rest: z.array(z.number().int().min(1).max(7)).max(6),
      off: z.array(day).max(1_000),
      again: z.object({ day, unit: z.string().max(100) }).optional(),
    })
    .describe('Key `plan:learner`.'),
]);

export const progressFile = z
  .object({
    $schema: z.string().optional(),
    format: z.literal('handbook-progress'),
    version: z.literal(1),
    exported: z.string().optional().describe('When the file was made, as an ISO date and time.'),
    entries: z.record(z.string().max(400), entry).describe('By key.'),
  })
  .describe('What a learner has kept: ticks, notes, scores, reviews and their plan.');
