import type { Catalogue } from '../../../handbook/progress/catalogue.ts';
import { notesOf } from '../../../handbook/progress/overview.ts';
import { element } from '../element.ts';
import { localDay } from '../export.ts';
import { formatDay } from '../../../handbook/calendar/format-date.ts';
import type { Desk } from '../store.ts';
import { renderMarkdown } from './note-markdown.ts';
import { titleOf } from './today.ts';

/** The notes of all pages, rendered, with a search over their words. */
export function setUpNotes(root: HTMLElement, desk: Desk, catalogue: Catalogue): void {
  const place = root.querySelector('[data-notes]');
  const field = root.querySelector<HTMLInputElement>('[data-note-search]');
  if (!place || !field) return;
  const units = new Map(catalogue.tracks.flatMap(({ units }) => units.map((unit) => [unit.id, unit] as const)));
  const show = () => {
    const notes = notesOf(desk.entries, field.value);
    const none = field.value.trim()
      ? 'No note has all of these words.'
      : 'No notes yet. Every section of a week or module has a button for one.';
    place.replaceChildren(
      ...(notes.length === 0 ? [element('p', {}, none)] : []),
      ...notes.map(({ page, section, texts, at }) => {
        const unit = units.get(page);
        const criterion = unit?.criteria.find(({ id }) => id === section)?.text;
        const part = criterion
          ? `, evidence for “${criterion}”`
          : section === 'page'
            ? ''
            : `, ${section.replaceAll('-', ' ')}`;
        const where = `${unit ? titleOf(unit) : page}${part}`;
        const anchor = section === 'page' ? '' : `#${section}`;
        const head = unit ? element('a', { href: `${unit.path}${anchor}` }, where) : where;
        return element(
          'article',
          { className: 'note-card' },
          element(
            'p',
            { className: 'label' },
            head,
            ' · ',
            element('time', { dateTime: localDay(at) }, formatDay(localDay(at))),
          ),
          ...texts.map((text) => element('div', { className: 'prose' }, renderMarkdown(text))),
        );
      }),
    );
  };
  field.addEventListener('input', show);
  desk.onChange(show);
  show();
}
