import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { day } from '../schema/text.ts';
import type { ReleasedEvents } from '../handbook/calendar/cohort-events.ts';

/** Where the events of the last release are kept, from the root of the repository. */
export const releasedEventsFile = 'src/cohort/calendar-released.json';
const schema = z.record(
  z.string(),
  z.strictObject({
    from: z.union([day, z.iso.datetime()]),
    to: z.union([day, z.iso.datetime()]),
    sequence: z.number().int().min(0),
  }),
);

/**
 * The events of the cohort's calendar at its last release; none before the first.
 * @throws Error naming the file where it is damaged
 */
export function readReleasedEvents(root = '.'): ReleasedEvents {
  const path = join(resolve(root), releasedEventsFile);
  if (!existsSync(path)) return {};
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(
      `${releasedEventsFile} is damaged: ${reason}\nTake it from the last commit: git checkout -- ${releasedEventsFile}`,
      {
        cause: error,
      },
    );
  }
}
