import type { ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { Call, Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import type { Trx } from '../../store/database.ts';
import { lockDataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { versionOfUpload } from '../versions/index.ts';
import { enterVersion, type ReadUpload } from './enter-version.ts';
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
  /** How it is to be read; detected where nothing is said. */
  choices?: ReadingChoices;
}

/** Enters a fetched file as if it had been sent; answers its id. Asks for no permission: the source was approved. */
export async function receivePulled(trx: Trx, call: Call, file: PulledFile): Promise<string> {
  const { services } = call;
  const id = services.newId();
  const at = services.clock.now();
  const { bodyId, datasetId, accountId, fileName, digest, bytes, sourceId, choices } = file;
  await insertUpload(trx, { id, bodyId, datasetId, accountId, fileName, bytes, at });
  await saveUpload(trx, id, { state: 'received', digest, finishedAt: at, ...(choices && { choices }) });
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
export const takeAsLast = (services: Services, uploadId: string): Promise<Taken> =>
  takeIf(services, uploadId, ({ carried }) => carried?.differences.length === 0);

/** Takes a read file as its dataset's next version where it is as `fits` wants it; taken once, it stays taken. */
export async function takeIf(
  services: Services,
  uploadId: string,
  fits: (upload: ReadUpload) => boolean,
): Promise<Taken> {
  const call = systemCall(services);
  return services.db.transaction().execute(async (trx) => {
    const upload = await lockUpload(trx, uploadId);
    if (upload?.state === 'refused') return { outcome: 'unreadable', versionId: null };
    if (upload?.state === 'confirmed') return takenBefore(trx, uploadId);
    const dataset = upload?.datasetId ? await lockDataset(trx, upload.datasetId) : undefined;
    const read = upload && readOf(upload);
    if (!read || !fits(read) || !dataset || dataset.state === 'withdrawn') {
      return { outcome: 'waiting', versionId: null };
    }
    const owners = { datasetId: dataset.id, preparedBy: read.accountId };
    return { outcome: 'taken', versionId: await enterVersion(trx, call, read, owners) };
  });
}

async function takenBefore(trx: Trx, uploadId: string): Promise<Taken> {
  const versionId = await versionOfUpload(trx, uploadId);
  return versionId === undefined ? { outcome: 'waiting', versionId: null } : { outcome: 'taken', versionId };
}

function readOf(upload: Upload): ReadUpload | null {
  const { state, reading, digest } = upload;
  return state === 'read' && reading !== null && digest !== null ? { ...upload, reading, digest } : null;
}
