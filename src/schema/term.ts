import { z } from 'zod';
import { id, inline, plain } from './text.ts';

/** An entry of the glossary. */
export const term = z.strictObject({
  term: plain.describe('The term as it is written in a sentence, singular.'),
  abbreviation: plain.optional().describe('Short form, such as `SLO`.'),
  aliases: z.array(plain).default([]).describe('Synonyms and spellings; they feed the search too.'),
  definition: inline.describe('One to three sentences that stand alone.'),
  home: id.describe('Page id of the page that explains it.'),
  see: z.array(id).default([]).describe('Ids of related terms.'),
});
export type TermData = z.infer<typeof term>;
