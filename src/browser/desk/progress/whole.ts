import type { Catalogue } from '../../../handbook/progress/catalogue.ts';
import type { Entries } from '../../../handbook/progress/entry.ts';
import { goneFrom, paceOf, type TrackProgress, type UnitProgress } from '../../../handbook/progress/overview.ts';
import { formatHours } from '../../../handbook/reading-time.ts';
import { element } from '../element.ts';
import { localDay } from '../export.ts';
import { formatDay } from '../../../handbook/calendar/format-date.ts';
import { titleOf } from './today.ts';

/** Every track with its units: what is done, in items and hours, and where the pace leads. */
export function showWhole(
  place: HTMLElement,
  entries: Entries,
  catalogue: Catalogue,
  tracks: readonly TrackProgress[],
  now: number,
): void {
  // What the learner had unfolded stays unfolded.
  const open = new Set([...place.querySelectorAll('details[open]')].map(({ id }) => id));
  const begun = tracks.filter(({ units }) => units.some(({ done }) => done > 0));
  const shown = new Set((begun.length > 0 ? begun : tracks.slice(0, 1)).map(({ id }) => id));
  const gone = goneFrom(catalogue, entries).length;
  place.replaceChildren(
    ...tracks.map((track) => {
      const details = element(
        'details',
        {
          id: `track-${track.id}`,
          open: place.childElementCount > 0 ? open.has(`track-${track.id}`) : shown.has(track.id),
        },
        element('summary', {}, track.title),
        element('p', {}, summary(track, entries, now)),
        element('ol', { className: 'units' }, ...track.units.map(row)),
      );
      return details;
    }),
    ...(gone > 0
      ? [
          element(
            'p',
            { className: 'aside' },
            `${gone} of your ticks are for items that the handbook no longer has. They are kept and exported.`,
          ),
        ]
      : []),
  );
}

function summary(track: TrackProgress, entries: Entries, now: number): string {
  const finished = track.units.filter((unit) => unit.finished).length;
  const { weekly, through } = paceOf(track, entries, now);
  const hours = `${formatHours(track.minutesDone)} of ${formatHours(track.minutes)} planned`;
  const untimed = track.untimed > 0 ? `; ${track.untimed} have no plan by the minute yet and are not counted` : '';
  const pace =
    through === undefined
      ? ''
      : ` In the last two weeks you did ${formatHours(weekly)} a week. At this pace the counted rest is done on ${formatDay(localDay(through))}.`;
  return `${finished} of ${track.units.length} finished, ${hours}${untimed}.${pace}`;
}

function row({ unit, done, total, minutesDone, finished, changed }: UnitProgress): HTMLElement {
  const hours =
    unit.minutes === undefined ? '' : `${minutesDone ? formatHours(minutesDone) : '0'} of ${formatHours(unit.minutes)}`;
  const state = finished ? 'finished' : done > 0 ? `${done} of ${total}` : '';
  const bar = element('progress', {
    max: total,
    value: finished ? total : done,
    'aria-label': `${titleOf(unit)}: ${done} of ${total} done`,
  });
  return element(
    'li',
    { className: finished ? 'finished' : '' },
    element('a', { href: unit.path }, titleOf(unit)),
    bar,
    element('span', { className: 'number' }, state),
    element('span', { className: 'number' }, hours),
    ...(changed > 0 ? [element('span', { className: 'changed-count' }, `${changed} changed since you ticked`)] : []),
  );
}
