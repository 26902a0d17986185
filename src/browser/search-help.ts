import { type Request } from '../handbook/search/address.ts';
import { facets, type SearchData } from '../handbook/search/model.ts';
import type { EngineAnswer } from './search-engine.ts';
import type { RecentSearches } from './search-recent.ts';
import { make, nearestNames } from './search-view.ts';

/** Where the search stands: path of the site, and where its files are edited, if anywhere. */
export interface SearchPlace {
  base: string;
  edit: string | undefined;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = make('button', { type: 'button', className: 'search-act' }, text);
  element.addEventListener('click', act);
  return element;
}

function browse({ base }: SearchPlace): HTMLElement {
  const topics = make('a', { href: `${base}topics/` }, 'all topics A–Z');
  const glossary = make('a', { href: `${base}glossary/` }, 'the glossary');
  return make('p', {}, 'Browse ', topics, ' or ', glossary, '.');
}

/** What stands below an empty field: the recent searches, and where to browse. */
export function idleHelp(
  recent: RecentSearches,
  place: SearchPlace,
  use: (query: string) => void,
  changed: () => void,
): HTMLElement[] {
  const searches = recent.list();
  if (searches.length === 0) return [browse(place)];
  const clear = button('Clear', () => {
    recent.clear();
    changed();
  });
  const items = searches.map((query) =>
    make(
      'li',
      {},
      button(query, () => use(query)),
    ),
  );
  const head = make('p', { className: 'search-recent' }, 'Recent searches, kept in this browser only. ', clear);
  return [head, make('ul', { className: 'search-searches' }, ...items), browse(place)];
}

/** What stands above the results: what was changed in the query, what was left out, what could not be read. */
export function notesFor(
  { plan, from, results }: EngineAnswer,
  act: { query: string; literal: boolean; searchLiterally: () => void; retry: () => void },
): HTMLElement[] {
  const notes: HTMLElement[] = [];
  if (plan.corrections.length > 0) {
    const typed = act.query.trim().slice(0, 60);
    const literally = button(`Search for “${typed}” as typed`, act.searchLiterally);
    const meant = plan.all.join(' ');
    notes.push(make('p', { className: 'search-note' }, 'Showing results for ', make('b', {}, meant), '. ', literally));
  }
  if (plan.unknown.length > 0 && results.length > 0) {
    const words = plan.unknown.map((word) => `“${word.slice(0, 40)}”`).join(', ');
    notes.push(make('p', { className: 'search-note' }, `No page has ${words}. These results go by the other words.`));
  }
  if (from === 'part') {
    const retry = button('Try again', act.retry);
    const text = 'Part of the index could not be loaded: the order may be off, and excerpts are missing. ';
    notes.push(make('p', { className: 'search-note search-failed' }, text, retry));
  }
  return notes;
}

/** What stands there when nothing was found: what comes near, where to browse, how to suggest a term. */
export function emptyHelp(
  data: SearchData,
  { query, filters }: Request,
  { results, from }: EngineAnswer,
  place: SearchPlace,
  clearFilters: () => void,
): HTMLElement[] {
  if (results.length > 0 && facets.some((facet) => filters[facet])) {
    const all = button(`Show all ${results.length}`, clearFilters);
    return [make('p', {}, 'No result passes these filters. ', all), browse(place)];
  }
  if (from === 'part') return [browse(place)];
  const asked = query.trim();
  const shown = asked.length > 60 ? `${asked.slice(0, 60)}…` : asked;
  const help: HTMLElement[] = [make('p', {}, `Nothing found for “${shown}”.`)];
  const near = nearestNames(data, query).map(({ name, path }) =>
    make('li', {}, make('a', { href: place.base.slice(0, -1) + path }, name)),
  );
  if (near.length > 0) help.push(make('p', {}, 'Nearest:'), make('ul', {}, ...near));
  help.push(browse(place));
  if (place.edit) {
    const address = `${place.edit.replace('/edit/', '/new/').replace(/\/$/, '')}/src/content/terms`;
    help.push(make('p', {}, 'Missing here? ', make('a', { href: address }, 'Suggest a term'), '.'));
  }
  return help;
}

/** What stands there when the index could not be loaded. */
export function failedHelp(place: SearchPlace, retry: () => void): HTMLElement[] {
  const text = 'The search index could not be loaded, so nothing was searched. ';
  return [make('p', { className: 'search-failed' }, text, button('Try again', retry)), browse(place)];
}
