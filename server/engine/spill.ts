import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../rules/problems/problems.ts';

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

const READ_BYTES = 256 * 1024;

export function createSpill(settings: SpillSettings): Spill {
  const memory: Uint8Array[] = [];
  const path = join(settings.directory, `spill-${randomUUID()}`);
  const state = { inMemory: 0, from: 0, to: 0, writing: false, ended: false, dropped: false };
  let failure: { error: unknown } | null = null;
  let file: FileHandle | null = null;
  let writing = Promise.resolve();
  const reader = createSignal();
  const writer = createSignal();

  async function writeToDisk(chunk: Uint8Array): Promise<void> {
    state.writing = true;
    file ??= await open(path, 'wx+', 0o600);
    await file.write(chunk, 0, chunk.length, state.to);
    state.to += chunk.length;
    state.writing = false;
  }

  async function readFromDisk(): Promise<Uint8Array> {
    if (!file) throw new Error('nothing was spilled');
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, state.to - state.from));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, state.from);
    state.from += bytesRead;
    if (state.from === state.to && !state.writing) state.from = state.to = 0;
    return buffer.subarray(0, bytesRead);
  }

  const onDisk = (): boolean => state.writing || state.to > state.from;

  return {
    async write(chunk) {
      if (state.dropped) return;
      if (!onDisk() && state.inMemory + chunk.length <= settings.memoryBytes) {
        memory.push(chunk);
        state.inMemory += chunk.length;
      } else {
        writing = writeToDisk(chunk);
        await writing;
      }
      reader.wake();
      while (!state.dropped && state.to - state.from >= settings.diskBytes) {
        if (!(await writer.wait(settings.idleMs))) throw new Problem('query-timeout');
      }
    },
    end(error) {
      if (error !== undefined) failure = { error };
      state.ended = true;
      reader.wake();
    },
    async *read() {
      for (;;) {
        const chunk = memory.shift();
        if (chunk) {
          state.inMemory -= chunk.length;
          yield chunk;
        } else if (state.to > state.from) {
          const bytes = await readFromDisk();
          writer.wake();
          yield bytes;
        } else if (state.ended && !state.writing) {
          if (failure) throw failure.error;
          return;
        } else await reader.wait();
      }
    },
    async drop() {
      state.dropped = true;
      writer.wake();
      memory.length = 0;
      await writing.catch(() => undefined);
      await file?.close();
      await rm(path, { force: true });
    },
  };
}

interface Signal {
  wake(): void;
  /** False when nothing came in time. */
  wait(timeoutMs?: number): Promise<boolean>;
}

/** Wakes the one who waits; a signal that comes while nobody waits is kept. */
function createSignal(): Signal {
  let raised = false;
  let waiting: ((raised: boolean) => void) | null = null;
  return {
    wake() {
      if (waiting) waiting(true);
      else raised = true;
    },
    async wait(timeoutMs) {
      if (raised) {
        raised = false;
        return true;
      }
      return new Promise((resolve) => {
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => waiting?.(false), timeoutMs);
        waiting = (woken) => {
          clearTimeout(timer);
          waiting = null;
          resolve(woken);
        };
      });
    },
  };
}
