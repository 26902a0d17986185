// #region fair-queue
/** Jobs of many tenants: the tenants take turns, and none holds more than `share` of the workers. */
export class FairQueue<Job> {
  readonly #waiting = new Map<string, Job[]>();
  readonly #running = new Map<string, number>();
  readonly #most: number;

  constructor(workers: number, share = 0.25) {
    this.#most = Math.max(1, Math.floor(workers * share));
  }

  add(tenant: string, job: Job): void {
    const jobs = this.#waiting.get(tenant);
    if (jobs) jobs.push(job);
    else this.#waiting.set(tenant, [job]);
  }

  /** The next job that may start, or nothing. A tenant that was served goes to the back of the row. */
  next(): { tenant: string; job: Job } | undefined {
    for (const [tenant, jobs] of this.#waiting) {
      const running = this.#running.get(tenant) ?? 0;
      const job = running < this.#most ? jobs.shift() : undefined;
      if (job === undefined) continue;
      this.#waiting.delete(tenant);
      if (jobs.length > 0) this.#waiting.set(tenant, jobs);
      this.#running.set(tenant, running + 1);
      return { tenant, job };
    }
    return undefined;
  }

  done(tenant: string): void {
    this.#running.set(tenant, (this.#running.get(tenant) ?? 1) - 1);
  }
}
// #endregion fair-queue
