import { z } from 'zod';
import { moduleOutline } from './outline.ts';
import { aliases, citations, depth, prerequisites, selfCheck } from './parts.ts';
import { id, inline } from './text.ts';

/** A Staff topic. The name avoids the reserved word `module`. */
export const staffModule = z.strictObject({
  kind: z.literal('module').describe('Kind of page: decides which keys there are and how it is laid out.'),
  depth,
  outline: moduleOutline.describe('What the outline says about the topic; written by `npm run import-outline`.'),
  promise: inline.optional().describe('What the reader can do afterwards.'),
  why: inline.optional().describe('Why this is a topic for Staff engineers.'),
  assumes: z.array(inline).default([]).describe('What the page takes for granted.'),
  prerequisites,
  related: z.array(id).default([]).describe('Page ids worth reading next, besides the prerequisites.'),
  aliases,
  selfCheck,
  sources: citations,
});
