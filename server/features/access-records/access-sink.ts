import type { Logger } from 'pino';
import type { DatabaseConnection } from '../../store/database.ts';
import type { AccessJournal } from './access-journal.ts';
import { copyLines, isDataRefusal, mergeLines } from './access-records.queries.ts';
import type { Lines } from './line-queue.ts';

/** An insert that takes longer counts as failed; should it succeed after all, the ids make it one. */
const PATIENCE_MS = 5000;
const RETRY_MS = 1000;

/** Puts batches into the database or, while that is away, into the journal, and later from there into the database. */
export class AccessSink {
  readonly #pool: DatabaseConnection['pool'];
  readonly #journal: AccessJournal;
  readonly #log: Logger;
  #awayUntil = 0;
  #giveUp: ((reason: Error) => void) | null = null;
  #replaying: Promise<void> | null = null;
  #retrying: NodeJS.Timeout | undefined;
  #closing = false;
  journalled = 0;
  /** Refused by the database for what they hold. */
  refused = 0;

  constructor({ pool }: Pick<DatabaseConnection, 'pool'>, journal: AccessJournal, log: Logger) {
    this.#pool = pool;
    this.#journal = journal;
    this.#log = log;
  }

  /** Resolves when the batch is durable; false when neither place takes it. */
  async keep(lines: Lines): Promise<boolean> {
    return (await this.#inserted(lines)) || (await this.#written(lines));
  }

  /** Waits no longer for the running insert. */
  hurry(): void {
    this.#giveUp?.(new Error('too many records are waiting'));
  }

  /** Brings what the journal holds into the database, now or, while that is away, later. */
  replay(): Promise<void> {
    return (this.#replaying ??= this.#replayOnce().finally(() => (this.#replaying = null)));
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#retrying);
    await this.#replaying;
    await this.#journal.close();
  }

  async #inserted({ bytes }: Lines): Promise<boolean> {
    if (performance.now() < this.#awayUntil) return false;
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    this.#giveUp = reject;
    try {
      await Promise.race([this.#copySound(bytes), givenUp]);
      return true;
    } catch (error) {
      this.#awayUntil = performance.now() + RETRY_MS;
      this.#log.warn({ err: error }, 'access records go to the journal: the database does not take them');
      return false;
    } finally {
      clearTimeout(timer);
      this.#giveUp = null;
    }
  }

  async #copySound(bytes: Buffer): Promise<void> {
    try {
      await copyLines(this.#pool, bytes);
    } catch (error) {
      if (!isDataRefusal(error)) throw error;
      await this.#mergeSound(linesOf(bytes));
    }
  }

  /** Halves a batch until the record that the database refuses stands alone, so that the others are kept. */
  async #mergeSound(lines: readonly string[]): Promise<void> {
    try {
      await mergeLines(this.#pool, lines);
    } catch (error) {
      if (!isDataRefusal(error)) throw error;
      if (lines.length <= 1) {
        this.refused += lines.length;
        this.#log.error({ err: error, accessRecord: lines[0] }, 'access record refused by the database');
        return;
      }
      const half = lines.length >> 1;
      await this.#mergeSound(lines.slice(0, half));
      await this.#mergeSound(lines.slice(half));
    }
  }

  async #written({ bytes, count }: Lines): Promise<boolean> {
    try {
      await this.#journal.append(bytes);
    } catch (error) {
      this.#log.error({ err: error }, 'the journal of access records cannot be written');
      return false;
    }
    this.journalled += count;
    this.#replayLater();
    return true;
  }

  async #replayOnce(): Promise<void> {
    try {
      const replayed = await this.#journal.replay((lines) => this.#mergeSound(lines));
      if (replayed > 0) this.#log.info({ replayed }, 'brought journalled access records into the database');
    } catch (error) {
      this.#log.warn({ err: error }, 'journalled access records wait for the database');
      this.#replayLater();
    }
  }

  #replayLater(): void {
    if (this.#closing) return;
    this.#retrying ??= setTimeout(() => {
      this.#retrying = undefined;
      void this.replay();
    }, RETRY_MS);
    this.#retrying.unref();
  }
}

const linesOf = (bytes: Buffer): string[] => bytes.toString().split('\n').slice(0, -1);
