import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { LineBuffer, type Lines } from './line-buffer.ts';

/** Lines in a batch, and how long the first of them waits for company: each batch waits for the disk once. */
const BATCH = 4000;
const GATHER_MS = 200;
/** Lines that may wait for a disk that takes none; about 25 MB. */
const LIMIT = 100_000;
const RETRY_MS = 1000;

/** Gathers lines into batches and hands them to `keep` one after the other, in order, until it has taken each. */
export class LineQueue {
  readonly #keep: (lines: Lines) => Promise<void>;
  readonly #log: Logger;
  readonly #gathered = new LineBuffer();
  readonly #waiters: { until: number; resolve: () => void }[] = [];
  #added = 0;
  #settled = 0;
  #draining = false;
  #closing = false;
  #gathering: NodeJS.Timeout | undefined;
  kept = 0;
  /** Given up, since the disk takes none. */
  lost = 0;

  constructor(keep: (lines: Lines) => Promise<void>, log: Logger) {
    this.#keep = keep;
    this.#log = log;
  }

  get taken(): number {
    return this.kept + this.lost + this.#added - this.#settled;
  }

  add(line: string): void {
    if (this.#gathered.count >= LIMIT) {
      this.#lose(1);
      return;
    }
    this.#gathered.add(line);
    this.#added += 1;
    if (this.#draining) return;
    if (this.#gathered.count >= BATCH) void this.#drain();
    else this.#gathering ??= setTimeout(() => void this.#drain(), GATHER_MS);
  }

  /** Resolves when everything added so far has been kept. */
  async settled(): Promise<void> {
    if (this.#settled >= this.#added) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#waiters.push({ until: this.#added, resolve: () => resolve(undefined) });
    if (!this.#draining) void this.#drain();
    await promise;
  }

  /** Tries once more to keep what waits. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.settled();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    do {
      const lines = this.#gathered.take();
      if (await this.#isKept(lines)) this.kept += lines.count;
      else this.#lose(lines.count);
      this.#gathered.reuse(lines);
      this.#settled += lines.count;
      while (this.#waiters[0] && this.#waiters[0].until <= this.#settled) this.#waiters.shift()?.resolve();
    } while (this.#gathered.count >= BATCH || this.#waiters.length > 0);
    this.#draining = false;
    if (this.#gathered.count > 0) this.#gathering = setTimeout(() => void this.#drain(), GATHER_MS);
  }

  async #isKept(lines: Lines): Promise<boolean> {
    for (;;) {
      try {
        await this.#keep(lines);
        return true;
      } catch (error) {
        this.#log.error(
          { err: error, waiting: lines.count },
          'access records cannot be written to the journal',
        );
        if (this.#closing) return false;
        await pause(RETRY_MS);
      }
    }
  }

  #lose(count: number): void {
    if (this.lost === 0) this.#log.error('access records are lost: the journal takes none');
    this.lost += count;
  }
}
