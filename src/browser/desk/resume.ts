import { readKey } from '../../handbook/progress/entry.ts';
import { stampOf } from '../../handbook/progress/merge.ts';
import { element } from './element.ts';
import { goOffline } from './offline.ts';
import { openDesk } from './store.ts';

/** On the home page: the way back to where the learner left off. Nothing on an empty desk. */
const place = document.querySelector<HTMLElement>('[data-resume]');

async function offer(place: HTMLElement): Promise<void> {
  const { entries } = await openDesk();
  let last = { page: '', at: 0 };
  for (const [key, entry] of entries) {
    const page = readKey(key)?.page ?? '';
    const at = stampOf(entry);
    if (entry.kind !== 'review' && entry.kind !== 'plan' && at > last.at && linkTo(page)) last = { page, at };
  }
  const link = linkTo(last.page);
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  if (link) {
    place.append(
      element(
        'p',
        { className: 'start' },
        element(
          'a',
          { href: link.href },
          `Continue with ${(link.querySelector('span:last-child') ?? link).textContent.replace(/\s+/g, ' ').trim()}`,
        ),
        element('a', { href: `${base}progress/`, className: 'quiet' }, 'Your progress'),
      ),
    );
  }
  void goOffline();
}

/** The link of the page that leads to a unit: home names them all. */
function linkTo(page: string): HTMLAnchorElement | undefined {
  const links = document.querySelectorAll<HTMLAnchorElement>('main li a[href]');
  return page ? [...links].find(({ pathname }) => pathname.endsWith(`/${page}/`)) : undefined;
}

if (place) void offer(place);
