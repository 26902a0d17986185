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
