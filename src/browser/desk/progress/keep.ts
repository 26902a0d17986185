import type { Catalogue } from '../../../handbook/progress/catalogue.ts';
import { type Entry, readKey } from '../../../handbook/progress/entry.ts';
import { changesOf, fileLimits, readFile } from '../../../handbook/progress/file.ts';
import { element } from '../element.ts';
import { exportText, saveFile } from '../export.ts';
import type { Desk } from '../store.ts';
import { handOverText, setUpHandOver } from './hand-over.ts';

const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
const exportKey = `handbook:${base}:desk-exported`;

/** When the learner exported last in this browser, milliseconds since 1970; 0 for never. */
export function exportedAt(): number {
  try {
    return Number(localStorage.getItem(exportKey)) || 0;
  } catch {
    return 0;
  }
}

function rememberExport(): void {
  try {
    localStorage.setItem(exportKey, String(Date.now()));
  } catch {
    // The reminder comes once too often.
  }
}

/** Export, import with a preview, hand-over, persistence and deletion. */
export function setUpKeeping(root: HTMLElement, desk: Desk, catalogue: Catalogue): void {
  const button = (name: string) => root.querySelector<HTMLButtonElement>(`[data-${name}]`) ?? element('button');
  const place = (name: string) => root.querySelector<HTMLElement>(`[data-${name}]`) ?? element('div');
  button('export').addEventListener('click', () => {
    saveFile(desk.entries);
    rememberExport();
    // Who exports wants it kept; a browser that asks does so while the learner is at it.
    persist.click();
  });
  const persist = button('persist');
  setUpPersistence(persist);
  setUpDeletion(desk, button, place('delete-status'));
  const preview = setUpImport(root, desk, catalogue, button, place('import-preview'));
  setUpHandOver(button('hand-over'), place('hand-over-result'), () => exportText(desk.entries));
  const receive = async () => {
    const handed = await handOverText(location.hash, fileLimits.characters);
    if (handed === undefined) return;
    // The address keeps nothing of it: neither the history nor a copied link gives it away.
    history.replaceState(null, '', location.pathname);
    preview(handed);
    root.querySelector('#keep')?.scrollIntoView();
  };
  addEventListener('hashchange', () => void receive());
  void receive();
}

/** Reads a file, shows what it would change, and merges only when told to. Returns the preview for other sources. */
function setUpImport(
  root: HTMLElement,
  desk: Desk,
  catalogue: Catalogue,
  button: (name: string) => HTMLButtonElement,
  place: HTMLElement,
): (text: string) => void {
  const input = root.querySelector<HTMLInputElement>('[data-import]') ?? element('input');
  const [confirm, cancel] = [button('import-confirm'), button('import-cancel')];
  let pending: Map<string, Entry> | undefined;
  const offer = (entries: Map<string, Entry> | undefined) => {
    pending = entries;
    confirm.hidden = cancel.hidden = entries === undefined;
  };
  const preview = (text: string) => {
    const reading = readFile(text, Date.now());
    if (!reading.ok) {
      offer(undefined);
      place.replaceChildren(element('p', { className: 'problem' }, `${reading.problem} Nothing was changed.`));
      return;
    }
    const { added, changed, same } = changesOf(desk.entries, reading.entries);
    const unread = reading.dropped > 0 ? ` ${reading.dropped} entries cannot be read and are left out.` : '';
    const nothing = added.length + changed.length === 0;
    const said = `${same} entries are the same here.${unread}`;
    place.replaceChildren(
      element('p', {}, nothing ? `The file would change nothing. ${said}` : `The file would change this. ${said}`),
      listed('New here', added, catalogue),
      listed('Changed; what is later counts, and notes are kept from both sides', changed, catalogue),
    );
    offer(nothing ? undefined : reading.entries);
  };
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    // A file far too large is not even read.
    preview(file.size > 4 * fileLimits.characters ? ' '.repeat(fileLimits.characters + 1) : await file.text());
  });
  confirm.addEventListener('click', async () => {
    if (!pending) return;
    const count = pending.size;
    await desk.absorb(pending);
    offer(undefined);
    input.value = '';
    const safe = desk.trouble ? ' It could not be stored yet; see above.' : '';
    place.replaceChildren(element('p', {}, `Merged: ${count} entries of the file and all of yours are here.${safe}`));
  });
  cancel.addEventListener('click', () => {
    offer(undefined);
    input.value = '';
    place.replaceChildren(element('p', {}, 'Nothing was changed.'));
  });
  return preview;
}

const kinds: Readonly<Record<Entry['kind'], readonly [one: string, many: string]>> = {
  tick: ['tick', 'ticks'],
  note: ['note', 'notes'],
  score: ['score', 'scores'],
  peer: ['second copy', 'second copies'],
  review: ['reviewed card', 'reviewed cards'],
  plan: ['plan', 'plans'],
};

/** Keys by page and kind, in words. */
function listed(title: string, keys: readonly string[], catalogue: Catalogue): HTMLElement {
  if (keys.length === 0) return element('div');
  const titles = new Map(
    catalogue.tracks.flatMap(({ units }) => units.map(({ id, title, name }) => [id, name || title] as const)),
  );
  const counts = new Map<string, Map<Entry['kind'], number>>();
  for (const key of keys) {
    const { kind, page } = readKey(key) ?? { kind: 'tick' as const, page: '' };
    const where = kind === 'plan' ? 'Plan' : page === 'term' ? 'Terms' : (titles.get(page) ?? page);
    const row = counts.get(where) ?? new Map<Entry['kind'], number>();
    counts.set(where, row.set(kind, (row.get(kind) ?? 0) + 1));
  }
  const lines = [...counts].slice(0, 80).map(([where, row]) => {
    const parts = [...row].map(([kind, count]) => `${count} ${kinds[kind][count === 1 ? 0 : 1]}`);
    return element('li', {}, `${where}: ${parts.join(', ')}`);
  });
  return element(
    'details',
    { open: counts.size <= 12 },
    element('summary', {}, `${title}: ${keys.length}`),
    element('ul', {}, ...lines),
  );
}

/** Offers to ask for storage that the browser does not clean up by itself. */
function setUpPersistence(button: HTMLButtonElement): void {
  const storage = 'storage' in navigator && 'persist' in navigator.storage ? navigator.storage : undefined;
  void storage?.persisted().then((persisted) => (button.hidden = persisted));
  button.addEventListener('click', async () => {
    const granted = await storage?.persist();
    button.hidden = granted ?? false;
    if (!granted) button.textContent = 'The browser did not agree; export instead';
  });
}

function setUpDeletion(desk: Desk, button: (name: string) => HTMLButtonElement, status: HTMLElement): void {
  const [ask, confirm, cancel] = [button('delete'), button('delete-confirm'), button('delete-cancel')];
  const asked = (yes: boolean) => {
    ask.hidden = yes;
    confirm.hidden = cancel.hidden = !yes;
  };
  ask.addEventListener('click', () => {
    asked(true);
    status.textContent = `${desk.entries.size} entries in this browser would be gone. Other devices and files keep theirs.`;
    cancel.focus();
  });
  cancel.addEventListener('click', () => {
    asked(false);
    status.textContent = '';
    ask.focus();
  });
  confirm.addEventListener('click', async () => {
    try {
      await desk.clear();
      status.textContent = 'Everything is deleted in this browser.';
    } catch {
      status.textContent = 'The browser refused to delete its database. Delete the data of this site in its settings.';
    }
    asked(false);
  });
}
