/**
 * Weights of the ranking, found by trying on the labelled queries. A name that is the query outweighs
 * everything; then comes what a page is called, then how much of the query it covers, then its text.
 */
export const weight = {
  title: 0.46,
  alias: 0.55,
  heading: 0.81,
  body: 0.5,
  near: 0.6,
  union: 0.41,
  called: 1.35,
  named: 1.22,
  headed: 0.59,
  left: 0.44,
  asked: 0.5,
  run: 0.34,
  complete: 0.4,
  phrase: 1.2,
  target: 1.04,
  phrased: 0.35,
  put: 0.7,
  rest: 2,
  begins: 0.2,
  soon: 1.5,
  long: 0.5,
};

/** What it is worth that the query is the whole name of something. */
export const exact = { title: 3.2, alias: 2.7, term: 2.7, entry: 0.37, heading: 1.2, usual: 0.3 };

/** Share of a query that a page must have to be a result at all. */
export const least = 0.34;

/** Share of a query that the names of a page must hold to put it before pages that only mention it. */
export const enough = 0.75;

/** Share of a query that a section must have to be preferred to the top of its page. */
export const most = 0.6;

/**
 * What is worth less: the top of a page, which only announces, beside its sections; a section that every page
 * has; a page that does not teach; a tool or source; practice beside prose; a definition nobody asked for.
 */
export const lesser = {
  top: 0.33,
  usual: 0.6,
  aside: 0.88,
  reference: 0.27,
  practice: 0.75,
  definition: 0.56,
};
