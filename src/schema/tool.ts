import { z } from 'zod';
import { inline, plain, url } from './text.ts';

/** A tool that pages use. */
export const tool = z.strictObject({
  name: plain,
  what: inline.describe('One sentence: what it is for.'),
  url: url.optional(),
  licence: plain.optional().describe('SPDX name where there is one.'),
  free: z.boolean().describe('Whether the use that the handbook makes of it costs nothing.'),
  aliases: z.array(plain).default([]),
});
export type ToolData = z.infer<typeof tool>;
