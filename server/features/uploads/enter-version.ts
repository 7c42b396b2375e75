import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertVersion, VALIDATE_VERSION } from '../versions/index.ts';
import { saveUpload, type Upload } from './upload.queries.ts';

/** An upload whose file was read. */
export interface ReadUpload extends Upload {
  reading: Reading;
  digest: string;
}

/** A read file becomes a data version of a dataset, inspected, and is queued for validation; answers its id. */
export async function enterVersion(
  trx: Trx,
  call: Call,
  { id: uploadId, reading, digest, choices, fileName, bytes, carried }: ReadUpload,
  { datasetId, preparedBy }: { datasetId: string; preparedBy: string },
): Promise<string> {
  const { services } = call;
  const id = services.newId();
  await insertVersion(trx, {
    id,
    datasetId,
    uploadId,
    reading,
    choices,
    originalDigest: digest,
    originalName: fileName,
    originalBytes: bytes,
    preparedBy,
    at: services.clock.now(),
  });
  await saveUpload(trx, uploadId, { state: 'confirmed' });
  await recordEvent(trx, call, {
    action: 'version.inspect',
    thing: 'version',
    thingId: id,
    provision: 'xz-16-1',
    data: { datasetId, uploadId, digest, readAs: carried?.versionId ?? null },
  });
  await services.jobs.send(trx, VALIDATE_VERSION, { versionId: id });
  return id;
}
