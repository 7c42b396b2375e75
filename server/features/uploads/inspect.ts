import { isDeepStrictEqual } from 'node:util';
import { refusedBy, type Refused } from '../../../rules/reading/refusal.ts';
import type { Services } from '../../context.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { lastSoundVersion } from '../versions/index.ts';
import { readAsChosen, readAsLast, type Understood } from './read-as-last.ts';
import { encodingsOnly, lookThrough } from './look-through.ts';
import { findUpload, lockUpload, saveUpload, type Upload } from './upload.queries.ts';

export const INSPECT_UPLOAD = 'inspect-upload';

/** Reads a received file and keeps what was understood, or why it cannot be read. Idempotent. */
export async function inspectUpload(services: Services, uploadId: string): Promise<void> {
  const upload = await findUpload(services.db, uploadId);
  if (upload?.state !== 'received' || upload.digest === null) return;
  using file = await services.objects.hold(upload.digest);
  const { path } = file;
  const result = await read(services, upload, path);
  const seen = await look(services, upload, result, path);
  const call = systemCall(services);
  await services.db.transaction().execute(async (trx) => {
    const locked = await lockUpload(trx, uploadId);
    // Someone changed the choices while the file was being read: what they sent is read again.
    if (locked?.state !== 'received' || !isSameWish(locked, upload)) return;
    if ('reading' in result)
      await saveUpload(trx, uploadId, { state: 'read', refusal: null, ...result, ...seen });
    else {
      const refusal = { ...result, traceId: call.traceId };
      await saveUpload(trx, uploadId, {
        state: 'refused',
        reading: null,
        refusal,
        ...seen,
      });
    }
    await recordEvent(trx, call, {
      action: 'upload.inspect',
      thing: 'upload',
      thingId: uploadId,
      result: 'reading' in result ? 'done' : 'refused',
      reasons: 'reading' in result ? [] : [result.code, result.reason],
      provision: 'xz-16-1',
      ...('reading' in result && result.carried ? { data: { readAs: result.carried.versionId } } : {}),
    });
  });
}

const OF_ENCODING = new Set(['mixed-encodings', 'undecodable-bytes', 'unknown-encoding']);

async function look(services: Services, upload: Upload, result: Understood | Refused, path: string) {
  if ('reading' in result) return lookThrough(services, upload, { ...result, path });
  const survey = OF_ENCODING.has(result.reason) ? await encodingsOnly(path) : null;
  return { survey, comparison: null };
}

const isSameWish = (one: Upload, other: Upload): boolean =>
  isDeepStrictEqual(one.choices, other.choices) && one.datasetId === other.datasetId;

async function read(services: Services, upload: Upload, path: string): Promise<Understood | Refused> {
  const { datasetId, carried } = upload;
  try {
    // What a person said of this very file comes before what was said of the last one.
    const untouched = carried === null && Object.keys(upload.choices).length === 0;
    if (datasetId === null || !untouched) return await readAsChosen(upload, path);
    const last = await lastSoundVersion(services.db, datasetId);
    return last ? await readAsLast(upload, path, last) : await readAsChosen(upload, path);
  } catch (error) {
    const refused = refusedBy(error);
    if (refused) return refused;
    throw error;
  }
}
