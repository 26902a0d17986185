import { z } from 'zod';
import { inline } from './text.ts';

/** An edition note: something the outline says that this edition corrects or makes precise. */
export const note = z.strictObject({
  says: inline.describe("The outline's words that the note is about."),
  problem: inline.describe('What is off about it.'),
  resolution: inline.describe('What this edition does about it.'),
  on: z
    .array(z.string().regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/, 'expected a page id, or page-id#item-id'))
    .min(1)
    .describe('Pages, or items of their outline, beside which the note stands.'),
});
export type NoteData = z.infer<typeof note>;
