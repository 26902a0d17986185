import { z } from 'zod';
import { plain, url } from './text.ts';

/** The organiser's settings: the only place where the identity of a site stands. */
export const cohort = z.strictObject({
  name: plain.describe('Name of the site.'),
  description: plain.describe('One sentence for search engines and the head of the home page.'),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'expected a language tag such as "en" or "en-GB"')
    .default('en')
    .describe('Language of the text and of the controls.'),
  links: z
    .array(z.strictObject({ label: plain.describe('What the link says.'), url: url.describe('Where it leads.') }))
    .default([])
    .describe('Links of the organiser, shown in the footer.'),
  edit: url
    .optional()
    .describe(
      'Where “edit this page” leads: the address of the repository’s root in its editor, for example https://github.com/me/handbook/edit/main. Left out: no such link.',
    ),
  attribution: z
    .strictObject({
      text: plain.describe('Who is to be named when the content is used further.'),
      url: url.optional().describe('Where they can be found.'),
      licence: plain.default('CC BY 4.0').describe('Licence of the text.'),
      licenceUrl: url.default('https://creativecommons.org/licenses/by/4.0/').describe('Words of the licence.'),
    })
    .describe('What has to be named by whoever uses the content.'),
});
export type Cohort = z.infer<typeof cohort>;
