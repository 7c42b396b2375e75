import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes on disk between a writer and a reader, first in, first out. */
export interface SpillFile {
  /** Bytes written and not yet read. */
  waiting(): number;
  /** Whether bytes are here or on their way here. */
  used(): boolean;
  append(chunk: Uint8Array): Promise<void>;
  /** Some bytes, at least one; only while some are waiting. */
  take(): Promise<Uint8Array>;
  remove(): Promise<void>;
}

const READ_BYTES = 256 * 1024;

/** Makes a file only when the first bytes come; starts it over whenever it has been read to its end. */
export function createSpillFile(directory: string): SpillFile {
  const path = join(directory, `spill-${randomUUID()}`);
  const at = { read: 0, written: 0 };
  let file: FileHandle | null = null;
  let writing: Promise<void> | null = null;

  async function write(chunk: Uint8Array): Promise<void> {
    file ??= await open(path, 'wx+', 0o600);
    await file.write(chunk, 0, chunk.length, at.written);
    at.written += chunk.length;
  }

  return {
    waiting: () => at.written - at.read,
    used: () => writing !== null || at.written > at.read,
    async append(chunk) {
      writing = write(chunk);
      try {
        await writing;
      } finally {
        writing = null;
      }
    },
    async take() {
      if (!file) throw new Error('nothing was spilled');
      const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, at.written - at.read));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at.read);
      at.read += bytesRead;
      if (at.read === at.written && !writing) at.read = at.written = 0;
      return buffer.subarray(0, bytesRead);
    },
    async remove() {
      await writing?.catch(() => undefined);
      await file?.close();
      await rm(path, { force: true });
    },
  };
}
