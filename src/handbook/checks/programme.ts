import { formOf } from '../place.ts';
import type { Problem } from '../problem.ts';
import { atKey, type Check, type CheckedPageOf, type Context, ofKind, respell } from './context.ts';

/** The shape of both tracks: numbers of weeks, phases, blocks, order. */
export const checkProgramme: Check = (context) => [
  ...weekNumbers(context),
  ...phases(context),
  ...units(context),
  ...blocks(context),
  ...laterPrerequisites(context),
];

/** Tracks whose phases are of weeks; those of other units have a word for them. */
function weekTracks({ pages }: Context): CheckedPageOf<'track'>[] {
  return ofKind(pages, 'track').filter((page) => formOf(page) !== 'units');
}

/** Units that a track lists are there, and of that track. */
function units({ pages, entries }: Context): Problem[] {
  const known = new Map(ofKind(pages, 'unit').map((page) => [page.id, page]));
  const tracks = ofKind(pages, 'track').filter((page) => formOf(page) === 'units');
  return tracks.flatMap((track) =>
    track.data.outline.phases.flatMap((phase, index) =>
      phase.weeks.flatMap((id, position) => {
        const page = known.get(id);
        if (entries.unread?.has(`page:${id}`)) return [];
        const path = ['outline', 'phases', index, 'weeks', position];
        if (!page)
          return [atKey(track, path, `there is no unit "${id}"`, respell(id, [...known.keys()], 'import the outline'))];
        const { track: own, phase: part } = page.data.outline;
        return own === track.id && part === phase.id
          ? []
          : [atKey(page, ['outline'], `${track.file} lists ${id} in "${phase.id}"`, 'import the outline again')];
      }),
    ),
  );
}

function weekNumbers(context: Context): Problem[] {
  const weeks = ofKind(context.pages, 'week');
  const total = weekTracks(context).flatMap(({ data }) => data.outline.phases.flatMap((phase) => phase.weeks)).length;
  const byNumber = new Map<number, CheckedPageOf<'week'>>();
  return weeks.flatMap((week) => {
    const { number } = week.data.outline;
    const path = ['outline', 'number'];
    const earlier = byNumber.get(number);
    byNumber.set(number, earlier ?? week);
    const expected = `week-${String(number).padStart(2, '0')}`;
    if (total > 0 && number > total) {
      return [
        atKey(
          week,
          path,
          `week ${number} in a programme of ${total}`,
          `number the weeks from 1 to ${total}, or add the week to a phase of the roadmap`,
        ),
      ];
    }
    if (earlier)
      return [
        atKey(week, path, `week ${number} is there already: ${earlier.file}`, 'give each week a number of its own'),
      ];
    return week.id === expected
      ? []
      : [
          atKey(
            week,
            path,
            `the page of week ${number} is called "${week.id}"`,
            `rename the file to ${expected}.mdx, or mend the number`,
          ),
        ];
  });
}

function phases(context: Context): Problem[] {
  const weeks = ofKind(context.pages, 'week');
  const tracks = weekTracks(context);
  const listed = new Map<string, string>();
  const problems: Problem[] = [];
  for (const track of tracks) {
    track.data.outline.phases.forEach((phase, index) => {
      phase.weeks.forEach((id, position) => {
        const path = ['outline', 'phases', index, 'weeks', position];
        const other = listed.get(id);
        const week = weeks.find((candidate) => candidate.id === id);
        if (other !== undefined)
          problems.push(
            atKey(track, path, `"${id}" is listed in two phases: ${other} and ${phase.id}`, 'leave it in one of them'),
          );
        else if (!week && !context.entries.unread?.has(`page:${id}`)) {
          problems.push(
            atKey(
              track,
              path,
              `there is no week "${id}"`,
              respell(
                id,
                weeks.map((known) => known.id),
                `write src/content/docs/weeks/${id}.mdx`,
              ),
            ),
          );
        } else if (week && week.data.outline.phase !== phase.id) {
          problems.push(
            atKey(
              week,
              ['outline', 'phase'],
              `${track.file} lists ${id} in the phase "${phase.id}", the page says "${week.data.outline.phase}"`,
              'make the two agree',
            ),
          );
        }
        listed.set(id, other ?? phase.id);
      });
    });
  }
  const known = tracks.flatMap(({ data }) => data.outline.phases.map(({ id }) => id));
  if (!context.complete && known.length === 0) return problems;
  for (const week of weeks) {
    const { phase, number } = week.data.outline;
    if (listed.has(week.id) || (listed.size > 0 && number > listed.size)) continue;
    const exists = known.includes(phase);
    const message = exists ? `the phase "${phase}" does not list ${week.id}` : `there is no phase "${phase}"`;
    problems.push(
      atKey(
        week,
        ['outline', 'phase'],
        message,
        exists
          ? 'add the week to the phase on its track page'
          : respell(phase, known, 'phases stand on a page of kind track'),
      ),
    );
  }
  return problems;
}

function blocks(context: Context): Problem[] {
  const known = ofKind(context.pages, 'block');
  const modules = ofKind(context.pages, 'module');
  const ids = known.map(({ id }) => id);
  return [
    ...modules.flatMap((page) => {
      const { block } = page.data.outline;
      if (ids.includes(block) || context.entries.unread?.has(`page:${block}`)) return [];
      return [atKey(page, ['outline', 'block'], `there is no block "${block}"`, respell(block, ids))];
    }),
    ...known.flatMap((page) => {
      const { from, to } = page.data.outline;
      return from <= to
        ? []
        : [
            atKey(
              page,
              ['outline', 'from'],
              `the block begins in week ${from} and ends in week ${to}`,
              'exchange the two',
            ),
          ];
    }),
    ...sameOrder(modules),
    ...sameOrder(known),
  ];
}

function sameOrder(pages: readonly (CheckedPageOf<'module'> | CheckedPageOf<'block'>)[]): Problem[] {
  const first = new Map<number, string>();
  return pages.flatMap((page) => {
    const { order } = page.data.outline;
    const earlier = first.get(order);
    first.set(order, earlier ?? page.file);
    return earlier === undefined
      ? []
      : [atKey(page, ['outline', 'order'], `the position ${order} is taken by ${earlier}`, 'give each its own')];
  });
}

function laterPrerequisites({ pages }: Context): Problem[] {
  const weeks = ofKind(pages, 'week');
  return weeks.flatMap((page) =>
    page.data.prerequisites.flatMap((id, index) => {
      const { number } = page.data.outline;
      const other = weeks.find((week) => week.id === id)?.data.outline.number;
      if (other === undefined || other <= number) return [];
      return [
        atKey(
          page,
          ['prerequisites', index],
          `week ${number} needs week ${other}, which comes later`,
          'name an earlier week, or put it under `leadsTo`',
        ),
      ];
    }),
  );
}
