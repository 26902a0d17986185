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

/** Opens the note whose button this is in the place of the button. */
export function openNote(desk: Desk, button: HTMLElement, name: string, focus: boolean): void {
  const field = noteField(desk, button.dataset['note'] ?? '', `Your note on ${name}`);
  button.replaceWith(field);
  if (focus) field.querySelector('textarea')?.focus();
}

/** Opens the notes that a page has. Those whose section is gone stand at its head, so that no edit hides them. */
export function openNotes(desk: Desk, page: string): void {
  const prefix = `note:${page}#`;
  for (const key of desk.entries.keys()) {
    if (!key.startsWith(prefix) || key.startsWith(`${prefix}rubric-`) || noteText(desk, key) === '') continue;
    const button = document.querySelector<HTMLElement>(`.note-button[data-note="${CSS.escape(key)}"]`);
    const name = button?.getAttribute('aria-label')?.replace('Note on ', '');
    if (button && name) openNote(desk, button, name, false);
    else {
      const section = key.slice(prefix.length);
      const label = `Your note on “${section}”, a section that this page no longer has`;
      document.querySelector('main header.head')?.after(noteField(desk, key, label));
    }
  }
}
