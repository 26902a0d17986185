import { readRequest, type Request } from '../handbook/search/address.ts';
import { wanted } from '../handbook/search/excerpt.ts';
import { type Filters, facets, noFilters, type Result } from '../handbook/search/model.ts';
import { facetCounts, filtered } from '../handbook/search/search.ts';
import { type EngineAnswer, isInterim, pageSize, SearchEngine } from './search-engine.ts';
import { writeAddress } from './search-address.ts';
import { followTrail, leaveTrail } from './search-highlight.ts';
import { notesFor, idleHelp, emptyHelp, failedHelp } from './search-help.ts';
import { onKey } from './search-keys.ts';
import { RecentSearches } from './search-recent.ts';
import { facetButtons, facetSelect, fillExcerpt, make, resultItem } from './search-view.ts';

const engines = new Map<string, SearchEngine>();

/**
 * The search itself, in the dialog and on its page. It takes over a form, a list and a status line
 * that stand in the page; `data-mode="page"` keeps the search in the address.
 */
class SearchBox extends HTMLElement {
  #base = '/';
  #engine = new SearchEngine('/');
  #recent = new RecentSearches('/');
  #request: Request = { query: '', filters: noFilters, literal: false };
  #answer: EngineAnswer | undefined;
  #shown = pageSize;
  #turn = 0;
  /** Enter was pressed before there was a result to open. */
  #hurry = false;
  #announced = 0;

  connectedCallback(): void {
    this.#base = this.dataset['base'] ?? '/';
    const engine = engines.get(this.#base) ?? new SearchEngine(this.#base);
    engines.set(this.#base, engine);
    this.#engine = engine;
    this.#recent = new RecentSearches(this.#base);
    engine.begin();
    this.#input.addEventListener('input', () =>
      this.#ask({ query: this.#input.value, filters: this.#request.filters, literal: false }),
    );
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#openFirst();
    });
    this.addEventListener('keydown', (event) => onKey(event, this.#input, this.#links, () => this.#leave()));
    this.#list.addEventListener('click', (event) => this.#onOpen(event));
    if (this.#isPage) {
      addEventListener('popstate', () => this.#fromAddress());
      this.#fromAddress();
    } else this.#ask({ ...this.#request, query: this.#input.value });
  }

  /** Called when the dialog opens again. */
  resume(): void {
    this.#engine.warm();
    if (this.#answer?.from !== 'all') this.#ask(this.#request);
  }

  get #isPage(): boolean {
    return this.dataset['mode'] === 'page';
  }
  get #form(): HTMLFormElement {
    return this.#part('form');
  }
  get #input(): HTMLInputElement {
    return this.#part('input[name=q]');
  }
  get #list(): HTMLElement {
    return this.#part('[data-list]');
  }
  set #state(state: string) {
    this.#part<HTMLElement>('[data-results]').dataset['state'] = state;
  }
  get #state(): string {
    return this.#part<HTMLElement>('[data-results]').dataset['state'] ?? '';
  }
  get #links(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll<HTMLAnchorElement>('[data-result] > a')];
  }
  #part<E extends Element>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`search: ${selector} is missing`);
    return found;
  }

  #fromAddress(): void {
    const request = readRequest(location.search);
    // What was typed before this script came wins over the address.
    const typed = this.#input.value;
    this.#input.value = typed || request.query;
    this.#ask({ ...request, query: this.#input.value }, false);
  }

  #ask(request: Request, write = true): void {
    this.#request = request;
    this.#shown = pageSize;
    void this.#run();
    if (this.#isPage && write) writeAddress(request);
  }

  async #run(): Promise<void> {
    const turn = (this.#turn += 1);
    const isStale = () => turn !== this.#turn;
    const { query, literal } = this.#request;
    if (query.trim() === '') return this.#showIdle();
    this.#state = 'loading';
    try {
      for await (const answer of this.#engine.answers(query, literal)) {
        if (isStale()) return;
        if (isInterim(answer) && answer.results.length === 0) this.#say('Searching …');
        else this.#show(answer);
      }
    } catch {
      if (!isStale()) this.#showFailed();
    }
  }

  #show(answer: EngineAnswer): void {
    this.#answer = answer;
    void this.#engine.names().then(({ data }) => {
      if (this.#answer !== answer) return;
      const results = filtered(data, answer.results, this.#request.filters);
      const rows = results.slice(0, this.#shown);
      this.#rows(rows, answer);
      this.#facets(answer);
      const more = results.length - rows.length;
      this.#part('[data-more]').replaceChildren(...(more > 0 ? [this.#moreButton(more)] : []));
      this.#part('[data-notes]').replaceChildren(
        ...notesFor(answer, {
          query: this.#request.query,
          literal: this.#request.literal,
          searchLiterally: () => this.#ask({ ...this.#request, literal: true }),
          retry: () => void this.#run(),
        }),
      );
      const isFinal = !isInterim(answer);
      const help =
        isFinal && results.length === 0
          ? emptyHelp(data, this.#request, answer, this.#place, () =>
              this.#ask({ ...this.#request, filters: noFilters }),
            )
          : [];
      this.#part('[data-help]').replaceChildren(...help);
      this.#state = isFinal ? (answer.from === 'part' ? 'failed' : 'done') : 'partial';
      if (isFinal) this.#announce(results);
      if (this.#hurry && results.length > 0) this.#openFirst();
      void this.#excerpts(rows, answer);
    });
  }

  /** Keeps the items that stay, so that focus, pointer and excerpts rest where they are. */
  #rows(rows: readonly Result[], { plan }: EngineAnswer): void {
    const drawn = `${this.#request.literal} ${this.#request.query}`;
    const isSame = drawn === this.#list.dataset['drawn'];
    this.#list.dataset['drawn'] = drawn;
    const old = new Map(
      [...this.#list.children].map((item) => [item instanceof HTMLElement ? item.dataset['result'] : '', item]),
    );
    const focused = document.activeElement?.closest('[data-result]');
    const items = rows.map((result) => {
      const kept = old.get(result.path);
      return kept && (isSame || kept === focused)
        ? kept
        : resultItem(result, plan, this.#base.slice(0, -1) + result.path);
    });
    this.#list.replaceChildren(...items);
    if (focused instanceof HTMLElement && focused.isConnected) focused.querySelector('a')?.focus();
  }

  async #excerpts(rows: readonly Result[], answer: EngineAnswer): Promise<void> {
    if (answer.from !== 'all' || rows.length === 0) return;
    try {
      const text = await this.#engine.text();
      const texts = await Promise.all(rows.map(({ entry }) => text.textOf(entry)));
      if (this.#answer !== answer) return;
      rows.forEach(({ path }, at) => {
        const item = this.#list.querySelector<HTMLLIElement>(`[data-result="${CSS.escape(path)}"]`);
        if (item) fillExcerpt(item, texts[at] ?? '', answer.plan);
      });
    } catch {
      this.#engine.forget();
      if (this.#answer === answer) this.#show({ ...answer, from: 'part' });
    }
  }

  #facets(answer: EngineAnswer): void {
    void this.#engine.names().then(({ data }) => {
      const { filters } = this.#request;
      const choose = (facet: keyof Filters) => (value: string) => {
        this.#ask({ ...this.#request, filters: { ...filters, [facet]: value } });
        this.querySelector<HTMLElement>(`[data-filters] [data-value="${CSS.escape(value)}"]`)?.focus();
      };
      const counts = (facet: keyof Filters) => facetCounts(data, answer.results, filters, facet);
      const kinds = facetButtons('kind', counts('kind'), filters.kind, choose('kind'));
      const lists = this.#isPage
        ? facets
            .slice(1)
            .flatMap((facet) =>
              facetSelect(`${facet[0]?.toUpperCase()}${facet.slice(1)}`, counts(facet), filters[facet], choose(facet)),
            )
        : [];
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset['value'] : undefined;
      this.#part('[data-filters]').replaceChildren(
        ...(kinds.length > 0 ? [make('div', { className: 'search-kinds' }, ...kinds)] : []),
        ...(lists.length > 0 ? [make('div', { className: 'search-places' }, ...lists)] : []),
      );
      if (focused) this.querySelector<HTMLElement>(`[data-filters] [data-value="${CSS.escape(focused)}"]`)?.focus();
    });
  }

  #moreButton(count: number): HTMLElement {
    const button = make(
      'button',
      { type: 'button', className: 'search-more' },
      `Show ${Math.min(count, pageSize)} more of ${count}`,
    );
    button.addEventListener('click', () => {
      const next = this.#shown;
      this.#shown += pageSize;
      if (this.#answer) this.#show(this.#answer);
      setTimeout(() => this.#links[next]?.focus());
    });
    return button;
  }

  get #place() {
    return { base: this.#base, edit: this.dataset['edit'] };
  }

  #clear(state: string): void {
    this.#answer = undefined;
    this.#list.replaceChildren();
    this.#state = state;
    for (const part of ['[data-filters]', '[data-notes]', '[data-more]', '[data-help]'])
      this.#part(part).replaceChildren();
    this.#say('');
  }

  #showIdle(): void {
    this.#hurry = false;
    this.#engine.warm();
    this.#clear('idle');
    const use = (query: string) => {
      this.#input.value = query;
      this.#input.focus();
      this.#ask({ query, filters: noFilters, literal: false });
    };
    const help = idleHelp(this.#recent, this.#place, use, () => this.#showIdle());
    this.#part('[data-help]').replaceChildren(...help);
  }

  #showFailed(): void {
    this.#clear('failed');
    this.#part('[data-help]').replaceChildren(...failedHelp(this.#place, () => void this.#run()));
    this.#say('The search index could not be loaded.');
  }

  #say(text: string): void {
    clearTimeout(this.#announced);
    this.#part('[data-status]').textContent = text;
  }

  /** Says the outcome when typing pauses, not at every key. */
  #announce(results: readonly Result[]): void {
    clearTimeout(this.#announced);
    const [first] = results;
    const count = results.length === 1 ? '1 result' : `${results.length} results`;
    const text = first ? `${count}. First: ${first.title}${first.within ? `, in ${first.within}` : ''}` : 'No results';
    this.#announced = window.setTimeout(() => (this.#part('[data-status]').textContent = text), 350);
  }

  #openFirst(): void {
    const [first] = this.#links;
    this.#hurry = !first && (this.#state === 'loading' || this.#state === 'partial');
    first?.click();
  }

  /** Escape: closes the dialog, empties the field of the page. Returns whether there was anything to do. */
  #leave(): boolean {
    const dialog = this.closest('dialog');
    dialog?.close();
    if (dialog || this.#input.value === '') return dialog !== null;
    this.#input.value = '';
    this.#input.focus();
    this.#ask({ query: '', filters: noFilters, literal: false });
    return true;
  }

  #onOpen(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !this.#answer) return;
    this.#recent.add(this.#request.query);
    const key = `handbook:${this.#base}:trail`;
    leaveTrail(key, link.pathname, wanted(this.#answer.plan));
    if (link.pathname !== location.pathname) return;
    this.closest('dialog')?.close();
    followTrail(key);
  }
}

customElements.define('search-box', SearchBox);

export { followTrail };
