/**
 * The service worker of the site. The build puts in front of it what it is to serve (`handbookRelease`).
 *
 *   pages            network first, the copy of the last visit after three seconds or without a network
 *   hashed files     the copy first: what their name says never changes
 *   everything else  network first
 *
 * A cache belongs to one base path and one release and goes with it: a page of an old release, whose style
 * and script are gone, is never shown. Nothing here is imported, so that the worker is one file.
 */
interface Release {
  base: string;
  /** Hash of everything that the release consists of. */
  release: string;
  /** False where the organiser has turned the worker off: it takes itself and its caches away. */
  on: boolean;
  /** Addresses that are kept from the first visit on, relative to the base path. */
  shell: readonly string[];
}

interface ExtendableEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}
interface WorkerFetchEvent extends ExtendableEvent {
  request: Request;
  respondWith: (response: Promise<Response>) => void;
}
interface WorkerScope extends EventTarget {
  handbookRelease: Release;
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void>; matchAll: (options: object) => Promise<readonly { url: string }[]> };
  registration: { unregister: () => Promise<boolean> };
}

const worker = self as unknown as WorkerScope;
const { base, release, on, shell } = worker.handbookRelease;
const prefix = `handbook:${base}:`;
const cacheName = `${prefix}${release}`;
const root = new URL(base, location.origin).href;
/** Milliseconds that a page may take before the copy of it is shown. */
const patience = 3_000;

function listen<Name extends Event>(type: string, listener: (event: Name) => void): void {
  worker.addEventListener(type, (event) => listener(event as Name));
}

async function oldCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
}

/** Keeps a response if it is a whole one of this site. */
async function keep(request: Request | string, response: Response): Promise<void> {
  if (!response.ok || response.redirected || response.type !== 'basic') return;
  try {
    await (await caches.open(cacheName)).put(request, response);
  } catch {
    // There is no room: the page is read over the network next time.
  }
}

async function fetchAndKeep(address: string): Promise<void> {
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    await keep(address, response);
  } catch {
    // Without a network there is nothing to keep.
  }
}

async function kept(request: Request): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(request, { ignoreSearch: true });
}

/** Whether the name of a file carries a hash of what is in it. */
function isHashed({ pathname }: URL): boolean {
  return /^(_astro\/|pagefind\/(fragment|index|words-))/.test(pathname.slice(base.length));
}

async function cacheFirst(request: Request): Promise<Response> {
  const copy = await kept(request);
  if (copy) return copy;
  const response = await fetch(request);
  void keep(request, response.clone());
  return response;
}

async function networkFirst(request: Request): Promise<Response> {
  const network = fetch(request).then((response) => {
    const address = new URL(request.url);
    address.search = '';
    address.hash = '';
    void keep(address.href, response.clone());
    return response;
  });
  const copy = kept(request);
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience));
  try {
    const response = (await Promise.race([network, late])) ?? (await copy) ?? (await network);
    // A host that is down answers, too; what was read before is better.
    return response.status >= 500 ? ((await copy) ?? response) : response;
  } catch (error) {
    const found =
      (await copy) ?? (request.mode === 'navigate' ? await kept(new Request(`${root}offline/`)) : undefined);
    if (found) return found;
    throw error;
  }
}

if (on) {
  listen<ExtendableEvent>('install', (event) => {
    event.waitUntil(
      caches.open(cacheName).then((cache) => {
        return cache.addAll(shell.map((path) => new Request(`${root}${path}`, { cache: 'no-cache' })));
      }),
    );
  });
  listen<ExtendableEvent>('activate', (event) => {
    const work = async () => {
      const old = await oldCaches();
      const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const pages = new Set(open.map(({ url }) => url.replace(/[?#].*/, '')).filter((url) => url.startsWith(root)));
      for (const name of old) {
        for (const { url } of await (await caches.open(name)).keys()) if (url.endsWith('/')) pages.add(url);
        await caches.delete(name);
      }
      await worker.clients.claim();
      // What was read before, and what is open, is read again in its new release. No page waits for it.
      void (async () => {
        for (const page of pages) await fetchAndKeep(page);
      })();
    };
    event.waitUntil(work());
  });
  listen<MessageEvent<unknown>>('message', ({ data }) => {
    if (data === 'take-over') void worker.skipWaiting();
  });
  listen<WorkerFetchEvent>('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    const ours = request.method === 'GET' && request.url.startsWith(root) && !request.headers.has('range');
    if (!ours || request.cache === 'only-if-cached') return;
    event.respondWith(isHashed(url) ? cacheFirst(request) : networkFirst(request));
  });
} else {
  listen<ExtendableEvent>('install', (event) => event.waitUntil(worker.skipWaiting()));
  listen<ExtendableEvent>('activate', (event) => {
    const work = async () => {
      for (const name of [...(await oldCaches()), cacheName]) await caches.delete(name);
      await worker.registration.unregister();
    };
    event.waitUntil(work());
  });
}
