const used = new WeakMap<object, Set<string>>();

/**
 * Whether a term is linked for the first time on a page. Its definition is put beside the first link only.
 *
 * @param page whatever stands for the page being rendered: Astro.locals
 */
export function isFirstUse(page: object, term: string): boolean {
  const terms = used.get(page) ?? new Set();
  used.set(page, terms);
  const isFirst = !terms.has(term);
  terms.add(term);
  return isFirst;
}

/**
 * The first sentence of a definition: what a reader needs in passing. The rest stands in the
 * glossary; whole definitions would outweigh the text of a page that links forty terms.
 */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?<!\b(?:e\.g|i\.e|vs|cf|etc|al)\.)(?=\s+[\p{Lu}“"(\d])/u.exec(text)?.[0] ?? text;
}
