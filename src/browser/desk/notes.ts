import { type Entry, limits, type Note } from '../../handbook/progress/entry.ts';
import { liveVersions, nextStamp } from '../../handbook/progress/merge.ts';
import { element } from './element.ts';
import type { Desk } from './store.ts';

/** This tab's version of a note while it is being written: what it finds there before, it replaces. */
const session = `${1 + Math.floor(Math.random() * 8)}${Math.random().toString(36).slice(2).padEnd(11, '0').slice(0, 11)}`;

/** The note of a section, if there is any; texts that were written apart stand one after the other. */
export function noteText(desk: Desk, key: string): string {
  const entry = desk.entries.get(key);
  if (entry?.kind !== 'note') return '';
  const texts = liveVersions(entry).map(({ text }) => text);
  return texts.filter((text, index) => text.trim() !== '' && texts.indexOf(text) === index).join('\n\n---\n\n');
}

/** Writes a note: this tab's version takes the place of those that the learner has seen. */
export function writeNote(desk: Desk, key: string, text: string, seen: ReadonlySet<string>): Promise<void> {
  return desk.change(key, (before): Entry => {
    const versions = new Map<string, Note['versions'][string]>(
      before?.kind === 'note' ? Object.entries(before.versions) : [],
    );
    for (const id of seen) if (versions.has(id)) versions.set(id, null);
    versions.set(session, { at: nextStamp(Date.now(), before), text: text.slice(0, limits.note) });
    return { kind: 'note', versions: Object.fromEntries(versions) };
  });
}

/**
 * A field for a note that is written as it is typed. What another tab or an import brings is shown as soon as
 * the learner does not type.
 */
export function noteField(desk: Desk, key: string, label: string): HTMLElement {
  const field = element('textarea', { rows: 3, maxLength: limits.note, spellcheck: true, 'data-note': key });
  let seen = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let typed = false;
  const look = () => {
    const entry = desk.entries.get(key);
    if (document.activeElement === field) return;
    seen = new Set(entry?.kind === 'note' ? liveVersions(entry).map(({ id }) => id) : []);
    seen.delete(session);
    field.value = noteText(desk, key);
  };
  const write = () => {
    clearTimeout(timer);
    if (!typed || field.value === noteText(desk, key)) return;
    typed = false;
    void writeNote(desk, key, field.value, seen);
  };
  field.addEventListener('input', () => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  });
  field.addEventListener('change', write);
  field.addEventListener('blur', look);
  addEventListener('pagehide', write);
  desk.onChange(look);
  look();
  return element('label', { className: 'note-field' }, element('span', {}, label), field);
}

/** Puts a button for a note behind every heading of the page, and opens the notes that are there. */
export function addNotes(desk: Desk): void {
  const page = document.querySelector<HTMLElement>('[data-item$="#read"]')?.dataset['item']?.split('#')[0];
  const title = document.querySelector('main h1');
  if (!page || !title) return;
  const places = [
    { id: 'page', name: 'this page', after: document.querySelector('main header.head') ?? title, head: title },
    ...[...document.querySelectorAll<HTMLElement>('main h2[id]')].map((head) => {
      return { id: head.id, name: `“${head.textContent.trim()}”`, after: head, head };
    }),
  ];
  for (const { id, name, after, head } of places) {
    const key = `note:${page}#${id}`;
    const button = element(
      'button',
      { type: 'button', className: 'note-button', 'aria-label': `Note on ${name}` },
      'Note',
    );
    const open = (focus: boolean) => {
      const field = noteField(desk, key, `Your note on ${name}`);
      after.after(field);
      button.remove();
      if (focus) field.querySelector('textarea')?.focus();
    };
    button.addEventListener('click', () => open(true));
    if (noteText(desk, key) !== '') open(false);
    else if (head === title) after.append(button);
    else head.after(button);
  }
  showStrayNotes(desk, page, new Set(places.map(({ id }) => id)));
}

/** Notes whose section the page no longer has stand at its head, so that no edit hides them. */
function showStrayNotes(desk: Desk, page: string, places: ReadonlySet<string>): void {
  const after = document.querySelector('main header.head');
  const prefix = `note:${page}#`;
  for (const key of desk.entries.keys()) {
    const section = key.slice(prefix.length);
    const elsewhere = places.has(section) || section.startsWith('rubric-');
    if (!key.startsWith(prefix) || elsewhere || noteText(desk, key) === '') continue;
    after?.after(noteField(desk, key, `Your note on “${section}”, a section that this page no longer has`));
  }
}
