import { z } from 'zod';
import { day, id, minutes, plain, url } from './text.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as "18:30"');
const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as "#1b4f91"');
const fontFile = z.string().regex(/^[a-z0-9-]+\.woff2$/, 'expected the name of a file such as "text.woff2"');
const inBothThemes = z.strictObject({
  light: colour.describe('In the light theme.'),
  dark: colour.describe('In the dark theme.'),
});

/** Version of the settings that this handbook reads. */
export const settingsVersion = 1;

/** The organiser's settings: the only place where the identity of a site stands. */
export const cohort = z.strictObject({
  version: z
    .number()
    .int()
    .positive()
    .default(settingsVersion)
    .describe('Version of these settings; written by `npm run cohort:init`.'),
  id: id
    .optional()
    .describe('Tells this cohort’s calendar from those of others; written by `npm run cohort:init`, never changed.'),
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
  start: day.optional().describe('First day of the first unit. Left out: the site has no dates.'),
  zone: z.string().min(1).default('UTC').describe('Time zone of the meetings, such as Europe/Berlin.'),
  pace: z
    .number()
    .min(0.5)
    .max(8)
    .multipleOf(0.5)
    .default(1)
    .describe('Calendar weeks for one week of the programme: 0.5, 1, 1.5, 2 …'),
  breaks: z
    .array(
      z.strictObject({
        from: day.describe('First day without work.'),
        to: day.describe('Last day without work.'),
        name: plain.optional().describe('What the break is called.'),
      }),
    )
    .default([])
    .describe('Days without work; what follows moves.'),
  holidays: z.array(day).default([]).describe('Single days off inside a week; nothing moves.'),
  sessions: z
    .array(
      z.strictObject({
        name: plain.describe('What the meeting is called.'),
        day: weekday.describe('Day of the week.'),
        time: clock.describe('When it begins, in the time zone of the settings.'),
        minutes: minutes.describe('How long it takes.'),
        place: plain.optional().describe('A room, or the address of a call.'),
      }),
    )
    .default([])
    .describe('Live meetings, in every week.'),
  deadlines: z
    .array(
      z.strictObject({
        name: plain.describe('What is due.'),
        unit: id.describe('Id of the unit in which it is due.'),
        day: weekday.describe('Day of the week on which it is due.'),
      }),
    )
    .default([])
    .describe('What is due, and when.'),
  tracks: z.array(id).min(1).optional().describe('Which tracks, in this order; left out: all.'),
  units: z
    .array(id)
    .min(1)
    .optional()
    .describe('Which weeks, modules, blocks and other units, in this order; left out: all of the tracks.'),
  'left-out': z
    .enum(['text', 'upstream'])
    .default('text')
    .describe('What a link to something that is left out becomes: plain text, or a link to `upstream`.'),
  upstream: url.optional().describe('Address of the handbook that this one was forked from.'),
  logo: z
    .strictObject({
      file: z
        .string()
        .regex(/^[a-z0-9-]+\.(svg|png|webp)$/, 'expected the name of a file such as "logo.svg"')
        .describe('A file in `src/cohort/`.'),
      alt: plain.describe('What it shows, in words.'),
    })
    .optional()
    .describe('Shown beside the name of the site.'),
  colours: z
    .strictObject({
      accent: inBothThemes.optional().describe('What can be acted on: links and buttons.'),
      paper: inBothThemes.optional().describe('Behind the text.'),
      ink: inBothThemes.optional().describe('The text.'),
    })
    .default({})
    .describe('Colours of the site; each pair needs a contrast of 4.5 to 1.'),
  fonts: z
    .strictObject({
      serif: fontFile.optional().describe('The text; a .woff2 file in `src/cohort/`.'),
      sans: fontFile.optional().describe('Labels and navigation.'),
      mono: fontFile.optional().describe('Code.'),
    })
    .default({})
    .describe('Fonts of the site.'),
  'stale-overrides': z
    .enum(['warn', 'stop'])
    .default('warn')
    .describe('What the build does when upstream has changed a section under an override.'),
  edit: url
    .optional()
    .describe(
      'Where “edit this page” leads: the address of the repository’s root in its editor, for example https://github.com/me/handbook/edit/main. Left out: no such link.',
    ),
  offline: z
    .boolean()
    .default(true)
    .describe(
      'Whether pages that were read stay readable without a network. `false` publishes a service worker that takes itself and its copies away.',
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
