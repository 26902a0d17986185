/** Why an answer is not the real one. */
export type Reason = 'forced' | 'open' | 'full' | 'timeout' | 'error';

export interface Answer<T> {
  value: T;
  /** Left out when the dependency has answered. */
  degraded?: Reason;
}

export interface Options<T> {
  timeoutMs: number;
  /** Local and cheap: no I/O, nothing that can share the fate of the call. */
  fallback: () => T;
  /** The kill switch, read at each call. */
  mode?: () => 'auto' | 'forced';
  /** Calls under way at most, abandoned ones included. */
  maxInFlight?: number;
  /** The breaker opens when fewer than this share of the last 20 calls succeeded. */
  minHealthy?: number;
  /** How long it stays open before one probe is let through. */
  retryAfterMs?: number;
  /** Probes in a row that must succeed before it closes: hysteresis against flapping. */
  probes?: number;
  /** Metric hook: degraded_responses_total{feature, reason}. */
  count?: (feature: string, reason: Reason) => void;
}

const WINDOW = 20;

// #region wrapper
/** Wraps a call to a soft dependency: the result arrives within `timeoutMs`, real or degraded, and never throws. */
export function withDegradation<T>(feature: string, call: (signal: AbortSignal) => Promise<T>, options: Options<T>): () => Promise<Answer<T>> {
  const { timeoutMs, fallback, mode = () => 'auto', maxInFlight = 10, minHealthy = 0.5, retryAfterMs = 5000, probes = 3, count } = options;
  const recent: boolean[] = [];
  let [inFlight, openedAt, good, isProbing]: [number, number | undefined, number, boolean] = [0, undefined, 0, false];

  const degraded = (reason: Reason): Answer<T> => {
    count?.(feature, reason);
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
    if (mode() === 'forced') return degraded('forced');
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
    try {
      const first = await Promise.race([running.then((value) => ({ value })), patience]);
      learn(first !== 'timeout', isProbe);
      if (first !== 'timeout') return first;
      stop.abort();
      return degraded('timeout');
    } catch {
      learn(false, isProbe);
      return degraded('error');
    } finally {
      clearTimeout(timer);
    }
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
