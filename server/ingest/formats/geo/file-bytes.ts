import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

const WINDOW = 256 * 1024;

/**
 * Bytes of a file at any place, through a window that moves on. It reads at once, not in turns: readings run in a
 * thread of their own.
 */
export class FileBytes {
  readonly size: number;
  private readonly file: number;
  private window: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(path: string) {
    this.file = openSync(path, 'r');
    this.size = fstatSync(this.file).size;
  }

  /** `length` bytes from `at`, fewer at the end of the file; valid until the next call. */
  at(at: number, length: number): Buffer {
    const from = at - this.start;
    if (from < 0 || from + length > this.window.length) this.move(at, length);
    return this.window.subarray(at - this.start, at - this.start + length);
  }

  close(): void {
    closeSync(this.file);
  }

  private move(at: number, length: number): void {
    const wanted = Math.max(0, Math.min(Math.max(length, WINDOW), this.size - at));
    const window = Buffer.allocUnsafe(wanted);
    let read = 0;
    while (read < wanted) {
      const more = readSync(this.file, window, read, wanted - read, at + read);
      if (more === 0) break;
      read += more;
    }
    this.window = window.subarray(0, read);
    this.start = at;
  }
}

/** Opens the files for the time of `work`. */
export async function withBytes<T>(
  paths: readonly (string | null)[],
  work: (...files: (FileBytes | null)[]) => Promise<T>,
): Promise<T> {
  const files: (FileBytes | null)[] = [];
  try {
    for (const path of paths) files.push(path === null ? null : new FileBytes(path));
    return await work(...files);
  } finally {
    for (const file of files) file?.close();
  }
}

/**
 * The file of the same name with another ending that lies beside `path`, whatever the case of its letters; null when
 * there is none. Links are not followed, so that nothing outside the folder is read.
 */
export function besideOf(path: string, ending: string): string | null {
  const own = extname(path);
  if (own === '') return null;
  const wanted = (basename(path, own) + ending).toLowerCase();
  const found = readdirSync(dirname(path)).find((name) => name.toLowerCase() === wanted);
  if (found === undefined) return null;
  const beside = join(dirname(path), found);
  return lstatSync(beside).isFile() ? beside : null;
}
