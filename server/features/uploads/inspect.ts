import { refusedBy, type Refused } from '../../../rules/reading/refusal.ts';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { Services } from '../../context.ts';
import { inspectFile } from '../../ingest/index.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { findUpload, lockUpload, saveUpload, type Upload } from './upload.queries.ts';

export const INSPECT_UPLOAD = 'inspect-upload';

/** Reads a received file and keeps what was understood, or why it cannot be read. Idempotent. */
export async function inspectUpload(services: Services, uploadId: string): Promise<void> {
  const upload = await findUpload(services.db, uploadId);
  if (upload?.state !== 'received' || upload.digest === null) return;
  const result = await read(services, upload, upload.digest);
  const call = systemCall(services);
  await services.db.transaction().execute(async (trx) => {
    const locked = await lockUpload(trx, uploadId);
    // Someone changed the choices while the file was being read: the job that they sent reads it again.
    if (locked?.state !== 'received' || JSON.stringify(locked.choices) !== JSON.stringify(upload.choices))
      return;
    if ('rows' in result) await saveUpload(trx, uploadId, { state: 'read', reading: result, refusal: null });
    else {
      const refusal = { ...result, traceId: call.traceId };
      await saveUpload(trx, uploadId, { state: 'refused', reading: null, refusal });
    }
    await recordEvent(trx, call, {
      action: 'upload.inspect',
      thing: 'upload',
      thingId: uploadId,
      result: 'rows' in result ? 'done' : 'refused',
      reasons: 'rows' in result ? [] : [result.code, result.reason],
      provision: 'xz-16-1',
    });
  });
}

async function read(services: Services, upload: Upload, digest: string): Promise<Reading | Refused> {
  try {
    return await inspectFile(await services.objects.localPath(digest), upload.fileName, upload.choices);
  } catch (error) {
    const refused = refusedBy(error);
    if (refused) return refused;
    throw error;
  }
}
