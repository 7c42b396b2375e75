import type { Call, Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import type { Trx } from '../../store/database.ts';
import { lockDataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { insertVersion, VALIDATE_VERSION } from '../versions/index.ts';
import { INSPECT_UPLOAD } from './inspect.ts';
import { insertUpload, lockUpload, saveUpload, type Upload } from './upload.queries.ts';

/** A file that the platform fetched for a dataset; its bytes are an object already. */
export interface PulledFile {
  bodyId: string;
  datasetId: string;
  sourceId: string;
  /** Whose source it is: whoever reviews the data must be somebody else. */
  accountId: string;
  fileName: string;
  digest: string;
  bytes: number;
}

/** Enters a fetched file as if it had been sent; answers its id. Asks for no permission: the source was approved. */
export async function receivePulled(trx: Trx, call: Call, file: PulledFile): Promise<string> {
  const { services } = call;
  const id = services.newId();
  const at = services.clock.now();
  const { bodyId, datasetId, accountId, fileName, digest, bytes, sourceId } = file;
  await insertUpload(trx, { id, bodyId, datasetId, accountId, fileName, bytes, at });
  await saveUpload(trx, id, { state: 'received', digest, finishedAt: at });
  await recordEvent(trx, call, {
    action: 'upload.finish',
    thing: 'upload',
    thingId: id,
    provision: 'xz-16-2',
    data: { sourceId, digest, bytes },
  });
  await services.jobs.send(trx, INSPECT_UPLOAD, { uploadId: id });
  return id;
}

export type Taken =
  | { outcome: 'unreadable' | 'waiting'; versionId: null }
  /** The version is inspected: it goes on to validation. */
  | { outcome: 'taken'; versionId: string };

/** Takes a read file as its dataset's next version where the reading of the last one fits whole; else it waits for a person. */
export async function takeAsLast(services: Services, uploadId: string): Promise<Taken> {
  const call = systemCall(services);
  return services.db.transaction().execute(async (trx) => {
    const upload = await lockUpload(trx, uploadId);
    if (upload?.state === 'refused') return { outcome: 'unreadable', versionId: null };
    const dataset = upload?.datasetId ? await lockDataset(trx, upload.datasetId) : undefined;
    const fits = upload?.carried?.differences.length === 0 && upload.state === 'read';
    if (!upload || !fits || !dataset || dataset.state === 'withdrawn') {
      return { outcome: 'waiting', versionId: null };
    }
    const versionId = await insertNext(trx, call, upload, dataset.id);
    return versionId === null ? { outcome: 'waiting', versionId } : { outcome: 'taken', versionId };
  });
}

async function insertNext(trx: Trx, call: Call, upload: Upload, datasetId: string): Promise<string | null> {
  const { id: uploadId, reading, digest, choices, fileName, bytes, accountId } = upload;
  if (reading === null || digest === null) return null;
  const id = call.services.newId();
  await insertVersion(trx, {
    id,
    datasetId,
    uploadId,
    reading,
    choices,
    originalDigest: digest,
    originalName: fileName,
    originalBytes: bytes,
    preparedBy: accountId,
    at: call.services.clock.now(),
  });
  await saveUpload(trx, uploadId, { state: 'confirmed' });
  await recordEvent(trx, call, {
    action: 'version.inspect',
    thing: 'version',
    thingId: id,
    provision: 'xz-16-1',
    data: { datasetId, uploadId, digest, readAs: upload.carried?.versionId ?? null },
  });
  await call.services.jobs.send(trx, VALIDATE_VERSION, { versionId: id });
  return id;
}
