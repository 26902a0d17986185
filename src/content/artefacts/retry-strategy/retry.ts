/** Time and chance, injected so that tests need neither. */
export interface World {
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  sleep(ms: number): Promise<void>;
}

// #region budget
/** Retries allowed towards one destination: full at the start, refilled by calls, emptied by retries. */
export class RetryBudget {
  readonly #capacity: number;
  readonly #perCall: number;
  #tokens: number;

  constructor(capacity = 10, perCall = 0.1) {
    [this.#capacity, this.#perCall, this.#tokens] = [capacity, perCall, capacity];
  }
  /** To be called once for each call, not for each attempt. */
  earn(): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + this.#perCall);
  }
  /** Takes a token for a retry; false when there is none. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
// #endregion budget

export interface Policy {
  maxAttempts: number;
  baseMs: number;
  capMs: number;
  /** For the whole call, waiting included. */
  deadlineMs: number;
  /** For one attempt. */
  attemptMs: number;
  budget: RetryBudget;
  /** Milliseconds to wait at least (0: none), or undefined when the failure is not worth a retry. */
  retryAfter(error: unknown): number | undefined;
}

export type Outcome<T> =
  | { stopped: 'success'; attempts: number; value: T }
  | { stopped: 'not-retryable' | 'attempts' | 'deadline' | 'budget'; attempts: number; error: unknown };

// #region retry
/** Calls `attempt` until it succeeds or the policy says stop; says which of the five it was. */
export async function retry<T>(attempt: (signal: AbortSignal) => Promise<T>, policy: Policy, world: World): Promise<Outcome<T>> {
  const ends = world.now() + policy.deadlineMs;
  let last: unknown; // stays undefined when the deadline has passed before the first attempt
  policy.budget.earn();
  for (let attempts = 1; ; attempts++) {
    const limit = Math.floor(Math.min(policy.attemptMs, ends - world.now())); // AbortSignal takes whole milliseconds
    if (limit < 1) return { stopped: 'deadline', attempts: attempts - 1, error: last };
    try {
      return { stopped: 'success', attempts, value: await attempt(AbortSignal.timeout(limit)) };
    } catch (error) {
      last = error;
      const floor = policy.retryAfter(error);
      if (floor === undefined) return { stopped: 'not-retryable', attempts, error };
      if (attempts === policy.maxAttempts) return { stopped: 'attempts', attempts, error };
      const backoff = world.random() * Math.min(policy.capMs, policy.baseMs * 2 ** (attempts - 1));
      const wait = floor + backoff; // the jitter stays on top, or all clients return at the instant that Retry-After names
      if (world.now() + wait + policy.attemptMs > ends) return { stopped: 'deadline', attempts, error };
      if (!policy.budget.spend()) return { stopped: 'budget', attempts, error };
      await world.sleep(wait);
    }
  }
}
// #endregion retry

/** Longest and mean duration of a call whose attempts all time out, with full jitter, in ms. */
export function callDuration(attemptMs: number, attempts: number, baseMs: number, capMs: number): { longest: number; mean: number } {
  const caps = Array.from({ length: attempts - 1 }, (_, k) => Math.min(capMs, baseMs * 2 ** k));
  const waits = caps.reduce((sum, cap) => sum + cap, 0);
  return { longest: attempts * attemptMs + waits, mean: attempts * attemptMs + waits / 2 };
}

/** Factor by which `layers` that each retry grow the load on what lies below them. */
export function amplification(layers: number, factorPerLayer: number): number {
  return factorPerLayer ** layers;
}
