import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Files of a week's page that its kit gives to the learner as they stand. */
it.each([
  ['week-09/load-local.ts', 'week-09/tools/load-local.ts'],
  ['week-09/zipf.ts', 'week-09/tools/zipf.ts'],
  ['week-09/schema.sql', 'week-09/schema.sql'],
  ['week-16/agenda.md', 'week-16/templates/agenda.md'],
  ['week-20/deploys.csv', 'week-20/data/deploys.csv'],
  ['week-20/survey.md', 'week-20/data/survey.md'],
])('%s is what the kit holds as %s', (artefact, kit) => {
  const shown = readFileSync(`src/content/artefacts/${artefact}`, 'utf8');
  expect(readFileSync(`src/content/kits/${kit}`, 'utf8')).toBe(shown);
});
