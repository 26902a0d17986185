import type { Handbook } from '../handbook.ts';
import { placeName } from '../place.ts';
import type { InlineTree } from './inline-tree.ts';
import type { ReviewCard } from './review-schedule.ts';

/** A card of the review with what it shows. */
export interface ShownCard extends ReviewCard {
  question: InlineTree[];
  answer: InlineTree[];
  /** Where it comes from, and its address there. */
  from: string;
  path: string;
}

/**
 * All cards of a handbook: the self-check questions of weeks and modules, and the terms, each met on its home page.
 * @param tree turns inline Markdown into a tree
 * @param address turns a path from the root of the handbook into one of the site
 */
export function cardsOf(
  handbook: Handbook,
  tree: (markdown: string) => InlineTree[],
  address: (path: string) => string,
): ShownCard[] {
  const questions = [...handbook.weeks, ...handbook.modules].flatMap((page) =>
    page.data.selfCheck.map(({ id, question, answer }): ShownCard => ({
      id: `${page.id}#${id}`,
      page: page.id,
      question: tree(question),
      answer: tree(answer),
      from: placeName(page) || page.title,
      path: address(`${page.path}#${id}`),
    })),
  );
  const terms = [...handbook.terms.values()].map(({ id, data }): ShownCard => ({
    id: `term#${id}`,
    page: data.home,
    question: [`What is “${data.term}”?`],
    answer: tree(data.definition),
    from: 'Glossary',
    path: address(`/glossary/#${id}`),
  }));
  return [...questions, ...terms];
}
