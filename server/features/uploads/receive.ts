import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, Services } from '../../context.ts';
import { failPoint } from '../../store/fail-points.ts';
import { systemCall } from '../../system-call.ts';
import { updatableDataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { INSPECT_UPLOAD } from './inspect.ts';
import {
  deleteUpload,
  insertUpload,
  lockUpload,
  saveUpload,
  uploadsInState,
  type NewUpload,
} from './upload.queries.ts';

/** Where the parts of a file gather until all of it is there. */
export const receivingPath = ({ directory }: Services, id: string): string =>
  join(directory.paths.uploads, id);

export async function beginUpload(call: Call, upload: Omit<NewUpload, 'at'>): Promise<void> {
  const { db, clock } = call.services;
  await db.transaction().execute(async (trx) => {
    if (upload.datasetId) await updatableDataset(trx, call, upload.datasetId, upload.bodyId);
    await insertUpload(trx, { ...upload, at: clock.now() });
    await recordEvent(trx, call, {
      action: 'upload.begin',
      thing: 'upload',
      thingId: upload.id,
      provision: 'xz-25-1',
      data: { bytes: upload.bytes },
    });
  });
}

/** The sender gives up before all bytes came. */
export async function abandonUpload(call: Call, id: string): Promise<void> {
  await call.services.db.transaction().execute(async (trx) => {
    await deleteUpload(trx, id);
    await recordEvent(trx, call, { action: 'upload.abandon', thing: 'upload', thingId: id });
  });
}

/** All bytes are there: they become an object, the file is queued for reading. Repeating it changes nothing. */
export async function finishUpload(call: Call, id: string): Promise<void> {
  const { services } = call;
  const path = receivingPath(services, id);
  const { digest, bytes } = await services.objects.put({ file: path, move: false });
  failPoint('upload.received');
  await services.db.transaction().execute(async (trx) => {
    const upload = await lockUpload(trx, id);
    if (upload?.state !== 'receiving') return;
    await saveUpload(trx, id, { state: 'received', digest, finishedAt: services.clock.now() });
    await recordEvent(trx, call, {
      action: 'upload.finish',
      thing: 'upload',
      thingId: id,
      provision: 'xz-25-1',
      data: { digest, bytes },
    });
    await services.jobs.send(trx, INSPECT_UPLOAD, { uploadId: id });
  });
  await rm(path, { force: true });
  await rm(`${path}.json`, { force: true });
}

/** After a crash: finishes what had arrived whole, and reads again what was being read. */
export async function resumeUploads(services: Services): Promise<void> {
  for (const { id, bytes } of await uploadsInState(services.db, 'receiving')) {
    const arrived = await stat(receivingPath(services, id)).catch(() => null);
    if (arrived?.size === bytes) await finishUpload(systemCall(services), id);
  }
  const received = await uploadsInState(services.db, 'received');
  await services.db.transaction().execute(async (trx) => {
    for (const { id } of received) await services.jobs.send(trx, INSPECT_UPLOAD, { uploadId: id });
  });
}
