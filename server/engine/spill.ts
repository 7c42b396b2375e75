import { Problem } from '../../rules/problems/problems.ts';
import { createSignal } from './signal.ts';
import { createSpillFile } from './spill-file.ts';

export interface SpillSettings {
  directory: string;
  /** Kept in memory before the disk is used, bytes. */
  memoryBytes: number;
  /** Kept on disk before the writer has to wait, bytes. */
  diskBytes: number;
  /** How long a writer waits for a reader that takes nothing. */
  idleMs: number;
}

/** Bytes between the engine, which must not wait, and a client, who may be slow: memory first, then a file. */
export interface Spill {
  /** Resolves when there is room for more. Throws `query-timeout` when the reader takes nothing for too long. */
  write(chunk: Uint8Array): Promise<void>;
  /** Nothing more comes; with an error, the reader gets it after the bytes before. */
  end(error?: unknown): void;
  read(): AsyncGenerator<Uint8Array, void, undefined>;
  /** The reader wants no more: writes are taken and dropped. */
  drop(): Promise<void>;
}

export function createSpill(settings: SpillSettings): Spill {
  const memory: Uint8Array[] = [];
  const file = createSpillFile(settings.directory);
  const state = { inMemory: 0, ended: false, dropped: false };
  const failures: { error: unknown }[] = [];
  const reader = createSignal();
  const writer = createSignal();

  const isFull = (): boolean => !state.dropped && file.waiting() >= settings.diskBytes;

  async function take(): Promise<Uint8Array | null> {
    const chunk = memory.shift();
    if (chunk) {
      state.inMemory -= chunk.length;
      return chunk;
    }
    if (file.waiting() === 0) return null;
    const bytes = await file.take();
    writer.wake();
    return bytes;
  }

  return {
    async write(chunk) {
      if (state.dropped) return;
      if (!file.used() && state.inMemory + chunk.length <= settings.memoryBytes) {
        memory.push(chunk);
        state.inMemory += chunk.length;
      } else await file.append(chunk);
      reader.wake();
      while (isFull()) {
        if (!(await writer.wait(settings.idleMs))) throw new Problem('query-timeout');
      }
    },
    end(...error) {
      if (error.length > 0) failures.push({ error: error[0] });
      state.ended = true;
      reader.wake();
    },
    async *read() {
      for (;;) {
        const chunk = await take();
        if (chunk) yield chunk;
        else if (!state.ended || file.used()) await reader.wait();
        else break;
      }
      for (const { error } of failures) throw error;
    },
    async drop() {
      state.dropped = true;
      writer.wake();
      memory.length = 0;
      await file.remove();
    },
  };
}
