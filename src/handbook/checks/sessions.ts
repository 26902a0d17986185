import { sessionMinutes } from '../../schema/module.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPageOf, isChangedByCohort, ofKind, respell } from './context.ts';

/** Sessions whose minutes do not sum, or that name an exercise that the page does not have. */
export const checkSessions: Check = ({ pages }) =>
  ofKind(
    pages.filter((page) => !isChangedByCohort(page)),
    'module',
  ).flatMap((page) => [...session(page)]);

function* session(page: CheckedPageOf<'module'>): Generator<Problem> {
  const { session: planned } = page.data;
  if (!planned) return;
  const sum = planned.steps.reduce((total, { minutes }) => total + minutes, 0);
  if (sum !== sessionMinutes)
    yield atKey(
      page,
      ['session', 'steps'],
      `the steps of the session sum to ${sum} minutes, not ${sessionMinutes}`,
      'change the minutes of a step',
    );
  const exercises = page.body.components.flatMap(({ name, attributes: { id } }) =>
    name === 'Exercise' && id !== undefined ? [id] : [],
  );
  for (const [index, { exercise }] of planned.steps.entries()) {
    if (exercise === undefined || exercises.includes(exercise)) continue;
    yield atKey(
      page,
      ['session', 'steps', index, 'exercise'],
      `the page has no exercise "${exercise}"`,
      respell(exercise, exercises, 'name the id of an <Exercise>, or leave the key out'),
    );
  }
}
