import type { FileHandle } from 'node:fs/promises';

const CHUNK = 1024 * 1024;

/** The bytes of a file in pieces; each is valid until the next is asked for. */
export async function* chunksOf(file: FileHandle, from: number, size = CHUNK): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(size);
  for (let at = from; ;) {
    const { bytesRead } = await file.read(buffer, 0, size, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Bytes at the end of a UTF-8 buffer that begin a character without finishing it. */
export function unfinishedUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** Row of the byte at `offset`: one more than the line feeds before it, or the carriage returns where no line feed is. */
export async function rowOfByte(file: FileHandle, offset: number): Promise<number> {
  const seen = { lf: 0, cr: 0 };
  let at = 0;
  for await (const chunk of chunksOf(file, 0)) {
    const bytes = chunk.subarray(0, Math.max(0, offset - at));
    for (const byte of bytes) {
      if (byte === 10) seen.lf++;
      else if (byte === 13) seen.cr++;
    }
    at += chunk.length;
    if (at >= offset) break;
  }
  return 1 + (seen.lf || seen.cr);
}
