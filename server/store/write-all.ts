import type { FileHandle } from 'node:fs/promises';

/** Writes every byte at the handle's own place: one write may take fewer. */
export async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let rest = chunk;
  while (rest.byteLength > 0) {
    const { bytesWritten } = await handle.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}
