import { can } from '../../../rules/access/permissions.ts';
import type { ProblemView } from '../../../rules/problems/problem.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { refusalDetail } from '../../../rules/reading/present-reading.ts';
import type { KeptRefusal } from '../../../rules/uploads/kept-refusal.ts';
import type {
  changeReading,
  downloadUpload,
  getUpload,
  listUploads,
  sampleUpload,
  surveyUpload,
  UploadView,
} from '../../../rules/uploads/uploads.operations.ts';
import type { Call, Services } from '../../context.ts';
import { sampleFile } from '../../ingest/index.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { viewProblem } from '../../plugins/problems.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import { updatableDataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { INSPECT_UPLOAD, inspectUpload } from './inspect.ts';
import { findUpload, lockUpload, saveUpload, uploadsOf, type Upload } from './upload.queries.ts';

const mayRead = ({ actor }: Call, { body }: Upload): boolean =>
  can(actor, 'upload.read', { bodyId: body.id });
const mayWrite = ({ actor }: Call, { body }: Upload): boolean =>
  can(actor, 'upload.write', { bodyId: body.id });

function view(call: Call, upload: Upload): UploadView {
  const { body, createdAt, id, fileName, bytes, state, digest, reading, choices, refusal } = upload;
  const { datasetId, carried } = upload;
  const mine = mayWrite(call, upload);
  return {
    id,
    bodyId: body.id,
    fileName,
    bytes,
    state,
    digest,
    reading,
    choices,
    datasetId,
    carried,
    problem: refusal && inWords(call, id, refusal),
    createdAt: createdAt.toISOString(),
    can: { changeReading: mine && isCorrectable(upload), confirm: mine && state === 'read' },
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

export const sample: UseCase<typeof sampleUpload> = async (call, { id, offset, limit, rows }) => {
  const { reading, digest, choices } = await knownUpload(call, id);
  if (reading === null || digest === null) throw new Problem('wrong-state');
  using file = await call.services.objects.hold(digest);
  const page = rows === undefined ? { offset, limit } : { rows: rows.split(',').map(Number) };
  return { rows: (await sampleFile(file.path, reading, choices, page)).rows };
};

export const survey: UseCase<typeof surveyUpload> = async (call, { id }) => {
  const { survey: seen, comparison } = await knownUpload(call, id);
  return { survey: seen, comparison };
};

export const download: UseCase<typeof downloadUpload> = async (call, { id }) => {
  const { digest, fileName, bytes } = await knownUpload(call, id);
  if (digest === null) throw new Problem('wrong-state');
  return {
    contentType: 'application/octet-stream',
    fileName,
    headers: {
      'content-length': String(bytes),
      'cache-control': 'private, no-store',
      'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`,
    },
    body: call.services.objects.stream(digest),
  };
};

/** Up to so many bytes are read while the caller waits, so that a correction shows its effect at once. */
const READ_AT_ONCE_BYTES = 8 * 1024 * 1024;

export const change: UseCase<typeof changeReading> = async (call, { id, choices, datasetId }) => {
  const { services } = call;
  const { body, bytes } = await knownUpload(call, id);
  permit(call.actor, 'upload.write', { bodyId: body.id });
  const atOnce = bytes <= READ_AT_ONCE_BYTES;
  await services.db.transaction().execute(async (trx) => {
    const upload = await lockUpload(trx, id);
    if (!upload) throw new Problem('not-found');
    if (!isCorrectable(upload)) throw new Problem('wrong-state');
    if (datasetId !== undefined) await updatableDataset(trx, call, datasetId, body.id);
    const asLast = datasetId === undefined ? {} : { datasetId, carried: null, choices: {} };
    await saveUpload(trx, id, { state: 'received', choices, refusal: null, ...asLast });
    await recordEvent(trx, call, {
      action: 'upload.change-reading',
      thing: 'upload',
      thingId: id,
      provision: 'xz-16-1',
      data: { choices: Object.keys(choices), ...(datasetId === undefined ? {} : { datasetId }) },
    });
    if (!atOnce) await services.jobs.send(trx, INSPECT_UPLOAD, { uploadId: id });
  });
  if (atOnce) await readNow(services, id);
  return view(call, await knownUpload(call, id));
};

/** Also while an earlier correction is being read: what was sent last counts. */
const isCorrectable = ({ state, reading }: Upload): boolean =>
  state === 'read' || state === 'refused' || (state === 'received' && reading !== null);

/** A failure of ours leaves the file to the jobs, which try again. A crash leaves it to `resumeUploads`. */
async function readNow(services: Services, uploadId: string): Promise<void> {
  await inspectUpload(services, uploadId).catch(async (error: unknown) => {
    services.log.error({ err: error, upload: uploadId }, 'a correction was not read at once');
    await services.db.transaction().execute((trx) => services.jobs.send(trx, INSPECT_UPLOAD, { uploadId }));
  });
}
