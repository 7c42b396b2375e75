import { readdir, readFile, rm } from 'node:fs/promises';
import { v7 as newId } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from './access-journal.ts';
import type { Lines } from './line-buffer.ts';
import { recorderFolder } from '../../testing/access-recorder.ts';

const linesOf = (text: string, bytes = text.length): Lines => ({
  parts: [Buffer.from(text)],
  bytes,
  count: 1,
});

describe('the journal of accesses', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await recorderFolder();
    return () => rm(folder, { recursive: true });
  });

  it('given lines that reach the disk in part only, when appended again, then no file holds them twice', async () => {
    const journal = await openJournal(folder, newId);
    await journal.append(linesOf('{"a":1}\n'));
    await expect(journal.append(linesOf('{"a":2}\n', 1000))).rejects.toThrow('could not be written whole');
    await journal.append(linesOf('{"a":2}\n'));
    await journal.closeSegment();
    expect(await Promise.all(journal.closed.map(({ path }) => readFile(path, 'utf8')))).toEqual([
      '{"a":1}\n',
      '{"a":2}\n',
    ]);
  });

  it('given a first batch that fails, when the segment ends, then no empty file stays', async () => {
    const journal = await openJournal(folder, newId);
    await expect(journal.append(linesOf('{', 1000))).rejects.toThrow();
    await journal.closeSegment();
    expect([await readdir(folder), journal.closed]).toEqual([[], []]);
  });
});
