import { Problem } from '../../../rules/problems/problems.ts';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { Services } from '../../context.ts';
import { inspectFile } from '../../ingest/index.ts';
import { viewProblem } from '../../plugins/problems.ts';
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
    if (result instanceof Problem) {
      const problem = viewProblem(
        result,
        { instance: `/api/v1/uploads/${uploadId}`, traceId: call.traceId },
        'zh-CN',
      );
      await saveUpload(trx, uploadId, { state: 'refused', reading: null, problem });
    } else {
      await saveUpload(trx, uploadId, { state: 'read', reading: result, problem: null });
    }
    await recordEvent(trx, call, {
      action: 'upload.inspect',
      thing: 'upload',
      thingId: uploadId,
      result: result instanceof Problem ? 'refused' : 'done',
      reasons: result instanceof Problem ? [result.code] : [],
      provision: 'xz-16-1',
    });
  });
}

async function read(services: Services, upload: Upload, digest: string): Promise<Reading | Problem> {
  try {
    return await inspectFile(await services.objects.localPath(digest), upload.fileName, upload.choices);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
