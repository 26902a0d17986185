import { element } from './element.ts';
import type { Desk, Trouble } from './store.ts';

const words: Readonly<Record<Trouble, string>> = {
  spare:
    'This browser’s database cannot be used at the moment. Your changes are kept in a smaller store and move over by themselves. Export them if this message stays.',
  full: 'There is no room left in this browser, so your last changes are on this page only. Save them as a file, or make room and come back to this tab.',
  none: 'This browser does not let the site keep anything: it is a private window, or storage is turned off. What you tick here is gone when you leave the page. Save it as a file first.',
  newer:
    'A newer release of the handbook has written your progress. This page leaves it untouched. Reload to bring the page up to date.',
};

/** Says what is wrong with keeping things, once, above the page, with a way to save them. */
export function showTrouble(desk: Desk): void {
  const place = document.querySelector('main');
  const shown = document.querySelector<HTMLElement>('.desk-trouble');
  if (shown?.dataset['trouble'] === desk.trouble) return;
  shown?.remove();
  if (!desk.trouble || !place) return;
  const save = element('button', { type: 'button' }, 'Save as a file');
  save.addEventListener('click', () => void import('./export.ts').then(({ saveFile }) => saveFile(desk.entries)));
  place.prepend(
    element(
      'div',
      { className: 'desk-trouble', role: 'alert', 'data-trouble': desk.trouble },
      `${words[desk.trouble]} `,
      save,
    ),
  );
}
