/**
 * Weights of the ranking, found by trying on the labelled queries (`tests/search/queries`, never on those held
 * back). A name that is the query outweighs everything; then comes what a page is called, then how much of the
 * query it covers, then its text.
 */
export const weight = {
  /** How much a word of the query counts where it stands: in the title, an alias, a heading, a phrase, the text. */
  title: 0.46,
  alias: 0.55,
  heading: 0.81,
  phrased: 0.35,
  body: 0.5,
  /** The text: words of the query close together; how soon one more time says nothing new; how much length counts. */
  near: 0.6,
  soon: 1.5,
  long: 0.5,
  /** A page: all it has of the query; what it is called, beside its best section and by itself. */
  union: 0.41,
  named: 1.22,
  called: 1.35,
  /** A section: its heading; its best phrase; in its heading what the page is not called; practice that was asked for. */
  headed: 0.59,
  put: 0.7,
  left: 0.44,
  asked: 0.5,
  /** A name: neighbours in order; all of its words; word for word; a beginning still being typed. */
  run: 0.34,
  complete: 0.4,
  phrase: 1.2,
  begins: 0.2,
  /** Where to land: a heading with what the page is not called; how much better than the section that an alias is about. */
  rest: 2,
  target: 1.04,
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
