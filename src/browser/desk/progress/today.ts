import type { CatalogueUnit } from '../../../handbook/progress/catalogue.ts';
import type { Entries } from '../../../handbook/progress/entry.ts';
import { todayOf, type TrackProgress } from '../../../handbook/progress/overview.ts';
import { formatMinutes } from '../../../handbook/reading-time.ts';
import { element } from '../element.ts';

/** What is up today, and where the learner left off. */
export function showToday(
  place: HTMLElement,
  entries: Entries,
  tracks: readonly TrackProgress[],
  last: CatalogueUnit | undefined,
  base: string,
): void {
  const track = tracks.find(({ units }) => units.some(({ unit }) => unit.id === last?.id)) ?? tracks[0];
  const today = todayOf(track, last?.id, entries);
  if (!last || !today) {
    const text = tracks.length > 0 && last ? 'Everything is done.' : 'Nothing is ticked yet.';
    place.replaceChildren(element('p', {}, `${text} `, element('a', { href: base }, 'Choose where to begin.')));
    return;
  }
  const minutes = today.items.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  const name = titleOf(today.unit);
  const when = today.day ? `${today.day} of its plan` : 'next on the page';
  place.replaceChildren(
    element(
      'p',
      {},
      element('a', { href: today.unit.path }, name),
      `, ${when}${minutes > 0 ? `: ${formatMinutes(minutes)}` : ''}.`,
    ),
    element(
      'ul',
      {},
      ...today.items.map(({ id, text, minutes }) =>
        element(
          'li',
          {},
          element('a', { href: `${today.unit.path}${anchorOf(id, today.day)}` }, text),
          minutes ? `, ${formatMinutes(minutes)}` : '',
        ),
      ),
    ),
    element('p', {}, element('a', { href: `${base}review/` }, 'Review what is due')),
  );
}

/** What a unit is called in a sentence. */
export function titleOf({ name, title }: CatalogueUnit): string {
  return name ? `${name}: ${title}` : title;
}

/** Tasks stand under their day; everything else has its own anchor. */
function anchorOf(id: string, day: string | undefined): string {
  return day && id.startsWith('plan-') ? `#plan-${day.toLowerCase()}` : `#${id}`;
}
