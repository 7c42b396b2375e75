import { setTimeout as pause } from 'node:timers/promises';

/** Whole lines, in UTF-8. */
export interface Lines {
  bytes: Buffer;
  count: number;
}

export interface LineQueueOptions {
  /** Keeps the lines for good; false when it could not, and should be tried again. */
  keep: (lines: Lines) => Promise<boolean>;
  /** Lines in a batch, and how long the first of them waits for company. */
  size: number;
  gatherMs: number;
  /** Lines that may wait; further ones are turned away. */
  limit: number;
  /** Told whenever so many are waiting behind a batch that is being kept. */
  pressing: { count: number; tell: () => void };
}

const RETRY_MS = 1000;
/** For a batch: lines have about 200 bytes. */
const BATCH_BYTES = 256 * 1024;
/** In UTF-8 a UTF-16 unit takes at most three. */
const BYTES_PER_UNIT = 3;

/** Gathers lines into batches and hands them over one after the other, in order. */
export class LineQueue {
  readonly #options: LineQueueOptions;
  readonly #waiters: { until: number; resolve: () => void }[] = [];
  readonly #sealed: Lines[] = [];
  #gathered: Lines = { bytes: Buffer.alloc(0), count: 0 };
  #used = 0;
  #taken = 0;
  #settled = 0;
  #waiting = 0;
  #draining = false;
  #gathering: NodeJS.Timeout | undefined;

  constructor(options: LineQueueOptions) {
    this.#options = options;
  }

  /** False when the queue is full. */
  add(line: string): boolean {
    const { size, gatherMs, limit, pressing } = this.#options;
    if (this.#waiting >= limit) return false;
    this.#write(line);
    this.#taken += 1;
    this.#waiting += 1;
    if (this.#waiting >= pressing.count) pressing.tell();
    if (this.#waiting >= size) this.#wake();
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

  #write(line: string): void {
    const most = line.length * BYTES_PER_UNIT;
    if (this.#gathered.count >= this.#options.size || this.#used + most > this.#gathered.bytes.length) {
      this.#seal();
      this.#gathered.bytes = Buffer.allocUnsafe(Math.max(BATCH_BYTES, most));
    }
    this.#used += this.#gathered.bytes.write(line, this.#used);
    this.#gathered.count += 1;
  }

  #seal(): void {
    const { bytes, count } = this.#gathered;
    if (count > 0) this.#sealed.push({ bytes: bytes.subarray(0, this.#used), count });
    this.#gathered = { bytes: Buffer.alloc(0), count: 0 };
    this.#used = 0;
  }

  #wake(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (!this.#draining) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    for (let lines = this.#next(); lines; lines = this.#next()) {
      this.#waiting -= lines.count;
      while (!(await this.#options.keep(lines))) await pause(RETRY_MS);
      this.#settled += lines.count;
      while (this.#waiters[0] && this.#waiters[0].until <= this.#settled) this.#waiters.shift()?.resolve();
    }
    this.#draining = false;
  }

  #next(): Lines | undefined {
    if (this.#sealed.length === 0) this.#seal();
    return this.#sealed.shift();
  }
}
