import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { failPoint } from '../fail-points.ts';
import { writeAll } from '../write-all.ts';

/** A growing row of bytes on disk, whose beginning can be let go. */
export interface Segments {
  /** Bytes written so far. */
  written(): number;
  /** The first byte that is still here. */
  from(): number;
  append(chunk: Uint8Array): Promise<void>;
  /** Lets go of the files that lie wholly before this byte. */
  dropBefore(offset: number): Promise<void>;
  reader(): SegmentReader;
  /** Nothing more is written. */
  seal(): Promise<void>;
  remove(): Promise<void>;
}

export interface SegmentReader {
  /** Some bytes from here on, at least one and at most so many; there must be one. */
  read(offset: number, most: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const READ_BYTES = 256 * 1024;

/** `segmentBytes` is what can be let go at once. */
export async function createSegments(directory: string, segmentBytes: number): Promise<Segments> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const at = { written: 0, dropped: 0 };
  let current: FileHandle | null = null;
  const fileOf = (segment: number): string => path.join(directory, String(segment));

  const seal = async (): Promise<void> => {
    const handle = current;
    current = null;
    await handle?.close();
    failPoint('exports.written');
  };

  return {
    written: () => at.written,
    from: () => at.dropped * segmentBytes,
    async append(chunk) {
      let rest = chunk;
      while (rest.byteLength > 0) {
        const part = rest.subarray(0, segmentBytes - (at.written % segmentBytes));
        current ??= await open(fileOf(Math.floor(at.written / segmentBytes)), 'wx', 0o600);
        await writeAll(current, part);
        at.written += part.byteLength;
        failPoint('exports.half-written');
        if (at.written % segmentBytes === 0) await seal();
        rest = rest.subarray(part.byteLength);
      }
    },
    async dropBefore(offset) {
      for (; (at.dropped + 1) * segmentBytes <= offset; at.dropped += 1)
        await rm(fileOf(at.dropped), { force: true });
    },
    reader: () => createReader(fileOf, segmentBytes),
    seal,
    async remove() {
      await seal();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Keeps the file open that it read last. */
function createReader(fileOf: (segment: number) => string, segmentBytes: number): SegmentReader {
  let opened: { segment: number; handle: FileHandle } | null = null;
  const close = async (): Promise<void> => {
    const { handle } = opened ?? {};
    opened = null;
    await handle?.close();
  };
  return {
    async read(offset, most) {
      const segment = Math.floor(offset / segmentBytes);
      if (opened?.segment !== segment) {
        await close();
        opened = { segment, handle: await open(fileOf(segment), 'r') };
      }
      const place = offset % segmentBytes;
      const length = Math.min(READ_BYTES, most, segmentBytes - place);
      const { buffer, bytesRead } = await opened.handle.read(Buffer.allocUnsafe(length), 0, length, place);
      return buffer.subarray(0, bytesRead);
    },
    close,
  };
}
