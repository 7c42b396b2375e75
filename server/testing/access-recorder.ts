import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { systemClock } from '../../rules/time/clock.ts';
import { createAccessArchive, type ArchivedAccess } from '../engine/index.ts';
import type { Db } from '../store/database.ts';
import { folderObjects, type ObjectStore } from '../store/objects.ts';
import { openAccessRecorder, type AccessRecorder } from '../features/access-records/index.ts';

type RecorderOptions = Parameters<typeof openAccessRecorder>[0];

/** A recorder with all that it stands on but the database, under one folder. */
export interface RecorderInFolder {
  recorder: AccessRecorder;
  journal: string;
  objects: ObjectStore;
  close(): Promise<void>;
}

export async function recorderIn(
  folder: string,
  db: Db,
  options: Partial<RecorderOptions> = {},
): Promise<RecorderInFolder> {
  const journal = path.join(folder, 'journal');
  const scratch = path.join(folder, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const objects = await folderObjects(path.join(folder, 'objects'));
  const archive = createAccessArchive({
    temporaryDirectory: scratch,
    allowedDirectories: [journal, path.join(folder, 'objects')],
  });
  const log = pino({ level: 'silent' });
  const vault = { db, objects, archive, scratch, clock: systemClock, newId, log };
  const recorder = await openAccessRecorder({ ...vault, journal, ...options });
  return {
    recorder,
    journal,
    objects,
    close: async () => {
      await recorder.close();
      await archive.close();
    },
  };
}

export const recorderFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'kaishu-access-'));

/** Every record, page by page, the newest first. */
export async function allAccesses(recorder: AccessRecorder, pageSize = 5000): Promise<ArchivedAccess[]> {
  const all: ArchivedAccess[] = [];
  for (;;) {
    const page = await recorder.page({}, pageSize, all.at(-1) ?? null);
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}
