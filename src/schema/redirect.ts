import { z } from 'zod';

const path = z
  .string()
  .regex(
    /^\/([a-z0-9-]+\/)+$/,
    'expected a path of the handbook, lower case, with a slash at both ends, such as "/modules/alerting-quality/"',
  );

/**
 * Pages that have moved: old path → new path, both from the root of the handbook. An old path stays here
 * for good, because links to it do not die.
 */
export const redirects = z
  .record(path, path)
  .describe('Old path: new path.')
  .superRefine((moves, context) => {
    for (const [from, to] of Object.entries(moves)) {
      if (moves[to] !== undefined) {
        context.addIssue({
          code: 'custom',
          path: [from],
          message: `leads to ${to}, which has moved too: name ${moves[to]}`,
        });
      }
    }
  });
export type Redirects = z.infer<typeof redirects>;
