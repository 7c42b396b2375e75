import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Fifo {
  path: string;
  /** Our end: polled by the event loop, so that waiting for bytes holds no thread. */
  reader: Socket;
  /** Removes it; a writer still at work gets an error instead of blocking. */
  remove(): Promise<void>;
}

/** Makes a named pipe that the engine can write to like to a file. Node has no call for it, so `mkfifo` makes it. */
export async function makeFifo(directory: string): Promise<Fifo> {
  const path = join(directory, `export-${randomUUID()}`);
  await run('mkfifo', ['-m', '600', path]);
  // Opened before the writer comes, without blocking; see fifo(7).
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const reader = new Socket({ fd: descriptor, readable: true, writable: false });
  return {
    path,
    reader,
    async remove() {
      reader.destroy();
      await rm(path, { force: true });
    },
  };
}
