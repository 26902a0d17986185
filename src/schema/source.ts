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
  title: plain.describe('As printed.'),
  container: plain.optional().describe('The book, journal or conference it stands in.'),
  publisher: plain.optional().describe('Who published it.'),
  edition: plain.optional().describe('Such as `2nd`, where the text differs between editions.'),
  type: z
    .enum(['book', 'chapter', 'paper', 'article', 'docs', 'standard', 'talk', 'report', 'post'])
    .describe('What sort of work it is.'),
  url: url.optional().describe('Where it can be read or bought.'),
  free: z.boolean().describe('Whether it can be read without paying.'),
  checked: day
    .optional()
    .describe('When somebody last looked that it says what is cited; left out where nobody has, and the page says so.'),
  note: inline.optional().describe('What a reader should know of it.'),
});
export type SourceData = z.infer<typeof source>;
