/** Opens the search; all that a page loads of it until then. */
const way = document.querySelector<HTMLAnchorElement>('[data-search-open]');
const dialog = document.querySelector<HTMLDialogElement>('dialog[data-search]');
const box = document.querySelector<HTMLElement>('search-box');
const input = box?.querySelector('input');
let loading: Promise<unknown> | undefined;

function add(link: Partial<HTMLLinkElement>): void {
  document.head.append(Object.assign(document.createElement('link'), link));
}

function load(): void {
  const href = box?.dataset['css'] ?? '';
  if (!document.querySelector(`link[href="${href}"]`)) add({ rel: 'stylesheet', href });
  // All at once: one after the other they would take a slow phone a second each.
  const folder = `${box?.dataset['base']}pagefind/`;
  if (!loading) {
    add({ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: `${folder}names.json` });
    add({ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: `${folder}words.json` });
  }
  loading ??= import('./search-box.ts').catch(() => {
    loading = undefined;
    box?.setAttribute('data-failed', '');
  });
}

function open(): void {
  load();
  if (dialog && !dialog.open) {
    dialog.showModal();
    // Once it is there: the element is defined by the script that was just asked for.
    if (box && 'resume' in box && typeof box.resume === 'function') box.resume();
  }
  input?.focus();
  input?.select();
}

if (input && way) {
  if (dialog) {
    way.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    for (const near of ['pointerenter', 'focus', 'touchstart']) way.addEventListener(near, load, { passive: true });
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
  } else load();
  box?.querySelector('[data-again]')?.addEventListener('click', () => {
    box.removeAttribute('data-failed');
    load();
  });
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const typing = target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
    const slash = key === '/' && !typing && !ctrlKey && !metaKey && !altKey;
    if (!slash && !((ctrlKey || metaKey) && key.toLowerCase() === 'k')) return;
    event.preventDefault();
    open();
  });
}

const trail = `handbook:${box?.dataset['base']}:trail`;
try {
  if (sessionStorage.getItem(trail)) void import('./search-box.ts').then(({ followTrail }) => followTrail(trail));
} catch {
  // Storage is forbidden: there is no trail to follow.
}

export {};
