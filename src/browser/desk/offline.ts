import { element } from './element.ts';

const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/**
 * Registers the service worker of the site, so that what was read is there without a network, and offers a
 * new release when one is ready. Where workers are not allowed the pages work as before.
 */
export async function goOffline(): Promise<void> {
  // Without a manifest the organiser has turned this off; the worker that is there takes itself away.
  if (!('serviceWorker' in navigator) || !document.querySelector('link[rel="manifest"]')) return;
  try {
    const registration = await navigator.serviceWorker.register(workerAddress(), {
      scope: base,
      updateViaCache: 'none',
    });
    const look = (worker: ServiceWorker | null) => {
      const offer = () => {
        if (worker?.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(worker);
      };
      worker?.addEventListener('statechange', offer);
      offer();
    };
    look(registration.waiting);
    registration.addEventListener('updatefound', () => look(registration.installing));
  } catch {
    // Refused by the browser or gone from the host: the pages are read over the network.
  }
}

/** The one address that the policy of the page lets become a script. */
function workerAddress(): string {
  const address = `${base}sw.js`;
  if (!('trustedTypes' in window)) return address;
  const { trustedTypes } = window as { trustedTypes: { createPolicy: (name: string, rules: object) => Policy } };
  const policy = trustedTypes.createPolicy('handbook-worker', { createScriptURL: () => address });
  return policy.createScriptURL(address);
}

interface Policy {
  createScriptURL: (address: string) => string;
}

/** Says that there is a new release; the learner decides when to take it. */
function offerUpdate(worker: ServiceWorker): void {
  if (document.querySelector('.desk-update')) return;
  const reload = element('button', { type: 'button' }, 'Reload');
  const later = element('button', { type: 'button' }, 'Later');
  const notice = element(
    'div',
    { className: 'desk-update', role: 'status' },
    'A new edition is ready. ',
    reload,
    ' ',
    later,
  );
  reload.addEventListener('click', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage('take-over');
  });
  later.addEventListener('click', () => notice.remove());
  document.body.append(notice);
}
