import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { type Entries, type Grade, readKey, type Review } from './entry.ts';
import { nextStamp } from './merge.ts';

/** One card: a self-check question of a page, or a term. */
export interface ReviewCard {
  /** `<page>#<question>` or `term#<term>`. */
  id: string;
  /** Page on which the learner meets it. */
  page: string;
}

/** A card with where it stands. */
export interface Standing<C extends ReviewCard = ReviewCard> {
  card: C;
  /** Milliseconds since 1970; undefined for a card never asked. */
  due: number | undefined;
  /** Chance of knowing it now, 0–1; 0 for a card never asked. */
  recall: number;
}

/** Days of the intervals are the scheduler's own, without chance, so that two devices agree. */
const scheduler = fsrs({ enable_fuzz: false, request_retention: 0.9 });
/** New cards a day: with the reviews that follow from them about ten minutes. */
export const newPerDay = 10;

/** Grades by the keys 1–4. */
export const grades: readonly { grade: Grade; label: string }[] = [
  { grade: Rating.Again, label: 'Again' },
  { grade: Rating.Hard, label: 'Hard' },
  { grade: Rating.Good, label: 'Good' },
  { grade: Rating.Easy, label: 'Easy' },
];

/** Replays the answers of a card; undefined where there are none. */
export function replay(review: Review | undefined): Card | undefined {
  const answers = Object.entries(review?.log ?? {})
    .map(([at, grade]) => ({ at: Number(at), grade }))
    .sort((a, b) => a.at - b.at);
  const [first] = answers;
  if (!first) return undefined;
  return answers.reduce<Card>(
    (card, { at, grade }) => scheduler.next(card, new Date(at), grade).card,
    createEmptyCard(new Date(first.at)),
  );
}

/** Milliseconds since 1970 at which a card comes back after each grade. */
export function nextDue(review: Review | undefined, now: number): Record<Grade, number> {
  const card: Card = replay(review) ?? createEmptyCard(new Date(now));
  const at = new Date(nextStamp(now, review));
  const due = (grade: Grade) => scheduler.next(card, at, grade).card.due.getTime();
  return { 1: due(1), 2: due(2), 3: due(3), 4: due(4) };
}

/** A review with one more answer. */
export function answered(review: Review | undefined, grade: Grade, now: number): Review {
  return { kind: 'review', log: { ...review?.log, [nextStamp(now, review)]: grade } };
}

/** The review of a card, where it was asked before. */
export function reviewOf(entries: Entries, card: string): Review | undefined {
  const entry = entries.get(`review:${card}`);
  return entry?.kind === 'review' ? entry : undefined;
}

/** Cards that a learner has met: those of pages on which something is ticked, and those asked before. */
export function metCards<C extends ReviewCard>(cards: readonly C[], entries: Entries): C[] {
  const pages = new Set<string>();
  for (const [key, entry] of entries) if (entry.kind === 'tick' && entry.done) pages.add(readKey(key)?.page ?? '');
  return cards.filter(({ id, page }) => pages.has(page) || entries.has(`review:${id}`));
}

/** What there is to do, and what is known. */
export interface ReviewState<C extends ReviewCard = ReviewCard> {
  /** To be asked now: what is due, the least certain first, then new cards. */
  queue: Standing<C>[];
  due: number;
  /** New cards that are in today's queue. */
  fresh: number;
  /** New cards that wait for another day. */
  waiting: number;
  /** Cards that would be known now with a chance of 90 % or more. */
  known: number;
  met: number;
}

/**
 * The queue of a moment.
 * @param now milliseconds of the clock
 * @param dayStart milliseconds at which the learner's day began: new cards are counted from there
 */
export function reviewState<C extends ReviewCard>(
  cards: readonly C[],
  entries: Entries,
  now: number,
  dayStart: number,
): ReviewState<C> {
  const met = metCards(cards, entries).map((card): Standing<C> & { first: number } => {
    const review = reviewOf(entries, card.id);
    const state = replay(review);
    const recall = state ? scheduler.get_retrievability(state, new Date(now), false) : 0;
    return { card, due: state?.due.getTime(), recall, first: Math.min(...Object.keys(review?.log ?? {}).map(Number)) };
  });
  const due = met.filter((standing) => standing.due !== undefined && standing.due <= now);
  const begun = met.filter(({ first }) => first >= dayStart && first < Infinity).length;
  const fresh = met.filter((standing) => standing.due === undefined);
  const today = fresh.slice(0, Math.max(0, newPerDay - begun));
  return {
    queue: [...due.sort((a, b) => a.recall - b.recall), ...today],
    due: due.length,
    fresh: today.length,
    waiting: fresh.length - today.length,
    known: met.filter(({ recall }) => recall >= 0.9).length,
    met: met.length,
  };
}
