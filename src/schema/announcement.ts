import { z } from 'zod';
import { day, inline } from './text.ts';

/** `src/cohort/announcements.yaml`: what the organiser has to say, and when. */
export const announcements = z.array(
  z.strictObject({
    from: day.describe('First day on which it is shown.'),
    to: day.describe('Last day on which it is shown.'),
    text: inline.describe('What to say.'),
  }),
);
export type Announcement = z.infer<typeof announcements>[number];
