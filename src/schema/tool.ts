import { z } from 'zod';
import { inline, plain, url } from './text.ts';

/** A tool that pages use. */
export const tool = z.strictObject({
  name: plain.describe('As its makers write it.'),
  what: inline.describe('One sentence: what it is for.'),
  url: url.optional().describe('Its own site.'),
  licence: plain.optional().describe('SPDX name where there is one.'),
  free: z.boolean().describe('Whether the use that the handbook makes of it costs nothing.'),
  aliases: z.array(plain).default([]).describe('Other names and spellings; they feed the search too.'),
});
export type ToolData = z.infer<typeof tool>;
