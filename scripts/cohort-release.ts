// Notes the calendar as it is published now: an event that moves later gets a higher sequence number.
// `npm run cohort:release`, before each publication that changes dates.
import { writeFileSync } from 'node:fs';
import { siteAddress } from '../src/build/site-address.ts';
import { readCohortHandbook } from '../src/disk/cohort-handbook.ts';
import { readReleasedEvents, releasedEventsFile } from '../src/disk/released-events.ts';
import { cohortEvents, releaseEvents } from '../src/handbook/calendar/cohort-events.ts';
import { formatProblems } from '../src/handbook/problem.ts';
import { publishedAt } from '../src/handbook/published.ts';

const { handbook, problems } = readCohortHandbook(process.cwd());
if (handbook) {
  const { site, base } = siteAddress(process.env);
  const address = publishedAt(site === undefined ? undefined : new URL(site), base);
  const released = releaseEvents(cohortEvents(handbook, address), readReleasedEvents());
  writeFileSync(releasedEventsFile, `${JSON.stringify(released, undefined, 1)}\n`);
  console.log(`${Object.keys(released).length} events are noted in ${releasedEventsFile}.`);
} else {
  console.error(formatProblems(problems));
  process.exitCode = 1;
}
