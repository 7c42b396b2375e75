import type { AccessJournal } from './access-journal.ts';
import { countUses } from './count-uses.ts';
import { mergeSmall, sealClosed, type Vault } from './seal-segments.ts';

export interface SealingOptions {
  /** A segment is closed when it has so many bytes, or is so old. */
  segmentBytes: number;
  segmentAgeMs: number;
}

const RETRY_MS = 30_000;

/** Decides when segments of the journal are closed, and has them sealed one round after the other. */
export class Sealing {
  readonly #vault: Vault;
  readonly #journal: AccessJournal;
  readonly #options: SealingOptions;
  #rounds: Promise<void> = Promise.resolve();
  #ageing: NodeJS.Timeout | undefined;
  #retrying: NodeJS.Timeout | undefined;
  #closing = false;

  constructor(vault: Vault, journal: AccessJournal, options: SealingOptions) {
    this.#vault = vault;
    this.#journal = journal;
    this.#options = options;
  }

  /** To be told after each append. */
  async grown(): Promise<void> {
    const { segmentBytes, segmentAgeMs } = this.#options;
    if (this.#journal.openBytes < segmentBytes) {
      this.#ageing ??= setTimeout(() => this.inBackground(), segmentAgeMs).unref();
      return;
    }
    await this.#journal.closeSegment();
    this.inBackground();
  }

  /** Seals all that is in the journal; goes on later when it cannot. */
  inBackground(): void {
    this.seal().catch((error: unknown) => {
      if (this.#closing) return;
      this.#vault.log.warn(
        { err: error },
        'access records stay in the journal for now: they cannot be sealed',
      );
      this.#retrying ??= setTimeout(() => {
        this.#retrying = undefined;
        this.inBackground();
      }, RETRY_MS).unref();
    });
  }

  /** Resolves when all that was in the journal is sealed. */
  seal(): Promise<void> {
    const round = this.#rounds.then(() => this.#round());
    this.#rounds = round.catch(() => undefined);
    return round;
  }

  /** Lets a running round end. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#ageing);
    clearTimeout(this.#retrying);
    await this.#rounds;
  }

  async #round(): Promise<void> {
    if (this.#closing) return;
    clearTimeout(this.#ageing);
    this.#ageing = undefined;
    await this.#journal.closeSegment();
    if (this.#journal.closed.length === 0) return;
    await sealClosed(this.#vault, this.#journal);
    await countUses(this.#vault);
    await mergeSmall(this.#vault);
  }
}
