import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPageOf, ofKind } from './context.ts';

/** Sums that a page claims, and lists that have to cover another one item by item. */
export const checkSums: Check = ({ pages }) =>
  ofKind(pages, 'week').flatMap((week) => [...weights(week), ...plan(week), ...coverage(week)]);

function weights(week: CheckedPageOf<'week'>): Problem[] {
  const sum = total(week.data.outline.rubric.map(({ weight }) => weight));
  return sum === 100
    ? []
    : [
        atKey(
          week,
          ['outline', 'rubric'],
          `the weights of the rubric sum to ${sum}, not 100`,
          'mend them in the outline and import it again',
        ),
      ];
}

function plan(week: CheckedPageOf<'week'>): Problem[] {
  const { plan, outline } = week.data;
  if (!plan) return [];
  const { minutes, floor, ceiling, days } = plan;
  const sum = total(days.flatMap(({ blocks }) => blocks.map((block) => block.minutes)));
  const names = days.map(({ day }) => day);
  return [
    ...(sum === minutes
      ? []
      : [
          atKey(
            week,
            ['plan', 'minutes'],
            `the plan claims ${minutes} minutes, its blocks sum to ${sum}`,
            `write ${sum}, or mend the blocks`,
          ),
        ]),
    ...(floor !== undefined && floor > minutes
      ? [
          atKey(
            week,
            ['plan', 'floor'],
            `the floor of ${floor} minutes is above the plan's ${minutes}`,
            'the floor is the least that passes, the ceiling has the stretch goals',
          ),
        ]
      : []),
    ...(ceiling !== undefined && ceiling < minutes
      ? [
          atKey(
            week,
            ['plan', 'ceiling'],
            `the ceiling of ${ceiling} minutes is below the plan's ${minutes}`,
            'the floor is the least that passes, the ceiling has the stretch goals',
          ),
        ]
      : []),
    ...names.flatMap((day, index) =>
      names.indexOf(day) < index
        ? [atKey(week, ['plan', 'days', index, 'day'], `${day} is planned twice`, 'put its blocks together')]
        : [],
    ),
    ...days.flatMap(({ blocks }, day) =>
      blocks.flatMap((block, index) => {
        const task = outline.tasks.find(({ id }) => id === block.task);
        if (!task || task.minutes === block.minutes) return [];
        return [
          atKey(
            week,
            ['plan', 'days', day, 'blocks', index, 'minutes'],
            `the outline gives ${task.minutes} minutes to "${task.id}", this block ${block.minutes}`,
            'write the outline’s minutes; what comes on top is a block without `task`',
          ),
        ];
      }),
    ),
  ];
}

/** Evidence and rubric levels: either none yet, or one for each item. */
function coverage(week: CheckedPageOf<'week'>): Problem[] {
  const { evidence, rubric, outline } = week.data;
  return [
    ...once(week, 'evidence', evidence, outline.checklist, 'item of the checklist'),
    ...once(week, 'rubric', rubric, outline.rubric, 'criterion of the rubric'),
  ];
}

function once(
  week: CheckedPageOf<'week'>,
  key: 'evidence' | 'rubric',
  given: readonly { item: string }[],
  wanted: readonly { id: string }[],
  what: string,
): Problem[] {
  if (given.length === 0) return [];
  const items = given.map(({ item }) => item);
  const missing = wanted.filter(({ id }) => !items.includes(id));
  return [
    ...items.flatMap((item, index) =>
      items.indexOf(item) < index
        ? [atKey(week, [key, index, 'item'], `"${item}" stands here twice`, 'put the two together')]
        : [],
    ),
    ...missing.map(({ id }) => atKey(week, [key], `no entry is for the ${what} "${id}"`, `add "- item: ${id}"`)),
  ];
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
