import { can } from '../../../rules/access/permissions.ts';
import type { ProblemView } from '../../../rules/problems/problem.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { refusalDetail } from '../../../rules/reading/present-reading.ts';
import type { KeptRefusal } from '../../../rules/uploads/kept-refusal.ts';
import type {
  changeReading,
  getUpload,
  listUploads,
  sampleUpload,
  UploadView,
} from '../../../rules/uploads/uploads.operations.ts';
import type { Call } from '../../context.ts';
import { sampleFile } from '../../ingest/index.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { viewProblem } from '../../plugins/problems.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import { recordEvent } from '../events/index.ts';
import { INSPECT_UPLOAD } from './inspect.ts';
import { findUpload, lockUpload, saveUpload, uploadsOf, type Upload } from './upload.queries.ts';

const mayRead = ({ actor }: Call, { body }: Upload): boolean =>
  can(actor, 'upload.read', { bodyId: body.id });
const mayWrite = ({ actor }: Call, { body }: Upload): boolean =>
  can(actor, 'upload.write', { bodyId: body.id });

function view(call: Call, upload: Upload): UploadView {
  const { body, createdAt, id, fileName, bytes, state, digest, reading, choices, refusal } = upload;
  const waiting = mayWrite(call, upload) && (state === 'read' || state === 'refused');
  return {
    id,
    bodyId: body.id,
    fileName,
    bytes,
    state,
    digest,
    reading,
    choices,
    problem: refusal && inWords(call, id, refusal),
    createdAt: createdAt.toISOString(),
    can: { changeReading: waiting, confirm: waiting && state === 'read' },
  };
}

function inWords(call: Call, id: string, { code, traceId, ...refusal }: KeptRefusal): ProblemView {
  const problem = new Problem(code, { ...refusal, detail: refusalDetail(refusal, call.t) });
  return viewProblem(problem, { instance: `/api/v1/uploads/${id}`, traceId }, call.language);
}

export const list: UseCase<typeof listUploads> = async (call) => {
  const uploads = await uploadsOf(call.services.db, scopeOf(call.actor, 'upload.read'));
  return { items: uploads.map((upload) => view(call, upload)) };
};

/** The upload, if the caller may know of it; throws `not-found`. */
export async function knownUpload(call: Call, id: string): Promise<Upload> {
  const upload = await findUpload(call.services.db, id);
  if (!upload || !mayRead(call, upload)) throw new Problem('not-found');
  return upload;
}

export const get: UseCase<typeof getUpload> = async (call, { id }) => view(call, await knownUpload(call, id));

export const sample: UseCase<typeof sampleUpload> = async (call, { id, offset, limit }) => {
  const { reading, digest, choices } = await knownUpload(call, id);
  if (reading === null || digest === null) throw new Problem('wrong-state');
  const path = await call.services.objects.localPath(digest);
  return { rows: (await sampleFile(path, reading, choices, { offset, limit })).rows };
};

export const change: UseCase<typeof changeReading> = async (call, { id, choices }) => {
  permit(call.actor, 'upload.write', { bodyId: (await knownUpload(call, id)).body.id });
  await call.services.db.transaction().execute(async (trx) => {
    const upload = await lockUpload(trx, id);
    if (!upload) throw new Problem('not-found');
    if (upload.state !== 'read' && upload.state !== 'refused') throw new Problem('wrong-state');
    await saveUpload(trx, id, { state: 'received', choices, refusal: null });
    await recordEvent(trx, call, {
      action: 'upload.change-reading',
      thing: 'upload',
      thingId: id,
      provision: 'xz-16-1',
      data: { choices: Object.keys(choices) },
    });
    await call.services.jobs.send(trx, INSPECT_UPLOAD, { uploadId: id });
  });
  return view(call, await knownUpload(call, id));
};
