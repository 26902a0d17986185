/**
 * How words are read, the same way in the index and in a query: lower case, no accents, no
 * possessive, punctuation between words is a space, figures keep their point (`99.9`).
 */

const word = /\p{N}+(?:[.,]\p{N}+)+\p{L}*|[\p{L}\p{N}]+/gu;

/** Words of a text, normalised, in order. Never throws; an empty list where there is no word. */
export function words(text: string): string[] {
  return (
    fold(text)
      .match(word)
      ?.map((found) => found.replaceAll(',', '')) ?? []
  );
}

const isAscii = /^[\0-\x7f]*$/;

/** A text in lower case without accents or possessives; compatibility forms (`ﬁ`, full width) folded. */
export function fold(text: string): string {
  const plain = isAscii.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain
    .toLowerCase()
    .replace(/(\p{L})['’]s(?!\p{L})/gu, '$1')
    .replace(/(\p{L})['’](?=\p{L})/gu, '$1');
}

const british: readonly (readonly [RegExp, string])[] = [
  [/^grey/, 'gray'],
  [/^programme(?!r|d)/, 'program'],
  [/^(behavi|col|fav|hon|lab|neighb|flav)our/, '$1or'],
  [/^(\p{L}{3,})is(e|ed|er|ers|es|ing|ation|ations)$/u, '$1iz$2'],
  [/^(anal|paral)ys(e|ed|es|ing)$/, '$1yz$2'],
  [/^(catal|dial|anal)ogue/, '$1og'],
  [/^(defen|offen|licen|preten)c(e|es|ed|ing)$/, '$1s$2'],
  [/^(cent|fib|met)re(s?)$/, '$1er$2'],
  [/^(mode|labe|cance|trave|signa|channe|tota)ll(ing|ed|er|ers)$/, '$1l$2'],
  [/^(judg|acknowledg)ement/, '$1ment'],
];

/** A word in American spelling: the form under which both spellings meet. Other words are returned as they are. */
export function american(text: string): string {
  return british.reduce((form, [pattern, to]) => form.replace(pattern, to), text);
}

/**
 * The part of a word that its forms share: `retries`, `retrying` and `retry` give one stem, and so
 * do `behaviour` and `behavior`. Lighter than Porter's: it joins forms, it does not join meanings.
 */
export function stem(text: string): string {
  if (text.length < 4 || /\d/.test(text)) return text;
  let form = american(text);
  form = form.replace(/(ss|sh|ch|x|zz)es$/, '$1').replace(/ies$/, 'y');
  if (/[^su]s$/.test(form) && !/(is|as|os)$/.test(form)) form = form.slice(0, -1);
  const verb = /^(.*[aeiouy].*?)(?:ing|(?<!e)ed)$/.exec(form)?.[1];
  if (verb !== undefined && verb.length > 2) form = verb.replace(/([bdgmnprt])\1$/, '$1');
  if (form.length > 6) form = form.replace(/([st])ion$/, '$1');
  if (form.length > 4) form = form.replace(/([^e])e$/, '$1');
  return form.replace(/([^aeiou])y$/, '$1i');
}

const empty = new Set(
  (
    'a an and are as at be been being but by can could did do does doing for from get gets getting give go goes had has have having how i if ' +
    'in into is it its just let like made make many me mean meaning means more most much must my need of on or our please run running ' +
    'should show so some such tell than that the their them then there these they thing things this those to too us use used using ' +
    'versus very vs want was way we were what whats when where which who whom why will with without would you your ' +
    'about after again all find nothing per also am any because before between both difference explain explained explanation definition define ' +
    'example examples tutorial guide introduction intro against best ' +
    'dont doesnt didnt isnt arent wasnt cant couldnt wont wouldnt shouldnt hasnt havent im ive ill youre theyre thats theres hows lets ' +
    'up off out really actually still already yet ever even only else someone somebody anyone anybody everyone everybody something ' +
    'anything everything ok okay bit lot kind sort supposed happen happens going keep keeps wants wanted know think says tell able same other'
  ).split(' '),
);

/** Whether a half-typed word may become such a word. */
export function beginsFiller(start: string): boolean {
  return [...empty].some((word) => word.startsWith(start));
}

/** Whether a word asks rather than names: it counts only where nothing else was typed, or as part of an exact title. */
export function isFiller(text: string): boolean {
  return empty.has(text);
}
