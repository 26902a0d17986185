import { excerpt, mark, type Piece, wanted } from '../handbook/search/excerpt.ts';
import type { Filters, Kind, Result, SearchData } from '../handbook/search/model.ts';
import type { Plan } from '../handbook/search/plan.ts';

/** What readers call the kinds of results. */
export const kindNames: Readonly<Record<Kind, string>> = {
  module: 'Staff module',
  week: 'Week',
  definition: 'Definition',
  project: 'Project',
  template: 'Template',
  example: 'Worked example',
  exercise: 'Exercise',
  drill: 'Drill',
  tool: 'Tool',
  source: 'Reading',
  page: 'Page',
};

/** Makes an element with properties and children; text is text, never HTML. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Readonly<Partial<Record<'className' | 'href' | 'type' | 'value', string>>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Pieces of a text as nodes, hits in `<mark>`. */
export function marked(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map(({ text, hit }) => (hit ? make('mark', {}, text) : text));
}

/** One result of the list. Its excerpt comes later, into room that is kept for it. */
export function resultItem(result: Result, plan: Plan, href: string): HTMLLIElement {
  const title = make('span', { className: 'search-title' }, ...marked(mark(result.title, wanted(plan))));
  const where = [kindNames[result.kind], result.within].filter(Boolean).join(' · ');
  const link = make('a', { href }, title, ' ', make('span', { className: 'search-where' }, where));
  // A file to fill in has no text of its own to show.
  const rest = result.kind === 'template' ? [] : [make('p', { className: 'search-excerpt' })];
  const item = make('li', {}, link, ...rest);
  item.dataset['result'] = result.path;
  item.dataset['kind'] = result.kind;
  return item;
}

/** Puts the excerpt of a text into an item. */
export function fillExcerpt(item: HTMLLIElement, text: string, plan: Plan): void {
  item.querySelector('.search-excerpt')?.replaceChildren(...marked(excerpt(text, wanted(plan))));
}

/** Values of a facet with their counts, as buttons that can be pressed; none where there is nothing to choose. */
export function facetButtons(
  facet: keyof Filters,
  counts: ReadonlyMap<string, number>,
  chosen: string,
  choose: (value: string) => void,
): HTMLElement[] {
  const values = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  if (chosen && !counts.has(chosen)) values.unshift([chosen, 0]);
  if (values.length < 2 && !chosen) return [];
  return values.map(([value, count]) => {
    const label = facet === 'kind' && isKindName(value) ? kindNames[value] : value;
    const number = make('span', { className: 'search-count' }, String(count));
    const button = make('button', { type: 'button', className: 'search-facet' }, label, ' ', number);
    button.setAttribute('aria-pressed', String(value === chosen));
    button.dataset['value'] = value;
    button.addEventListener('click', () => choose(value === chosen ? '' : value));
    return button;
  });
}

/** Values of a facet with their counts, as a drop-down list. */
export function facetSelect(
  label: string,
  counts: ReadonlyMap<string, number>,
  chosen: string,
  choose: (value: string) => void,
): HTMLElement[] {
  if (counts.size === 0 && !chosen) return [];
  const select = make('select', {}, make('option', { value: '' }, 'All'));
  for (const value of chosen && !counts.has(chosen) ? [chosen, ...counts.keys()] : counts.keys()) {
    const option = make('option', { value }, `${value} (${counts.get(value) ?? 0})`);
    option.selected = value === chosen;
    select.append(option);
  }
  select.addEventListener('change', () => choose(select.value));
  return [make('label', {}, `${label} `, select)];
}

/** The titles of pages that are most like a query that found nothing. */
export function nearestNames(data: SearchData, query: string): { name: string; path: string }[] {
  const pairs = pairsOf(query);
  const names = [
    ...data.pages.map(({ title, path }) => ({ name: title, path })),
    ...data.entries
      .filter(({ kind }) => kind === 'definition')
      .map(({ heading, anchor, page }) => ({ name: heading, path: `${data.pages[page]?.path ?? '/'}#${anchor}` })),
  ];
  return names
    .map((found) => ({ ...found, likeness: likeness(pairs, pairsOf(found.name)) }))
    .filter((found) => found.likeness > 0.3)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3);
}

function isKindName(value: string): value is Kind {
  return value in kindNames;
}

function pairsOf(text: string): Set<string> {
  const letters = ` ${text.slice(0, 100).toLowerCase()} `;
  return new Set([...letters].slice(1).map((letter, index) => (letters[index] ?? '') + letter));
}

/** Dice's coefficient of two sets of letter pairs. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return (2 * both) / (a.size + b.size);
}
