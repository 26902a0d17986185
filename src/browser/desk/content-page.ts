import { type Entry, tickKey, tickOf } from '../../handbook/progress/entry.ts';
import { nextStamp } from '../../handbook/progress/merge.ts';
import { element } from './element.ts';
import { goOffline } from './offline.ts';
import { type Desk, openDesk } from './store.ts';

/** The desk on a page of content: its boxes, the marks in the rail, and the way to notes and scores. */
const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"][data-item]')];

void openDesk().then((desk) => {
  for (const box of boxes) {
    box.addEventListener('change', () => void tick(desk, box, box.checked));
  }
  // What was ticked before the desk was open counts as well.
  const early = boxes.filter((box) => box.checked && !tickOf(desk.entries, itemOf(box))?.done);
  show(desk);
  desk.onChange(() => show(desk));
  for (const box of early) void tick(desk, box, true);
  addNoteButtons(desk);
  scoreInSight(desk);
  void goOffline();
});

const itemOf = (box: HTMLElement) => box.dataset['item'] ?? '';

function tick(desk: Desk, box: HTMLElement, done: boolean): Promise<void> {
  const { hash = '' } = box.dataset;
  return desk.change(tickKey(itemOf(box)), (before): Entry => ({
    kind: 'tick',
    at: nextStamp(Date.now(), before),
    done,
    hash,
  }));
}

function show(desk: Desk): void {
  for (const box of boxes) {
    const entry = tickOf(desk.entries, itemOf(box));
    box.checked = entry?.done ?? false;
    const changed = entry?.done && entry.hash !== undefined && entry.hash !== box.dataset['hash'];
    const label = box.closest('label');
    const mark = label?.nextElementSibling?.matches('.changed') ? label.nextElementSibling : undefined;
    if (changed && !mark && label) {
      const button = element(
        'button',
        { type: 'button', className: 'changed' },
        'Changed since you ticked it. Still done?',
      );
      button.addEventListener('click', () => {
        void tick(desk, box, true);
        box.focus();
      });
      label.after(button);
    } else if (!changed) mark?.remove();
  }
  markRail(desk);
  if (desk.trouble || document.querySelector('.desk-trouble'))
    void import('./notice.ts').then(({ showTrouble }) => showTrouble(desk));
}

/** Marks the pages of the rail that were begun or finished. */
function markRail(desk: Desk): void {
  const begun = new Map<string, boolean>();
  for (const [key, entry] of desk.entries) {
    const [, page, item] = /^tick:(.*)#(.*)$/.exec(key) ?? [];
    if (page && entry.kind === 'tick' && entry.done) begun.set(page, begun.get(page) || item === 'read');
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.rail-part ol a:not(.toc a)')) {
    const finished = begun.get(link.pathname.split('/').at(-2) ?? '');
    const said = finished ? 'finished' : 'begun';
    const mark = link.querySelector('.rail-mark');
    if (mark?.textContent === ` (${said})`) continue;
    mark?.remove();
    if (finished !== undefined) {
      link.append(
        element(
          'span',
          { className: `rail-mark ${said}` },
          element('span', { className: 'visually-hidden' }, ` (${said})`),
        ),
      );
    }
  }
}

/** A button for a note behind every heading. What writes notes is loaded with the first of them. */
function addNoteButtons(desk: Desk): void {
  const page = document.querySelector<HTMLElement>('[data-item$="#read"]')?.dataset['item']?.split('#')[0] ?? '';
  const head = document.querySelector('main header.head h1');
  const headings = [...(head ? [head] : []), ...document.querySelectorAll('main h2[id]')];
  for (const heading of headings) {
    const section = heading === head ? 'page' : heading.id;
    const name = heading === head ? 'this page' : `“${heading.textContent.trim()}”`;
    const button = element(
      'button',
      { type: 'button', className: 'note-button', 'aria-label': `Note on ${name}` },
      'Note',
    );
    button.dataset['note'] = `note:${page}#${section}`;
    button.addEventListener('click', () => {
      void import('./note-editor.ts').then(({ openNote }) => openNote(desk, button, name, true));
    });
    heading.after(button);
  }
  if ([...desk.entries.keys()].some((key) => key.startsWith(`note:${page}#`)))
    void import('./note-editor.ts').then(({ openNotes }) => openNotes(desk, page));
}

/** What scores a rubric is loaded shortly before the rubric comes into sight, at once where it has been scored. */
function scoreInSight(desk: Desk): void {
  const control = document.querySelector<HTMLElement>('[data-score]');
  const rubric = control?.closest('table');
  if (!rubric) return;
  const prefix = `score:${control?.dataset['item']?.split('#')[0]}#`;
  const load = () => {
    observer.disconnect();
    void import('./rubric-scores.ts').then(({ addScores }) => addScores(desk));
  };
  const observer = new IntersectionObserver(
    (seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) load();
    },
    { rootMargin: '1200px' },
  );
  if ([...desk.entries.keys()].some((key) => key.startsWith(prefix))) load();
  else observer.observe(rubric);
}
