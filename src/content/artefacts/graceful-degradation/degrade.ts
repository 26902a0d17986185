/** Why an answer is not the real one. */
export type Reason = 'forced' | 'open' | 'full' | 'timeout' | 'error';

export interface Answer<T> {
  value: T;
  /** Left out when the dependency has answered. */
  degraded?: Reason;
}

export interface Options<T> {
  timeoutMs: number;
  /** Local and cheap: no I/O, nothing that can share the fate of the call or throw. */
  fallback: () => T;
  /** The kill switch, read at each call. If it throws, the mode is 'auto'. */
  mode?: () => 'auto' | 'forced';
  /** Calls under way at most, abandoned ones included. */
  maxInFlight?: number;
  /** The breaker opens when fewer than this share of the last 20 calls succeeded. */
  minHealthy?: number;
  /** How long it stays open before one probe is let through. */
  retryAfterMs?: number;
  /** Probes in a row that must succeed before it closes: hysteresis against flapping. */
  probes?: number;
  /** Metric hook: degraded_responses_total{feature, reason}. What it throws is dropped. */
  count?: (feature: string, reason: Reason) => void;
}

// #region wrapper
const WINDOW = 20;

/** A switch or a metric that fails must not fail the request. */
function attempt<T>(hook: () => T, otherwise: T): T {
  try {
    return hook();
  } catch {
    return otherwise;
  }
}

/** Wraps a call to a soft dependency: the result arrives within `timeoutMs`, real or degraded. It throws only what `fallback` throws. */
export function withDegradation<T>(feature: string, call: (signal: AbortSignal) => Promise<T>, options: Options<T>): () => Promise<Answer<T>> {
  const { timeoutMs, fallback, mode = () => 'auto', maxInFlight = 10, minHealthy = 0.5, retryAfterMs = 5000, probes = 3, count } = options;
  const recent: boolean[] = [];
  let [inFlight, openedAt, good, isProbing]: [number, number | undefined, number, boolean] = [0, undefined, 0, false];

  const degraded = (reason: Reason): Answer<T> => {
    attempt(() => count?.(feature, reason), undefined);
    return { value: fallback(), degraded: reason };
  };
  const learn = (succeeded: boolean, isProbe: boolean): void => {
    if (isProbe) {
      isProbing = false;
      good = succeeded ? good + 1 : 0;
      if (!succeeded) openedAt = Date.now();
      else if (good === probes) [openedAt, good, recent.length] = [undefined, 0, 0];
    } else if (openedAt === undefined) {
      recent.push(succeeded);
      if (recent.length > WINDOW) recent.shift();
      if (recent.length === WINDOW && recent.filter(Boolean).length < minHealthy * WINDOW) openedAt = Date.now();
    }
  };

  return async () => {
    if (attempt(mode, 'auto') === 'forced') return degraded('forced');
    const isProbe = openedAt !== undefined;
    if (isProbe && (isProbing || Date.now() - (openedAt ?? 0) < retryAfterMs)) return degraded('open');
    if (inFlight >= maxInFlight) return degraded('full');
    isProbing = isProbe;
    inFlight++;
    const stop = new AbortController();
    const running = Promise.resolve(stop.signal).then(call);
    void running.catch(() => undefined).then(() => inFlight--); // a call that ignores the signal keeps its place
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<'timeout'>((done) => {
      timer = setTimeout(done, timeoutMs, 'timeout');
    });
    const settled = running.then((value) => ({ value }), () => 'error' as const);
    const first = await Promise.race([settled, patience]);
    clearTimeout(timer);
    learn(typeof first === 'object', isProbe);
    if (typeof first === 'object') return first;
    stop.abort();
    return degraded(first);
  };
}
// #endregion wrapper

// #region page
/** Asks for all parts at once; the page says which of them are not real, and why. */
export async function render<T>(parts: Record<string, () => Promise<Answer<T>>>): Promise<{ parts: Record<string, T>; degraded: string[] }> {
  const answers = await Promise.all(Object.entries(parts).map(async ([name, part]) => ({ name, ...(await part()) })));
  return {
    parts: Object.fromEntries(answers.map(({ name, value }) => [name, value])),
    degraded: answers.flatMap(({ name, degraded }) => (degraded ? [`${name}:${degraded}`] : [])),
  };
}
// #endregion page
