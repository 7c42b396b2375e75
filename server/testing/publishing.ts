import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DraftView } from '../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../rules/datasets/list-entry.schema.ts';
import type { UploadView } from '../../rules/uploads/uploads.operations.ts';
import type { VersionView } from '../../rules/versions/versions.operations.ts';
import { eventually, type Door } from './platform.ts';

/** Sends a file by the tus protocol, as a browser does: create, then the bytes. Answers the upload's id. */
export async function sendFile(
  platform: Door,
  name: string,
  bytes: Uint8Array,
  token = platform.tokens.editor,
): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' };
  const created = await fetch(`${platform.origin}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  const location = created.headers.get('location');
  if (created.status !== 201 || location === null)
    throw new Error(`tus: ${created.status} ${await created.text()}`);
  const sent = await fetch(new URL(location, platform.origin), {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  if (sent.status !== 204) throw new Error(`tus: ${sent.status} ${await sent.text()}`);
  return location.split('/').at(-1) ?? '';
}

export const readUpload = (platform: Door, id: string): Promise<UploadView> =>
  eventually(
    () => platform.ask<UploadView>(platform.tokens.editor, 'GET', `/uploads/${id}`),
    ({ state }) => state === 'read' || state === 'refused',
  );

let files = 0;

/** What became of a file. */
interface SentVersion {
  datasetId: string;
  version: VersionView;
  reading: UploadView['reading'];
}

/** Sends, reads and confirms; answers the dataset and its judged version. */
export async function sendVersion(
  platform: Door,
  file: { name: string; bytes: Uint8Array },
  datasetId?: string,
): Promise<SentVersion> {
  const { ask, tokens } = platform;
  const id = await sendFile(platform, file.name, file.bytes);
  const upload = await readUpload(platform, id);
  if (upload.state !== 'read') throw new Error(`${file.name}: ${JSON.stringify(upload.problem)}`);
  files += 1;
  // The catalogue of a body has each name once.
  const body = datasetId === undefined ? { name: `${file.name} ${files}` } : { datasetId };
  const confirmed = await ask<{ datasetId: string; versionId: string }>(
    tokens.editor,
    'POST',
    `/uploads/${id}/confirm`,
    {
      body,
      status: 201,
    },
  );
  const version = await eventually(
    () => ask<VersionView>(tokens.editor, 'GET', `/versions/${confirmed.versionId}`),
    ({ state }) => state !== 'inspected',
  );
  return { datasetId: confirmed.datasetId, version, reading: upload.reading };
}

const LEVELS = { person: 'A1', organisation: 'B1', object: 'C1', supply: 'D1' };

const FIELD_LEVELS = { person: 'A1', organisation: 'B1', object: 'C1' };

/** The most open level in every dimension of every field. */
export const harmlessFields = ({ fields }: Pick<ListEntry, 'fields'>): Record<string, typeof FIELD_LEVELS> =>
  Object.fromEntries(fields.map(({ name }) => [name, FIELD_LEVELS]));

/** A draft with every element of xz-9 filled in. */
export function completed(entry: ListEntry, name: string): ListEntry {
  return {
    ...entry,
    name,
    summary: '测试用数据集，一行一条记录，含文件中的全部字段。',
    domain: 'transport',
    timeCoverage: '2026 年',
    area: '全市',
    relations: '无',
    grade: { levels: LEVELS, fields: harmlessFields(entry), evidence: '逐字段核对' },
    fields: entry.fields.map((field) => ({ ...field, description: `${field.label || field.name}的说明` })),
  };
}

export async function writeDraft(
  { ask, tokens }: Door,
  datasetId: string,
  change: (entry: ListEntry) => ListEntry,
): Promise<DraftView> {
  const { entry, revision } = await ask<DraftView>(tokens.editor, 'GET', `/datasets/${datasetId}/draft`);
  return ask<DraftView>(tokens.editor, 'PUT', `/datasets/${datasetId}/draft`, {
    body: { revision, entry: change(entry) },
  });
}

/** Reviewed for secrecy and security by the reviewer, of the fields and the data as they are now; let pass. */
export async function reviewSecrecy(
  { ask, tokens }: Pick<Door, 'ask' | 'tokens'>,
  datasetId: string,
): Promise<void> {
  const body = { result: 'passed', evidence: '逐列核对，不涉及国家秘密。' };
  await ask(tokens.reviewer, 'POST', `/datasets/${datasetId}/secrecy-reviews`, { body, status: 201 });
}

/** Prepared by the editor, reviewed and submitted by the reviewer; answers the work order's id. */
export async function submitListing(door: Door, datasetId: string): Promise<string> {
  const { ask, tokens } = door;
  const body = { reason: '列入年度开放重点' };
  const { workOrderId } = await ask<{ workOrderId: string }>(
    tokens.editor,
    'POST',
    `/datasets/${datasetId}/prepare`,
    {
      body,
      status: 201,
    },
  );
  await reviewSecrecy(door, datasetId);
  await ask(tokens.reviewer, 'POST', `/work-orders/${workOrderId}/submit`, { body: {} });
  return workOrderId;
}

/** From a file to an open dataset, by the three people that it takes. */
export async function openDataset(
  platform: Door,
  file: { name: string; bytes: Uint8Array },
  name: string,
): Promise<SentVersion> {
  const sent = await sendVersion(platform, file);
  await writeDraft(platform, sent.datasetId, (entry) => completed(entry, name));
  const workOrderId = await submitListing(platform, sent.datasetId);
  await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${workOrderId}/accept`, { body: {} });
  return sent;
}

export const aFile = (text: string, name = '数据.csv'): { name: string; bytes: Uint8Array } => ({
  name,
  bytes: Buffer.from(text),
});

export const fileAt = async (path: string): Promise<{ name: string; bytes: Uint8Array }> => ({
  name: basename(path),
  bytes: await readFile(path),
});
