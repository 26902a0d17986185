import { z } from 'zod';
import { day, inline, plain, url } from './text.ts';

/** A work of the bibliography. */
export const source = z.strictObject({
  authors: z.array(plain).min(1).describe('People or the organisation, as printed.'),
  year: z
    .number()
    .int()
    .min(1900)
    .max(2100)
    .optional()
    .describe('Left out for documentation that changes all the time.'),
  title: plain,
  container: plain.optional().describe('The book, journal or conference it stands in.'),
  publisher: plain.optional(),
  edition: plain.optional(),
  type: z.enum(['book', 'chapter', 'paper', 'article', 'docs', 'standard', 'talk', 'report', 'post']),
  url: url.optional(),
  free: z.boolean().describe('Whether it can be read without paying.'),
  checked: day.describe('When somebody last looked that it says what is cited.'),
  note: inline.optional(),
});
export type SourceData = z.infer<typeof source>;
