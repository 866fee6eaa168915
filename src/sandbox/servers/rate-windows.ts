const HOUR = 3_600_000;

/** CRM+'s quota: a number of requests per hour for the organization, told in every answer's headers (A2). */
export class HourlyQuota {
  readonly #limit: number;
  #used: number;
  #resetMs = 0;
  readonly #now: () => number;

  constructor(limit: number, usedAtStart: number, now: () => number) {
    this.#limit = limit;
    this.#used = usedAtStart;
    this.#now = now;
  }

  /** Counts a request; `isOver` tells whether it has to be refused. */
  spend(): { isOver: boolean; headers: { [name: string]: string } } {
    const now = this.#now();
    if (this.#resetMs === 0) this.#resetMs = now + HOUR;
    if (now >= this.#resetMs) [this.#used, this.#resetMs] = [0, now + HOUR];
    const isOver = this.#used >= this.#limit;
    if (!isOver) this.#used += 1;
    const headers: { [name: string]: string } = {
      'X-RateLimit-Limit': String(this.#limit),
      'X-RateLimit-Remaining': String(this.#limit - this.#used),
      'X-RateLimit-Reset': String(Math.ceil(this.#resetMs / 1000)),
    };
    if (isOver)
      headers['Retry-After'] = String(Math.max(1, Math.ceil((this.#resetMs - now) / 1000)));
    return { isOver, headers };
  }

  /** Requests of other integrations of the same organization. */
  spendElsewhere(requests: number): void {
    this.#used = Math.min(this.#limit, this.#used + requests);
  }
}

/** Raise's unpublished limit: so many requests in any second; 0 is none. */
export class SecondlyLimit {
  readonly #limit: number;
  readonly #now: () => number;
  #recent: number[] = [];

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  isOver(): boolean {
    if (this.#limit <= 0) return false;
    const now = this.#now();
    this.#recent = this.#recent.filter((at) => at > now - 1000);
    if (this.#recent.length >= this.#limit) return true;
    this.#recent.push(now);
    return false;
  }
}
