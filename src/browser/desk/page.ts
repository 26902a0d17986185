import { type Entry, tickKey } from '../../handbook/progress/entry.ts';
import { nextStamp } from '../../handbook/progress/merge.ts';
import { element } from './element.ts';
import { showTrouble } from './notice.ts';
import { type Desk, openDesk } from './store.ts';

/** The desk on a page of content: its boxes, the marks in the rail, and the way to notes and scores. */
const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"][data-item]')];

void openDesk().then((desk) => {
  for (const box of boxes) {
    box.addEventListener('change', () => void tick(desk, box, box.checked));
  }
  // What was ticked before the desk was open counts as well.
  const early = boxes.filter((box) => box.checked && !tickOf(desk, box)?.done);
  show(desk);
  desk.onChange(() => show(desk));
  for (const box of early) void tick(desk, box, true);
  void import('./notes.ts').then(({ addNotes }) => addNotes(desk));
  if (document.querySelector('[data-score]')) void import('./rubric.ts').then(({ addScores }) => addScores(desk));
  void import('./offline.ts').then(({ goOffline }) => goOffline());
});

function tickOf(desk: Desk, box: HTMLElement) {
  const entry = desk.entries.get(tickKey(box.dataset['item'] ?? ''));
  return entry?.kind === 'tick' ? entry : undefined;
}

function tick(desk: Desk, box: HTMLElement, done: boolean): Promise<void> {
  const { item = '', hash = '' } = box.dataset;
  return desk.change(tickKey(item), (before): Entry => ({
    kind: 'tick',
    at: nextStamp(Date.now(), before),
    done,
    hash,
  }));
}

function show(desk: Desk): void {
  for (const box of boxes) {
    const entry = tickOf(desk, box);
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
  showTrouble(desk);
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
