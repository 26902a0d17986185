import { formatSpan } from '../../../handbook/calendar/format-date.ts';
import type { Catalogue } from '../../../handbook/progress/catalogue.ts';
import { type Entry, type LearnerPlan, tickOf } from '../../../handbook/progress/entry.ts';
import { behind, type Dates, plannedDates, planAgain, unitOn } from '../../../handbook/progress/learner-plan.ts';
import { nextStamp } from '../../../handbook/progress/merge.ts';
import { pageItem } from '../../../handbook/progress/items.ts';
import { daysIn } from '../../../handbook/progress/days-off.ts';
import { element } from '../element.ts';
import { download, localDay } from '../export.ts';
import type { Desk } from '../store.ts';
import { titleOf } from './today.ts';

const key = 'plan:learner';

/** The learner's own dates: start, hours a week and days off; planned again when they fall behind; a calendar. */
export function setUpPlan(root: HTMLElement, desk: Desk, catalogue: Catalogue): void {
  const form = root.querySelector<HTMLFormElement>('[data-plan]');
  const [again, calendar] = ['again', 'calendar'].map((name) =>
    root.querySelector<HTMLButtonElement>(`[data-${name}]`),
  );
  const [status, place] = ['plan-status', 'dates'].map((name) => root.querySelector<HTMLElement>(`[data-${name}]`));
  if (!form || !again || !calendar || !status || !place) return;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  form
    .querySelector('[data-tracks]')
    ?.replaceChildren(...catalogue.tracks.map(({ id, title }) => element('option', { value: id }, title)));

  const planned = () => {
    const plan = desk.entries.get(key);
    const track = plan?.kind === 'plan' ? catalogue.tracks.find(({ id }) => id === plan.track) : undefined;
    return plan?.kind === 'plan' && track
      ? { plan, units: track.units, dates: plannedDates(track.units, plan) }
      : undefined;
  };
  const finished = () => {
    const units = planned()?.units ?? [];
    return new Set(units.filter(({ id }) => tickOf(desk.entries, `${id}#${pageItem}`)?.done).map(({ id }) => id));
  };
  const store = (make: (before: Entry | undefined) => Omit<LearnerPlan, 'at'>) =>
    desk.change(key, (before) => ({ ...make(before), at: nextStamp(Date.now(), before) }));

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const rest = new FormData(form).getAll('rest').map(Number);
    const off = daysIn(field('off').value);
    if (rest.length > 6) status.textContent = 'A week needs at least one day with time.';
    else if (!off)
      status.textContent = 'Days off are written as 2026-12-24, one a line; a span with a dash between its ends.';
    else {
      const { track, start, hours } = Object.fromEntries(
        ['track', 'start', 'hours'].map((name) => [name, field(name).value]),
      );
      void store(() => ({ kind: 'plan', track: track ?? '', start: start ?? '', hours: Number(hours), rest, off }));
    }
  });
  again.addEventListener('click', () => {
    const now = planned();
    if (now) void store(() => planAgain(now.plan, now.units, finished(), localDay(Date.now())));
  });
  calendar.addEventListener('click', () => {
    const now = planned();
    if (!now) return;
    const events = now.dates.map(({ id, start, end }) => {
      const unit = now.units.find((unit) => unit.id === id);
      const url = new URL(unit?.path ?? '', location.href);
      return {
        uid: `learner-${id}@${url.host}${root.dataset['base']}`,
        summary: unit ? titleOf(unit) : id,
        url: url.href,
        isAllDay: true,
        from: start,
        to: end,
        // A plan that was made later stands above an earlier one; the field holds 31 bits.
        sequence: Math.floor(now.plan.at / 1000) % 2_000_000_000,
      };
    });
    const facts = { name: 'My plan', product: 'learner plan', stamp: new Date(now.plan.at) };
    void import('../../../handbook/calendar/calendar-file.ts').then(({ calendarFile }) =>
      download('my-plan.ics', 'text/calendar', calendarFile(facts, events)),
    );
  });

  let shown: number | undefined;
  const show = () => {
    const now = planned();
    again.hidden = calendar.hidden = !now;
    if (!now) {
      field('start').value ||= localDay(Date.now());
      const cohort = cohortDates(catalogue);
      place.replaceChildren(...(cohort ? [table(cohort.dates, cohort.units, new Set())] : []));
      status.textContent = cohort ? 'These are the dates of your cohort. A plan of your own stands beside them.' : '';
      return;
    }
    const { plan, units, dates } = now;
    // The form follows the plan, not the other way round while somebody types.
    if (shown !== plan.at) {
      shown = plan.at;
      field('track').value = plan.track;
      field('start').value = plan.start;
      field('hours').value = String(plan.hours);
      field('off').value = plan.off.join('\n');
      for (const box of form.querySelectorAll<HTMLInputElement>('[name="rest"]'))
        box.checked = plan.rest.includes(Number(box.value));
    }
    const today = localDay(Date.now());
    const late = behind(dates, finished(), today);
    again.hidden = late.units.length === 0;
    const next = unitOn(dates, today);
    const unit = units.find(({ id }) => id === next?.id);
    status.textContent =
      late.units.length > 0
        ? `You are ${late.days} ${late.days === 1 ? 'day' : 'days'} behind: ${late.units.length} ${late.units.length === 1 ? 'unit was' : 'units were'} to be finished by now.`
        : next && unit
          ? `Today the plan has ${titleOf(unit)}, ${formatSpan(next.start, next.end)}.`
          : 'The plan is over.';
    place.replaceChildren(table(dates, units, finished()));
  };
  desk.onChange(show);
  show();
}

function table(
  dates: readonly Dates[],
  units: Catalogue['tracks'][number]['units'],
  finished: ReadonlySet<string>,
): HTMLElement {
  const hasCohort = units.some((unit) => unit.dates);
  const rows = dates.map(({ id, start, end }) => {
    const unit = units.find((unit) => unit.id === id);
    const title = unit ? element('a', { href: unit.path }, titleOf(unit)) : id;
    const cohort = unit?.dates ? formatSpan(unit.dates.start, unit.dates.end) : '';
    const texts = [formatSpan(start, end), ...(hasCohort ? [cohort] : []), finished.has(id) ? 'finished' : ''];
    const cells = texts.map((text) => element('td', {}, text));
    return element('tr', {}, element('th', { scope: 'row' }, title), ...cells);
  });
  const head = ['Unit', 'Dates', ...(hasCohort ? ['Cohort'] : []), 'State'].map((text) =>
    element('th', { scope: 'col' }, text),
  );
  const [first, last] = [dates[0], dates.at(-1)];
  return element(
    'details',
    {},
    element('summary', {}, first && last ? `All dates: ${formatSpan(first.start, last.end)}` : 'No dates'),
    element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)),
  );
}

/** The dates that the organiser has set, of the first track that has any. */
function cohortDates(
  catalogue: Catalogue,
): { dates: Dates[]; units: Catalogue['tracks'][number]['units'] } | undefined {
  const units = catalogue.tracks.map((track) => track.units).find((units) => units.some((unit) => unit.dates));
  if (!units) return undefined;
  return { units, dates: units.flatMap(({ id, dates }) => (dates ? [{ id, ...dates }] : [])) };
}
