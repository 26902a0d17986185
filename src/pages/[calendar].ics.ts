import type { APIRoute, GetStaticPaths } from 'astro';
import { readReleasedEvents } from '../disk/released-events.ts';
import { cohortCalendarFile } from '../handbook/calendar/cohort-events.ts';
import { publishedAt } from '../handbook/published.ts';
import { load } from '../load.ts';

/** `/calendar.ics`, where the cohort has dates. */
export const getStaticPaths: GetStaticPaths = () =>
  load().handbook.calendar ? [{ params: { calendar: 'calendar' } }] : [];

/** The cohort's dates for calendars. */
export const GET: APIRoute = ({ site }) =>
  new Response(cohortCalendarFile(load().handbook, publishedAt(site, import.meta.env.BASE_URL), readReleasedEvents()), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
