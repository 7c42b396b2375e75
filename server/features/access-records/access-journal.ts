import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../../store/folders.ts';
import { isWhole } from './access-record.ts';

/** Append-only files that hold what the database could not take, in lines as `writeLine` writes them. */
export interface AccessJournal {
  /** Resolves when the lines are on the disk. */
  append(lines: Buffer): Promise<void>;
  /** Hands over what is kept, in portions; a file is removed when `take` has resolved for all of it. */
  replay(take: (lines: string[]) => Promise<void>): Promise<number>;
  close(): Promise<void>;
}

const EXTENSION = '.copy';
const SEGMENT_BYTES = 64 * 1024 * 1024;

export function openJournal(folder: string, newId: () => string, portion: number): AccessJournal {
  let current: { handle: FileHandle; file: string; bytes: number } | null = null;

  const startSegment = async (): Promise<NonNullable<typeof current>> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, `${newId()}${EXTENSION}`);
    const handle = await open(file, 'ax', 0o600);
    await syncFolder(folder);
    return (current = { handle, file, bytes: 0 });
  };
  const endSegment = async (): Promise<void> => {
    const ended = current;
    current = null;
    await ended?.handle.close();
  };

  return {
    append: async (lines) => {
      const segment = current ?? (await startSegment());
      try {
        const { bytesWritten } = await segment.handle.write(lines);
        if (bytesWritten < lines.length) throw new Error('the journal could not be written whole');
        await segment.handle.datasync();
        segment.bytes += bytesWritten;
      } catch (error) {
        // What follows a torn line or a failed sync cannot be trusted: the next append begins a file of its own.
        await endSegment();
        throw error;
      }
      if (segment.bytes > SEGMENT_BYTES) await endSegment();
    },
    replay: async (take) => {
      await endSegment();
      const names = await readdir(folder).catch(() => []);
      let replayed = 0;
      for (const name of names.filter((each) => each.endsWith(EXTENSION)).sort()) {
        const file = path.join(folder, name);
        if (file === current?.file) continue;
        for await (const lines of portionsOf(file, portion)) {
          await take(lines);
          replayed += lines.length;
        }
        await rm(file);
      }
      return replayed;
    },
    close: endSegment,
  };
}

/** A line torn by a kill was never acknowledged: it is passed over. */
async function* portionsOf(file: string, size: number): AsyncGenerator<string[]> {
  let lines: string[] = [];
  let begun = '';
  for await (const part of createReadStream(file, 'utf8')) {
    const ended = `${begun}${String(part)}`.split('\n');
    begun = ended.pop() ?? '';
    lines.push(...ended.filter(isWhole));
    if (lines.length < size) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
