import { setTimeout as pause } from 'node:timers/promises';

export interface BatchQueueOptions<T> {
  /** Keeps the batch for good; false when it could not, and should be tried again. */
  keep: (batch: readonly T[]) => Promise<boolean>;
  /** Items in a batch, and how long the first of them waits for company. */
  size: number;
  gatherMs: number;
  /** Items that may wait; further ones are turned away. */
  limit: number;
  /** Told whenever so many are waiting behind a batch that is being kept. */
  pressing: { length: number; tell: () => void };
}

const RETRY_MS = 1000;

/** Gathers items into batches and hands them over one after the other, in order. */
export class BatchQueue<T> {
  readonly #options: BatchQueueOptions<T>;
  readonly #waiters: { until: number; resolve: () => void }[] = [];
  #waiting: T[] = [];
  #taken = 0;
  #settled = 0;
  #draining = false;
  #gathering: NodeJS.Timeout | undefined;

  constructor(options: BatchQueueOptions<T>) {
    this.#options = options;
  }

  /** False when the queue is full. */
  add(item: T): boolean {
    const { size, gatherMs, limit, pressing } = this.#options;
    if (this.#waiting.length >= limit) return false;
    this.#taken += 1;
    this.#waiting.push(item);
    if (this.#waiting.length >= pressing.length) pressing.tell();
    if (this.#waiting.length >= size) this.#wake();
    else this.#gathering ??= setTimeout(() => this.#wake(), gatherMs);
    return true;
  }

  /** Resolves when everything added so far has been kept. */
  async settled(): Promise<void> {
    if (this.#settled >= this.#taken) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#waiters.push({ until: this.#taken, resolve: () => resolve(undefined) });
    this.#wake();
    await promise;
  }

  #wake(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (!this.#draining) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
      while (!(await this.#options.keep(batch))) await pause(RETRY_MS);
      this.#settled += batch.length;
      while (this.#waiters[0] && this.#waiters[0].until <= this.#settled) this.#waiters.shift()?.resolve();
    }
    this.#draining = false;
  }

  #next(): readonly T[] {
    const batch = this.#waiting.slice(0, this.#options.size);
    this.#waiting = this.#waiting.slice(this.#options.size);
    return batch;
  }
}
