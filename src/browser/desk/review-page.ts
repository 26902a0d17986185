import type { ShownCard } from '../../handbook/progress/cards.ts';
import type { Entry, Grade } from '../../handbook/progress/entry.ts';
import type { InlineTree } from '../../handbook/progress/inline-tree.ts';
import {
  answered,
  grades,
  nextDue,
  reviewOf,
  reviewState,
  type Standing,
} from '../../handbook/progress/review-schedule.ts';
import { element } from './element.ts';
import { showTrouble } from './notice.ts';
import { goOffline } from './offline.ts';
import { type Desk, openDesk } from './store.ts';

/** The page of the review: one card at a time, answered with the keyboard or a thumb. */
const root = document.querySelector<HTMLElement>('[data-review]');
const sitting = 10 * 60_000;

async function start(root: HTMLElement): Promise<void> {
  const find = (name: string) => root.querySelector<HTMLElement>(`[data-${name}]`) ?? element('div');
  const [status, facts, place] = [find('review-status'), find('review-facts'), find('card')];
  const desk = await openDesk();
  let cards: ShownCard[] = [];
  try {
    const answer = await fetch(root.dataset['cards'] ?? '');
    if (!answer.ok) throw new Error(String(answer.status));
    cards = (await answer.json()) as ShownCard[];
  } catch {
    status.textContent = 'The cards could not be loaded. Reload when there is a network.';
    return;
  }
  const began = Date.now();
  let current: Standing<ShownCard> | undefined;
  let open = false;
  let done = 0;

  const state = () => reviewState(cards, desk.entries, Date.now(), new Date().setHours(0, 0, 0, 0));
  const answer = (grade: Grade) => {
    if (!current || !open) return;
    const key = `review:${current.card.id}`;
    done += 1;
    current = undefined;
    void desk.change(key, (before): Entry =>
      answered(before?.kind === 'review' ? before : undefined, grade, Date.now()),
    );
  };
  const unfold = () => {
    if (!current || open) return;
    open = true;
    draw();
    place.querySelector<HTMLElement>('[data-grade="3"]')?.focus();
  };

  function draw(): void {
    if (!current) return;
    const { card } = current;
    const show = element('button', { type: 'button', 'data-show': '' }, 'Show the answer');
    show.addEventListener('click', unfold);
    place.replaceChildren(
      element(
        'article',
        { className: 'card' },
        element('p', { className: 'label' }, element('a', { href: card.path }, card.from)),
        element('p', { className: 'question' }, ...nodes(card.question)),
        ...(open
          ? [element('p', { className: 'answer' }, ...nodes(card.answer)), gradeButtons(desk, card, answer)]
          : [show]),
      ),
    );
  }

  const show = () => {
    showTrouble(desk);
    const { queue, due, fresh, waiting, known, met } = state();
    const said = { Due: due, New: fresh, Known: `${known} of ${met} met`, Waiting: waiting };
    facts.replaceChildren(
      ...Object.entries(said).map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, String(value))),
      ),
    );
    // A card that is on the table stays there while another tab answers others.
    if (current && queue.some(({ card }) => card.id === current?.card.id)) return;
    [current] = queue;
    open = false;
    const over = Date.now() - began > sitting ? ' Ten minutes are over: the rest can wait until tomorrow.' : '';
    status.textContent = current
      ? done > 0
        ? `${done} answered, ${queue.length} to go.${over}`
        : ''
      : met === 0
        ? 'Nothing to review yet. Tick something on a week or a module, and its questions and terms come here.'
        : `${done > 0 ? `${done} answered. ` : ''}Nothing is due now.`;
    if (!current) place.replaceChildren();
    else {
      draw();
      if (done > 0) place.querySelector<HTMLElement>('[data-show]')?.focus();
    }
  };

  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const elsewhere = target instanceof Element && target.closest('input, textarea, select, a, dialog, .bar');
    if (elsewhere || ctrlKey || metaKey || altKey || !current) return;
    const grade = grades.find((each) => String(each.grade) === key)?.grade;
    if (grade && open) answer(grade);
    else if ((key === ' ' || key === 'Enter') && !open) {
      event.preventDefault();
      unfold();
    }
  });
  desk.onChange(show);
  show();
  root.dataset['ready'] = '';
  void goOffline();
}

function gradeButtons(desk: Desk, card: ShownCard, answer: (grade: Grade) => void): HTMLElement {
  const now = Date.now();
  const due = nextDue(reviewOf(desk.entries, card.id), now);
  return element(
    'p',
    { className: 'buttons', role: 'group', 'aria-label': 'How well did you know it?' },
    ...grades.map(({ grade, label }) => {
      const button = element(
        'button',
        { type: 'button', 'data-grade': String(grade) },
        `${grade} ${label}`,
        ' ',
        element('small', {}, span(due[grade] - now)),
      );
      button.addEventListener('click', () => answer(grade));
      return button;
    }),
  );
}

/** A span of time in its largest unit: `10 min`, `3 d`, `2 mo`. */
function span(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.round(minutes / 60)} h`;
  const days = Math.round(minutes / 1440);
  return days < 60 ? `${days} d` : `${Math.round(days / 30.4)} mo`;
}

/** A tree of inline elements as nodes: text never becomes markup. */
function nodes(tree: readonly InlineTree[]): (Node | string)[] {
  return tree.map((part) => {
    if (typeof part === 'string') return part;
    const { tag, href, children } = part;
    return tag === 'a' ? element('a', { href: href ?? '' }, ...nodes(children)) : element(tag, {}, ...nodes(children));
  });
}

if (root) void start(root);
