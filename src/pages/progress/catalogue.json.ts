import type { APIRoute } from 'astro';
import { readingLoad } from '../../components/page/reading-load.ts';
import { withBase } from '../../handbook/links.ts';
import { catalogueOf } from '../../handbook/progress/catalogue.ts';
import { workMinutes } from '../../handbook/reading-time.ts';
import { load } from '../../load.ts';
import { inlineToText } from '../../markdown/inline.ts';

/** What there is to do, for the learner's desk. */
export const GET: APIRoute = () =>
  Response.json(
    catalogueOf(
      load().handbook,
      (path) => withBase(path, import.meta.env.BASE_URL),
      inlineToText,
      ({ body }) => {
        const reading = readingLoad(body);
        return workMinutes(reading) + reading.exerciseMinutes;
      },
    ),
  );
