import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { syncFolder } from '../../store/folders.ts';
import type { AccessRecord } from './access-record.ts';

/** Append-only files that hold what the database could not take; each line is one record. */
export interface AccessJournal {
  /** Resolves when the records are on the disk. */
  append(records: readonly AccessRecord[]): Promise<void>;
  /** Hands over what is kept, in portions; a file is removed when `take` has resolved for all of it. */
  replay(take: (records: AccessRecord[]) => Promise<void>): Promise<number>;
  close(): Promise<void>;
}

const EXTENSION = '.ndjson';
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
    append: async (records) => {
      const segment = current ?? (await startSegment());
      const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      try {
        const { bytesWritten } = await segment.handle.write(text);
        if (bytesWritten < Buffer.byteLength(text)) throw new Error('the journal could not be written whole');
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
        for await (const records of portionsOf(file, portion)) {
          await take(records);
          replayed += records.length;
        }
        await rm(file);
      }
      return replayed;
    },
    close: endSegment,
  };
}

async function* portionsOf(file: string, size: number): AsyncGenerator<AccessRecord[]> {
  let records: AccessRecord[] = [];
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    const record = parseLine(line);
    if (record) records.push(record);
    if (records.length < size) continue;
    yield records;
    records = [];
  }
  if (records.length > 0) yield records;
}

/** A line torn by a kill was never acknowledged: it is passed over. */
function parseLine(line: string): AccessRecord | undefined {
  try {
    const record: unknown = JSON.parse(line);
    // Only this file writes these lines; one that parses is whole.
    return typeof record === 'object' && record !== null ? (record as AccessRecord) : undefined;
  } catch {
    return undefined;
  }
}
