import { setTimeout as pause } from 'node:timers/promises';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { eventually, type Door } from '../platform.ts';
import { completed, readUpload, sendFile, submitListing } from '../publishing.ts';
import type { KillCity } from './city.ts';
import { batchFile, batchOf, type KnownDataset, type Ledger } from './ledger.ts';

const DATASETS = 3;

/** The server is gone: what a client sees of it. */
export class ServerGone extends Error {}

export type KillDoor = Door & { tokens: KillCity['tokens'] };

/** Every call's answer, or {@link ServerGone}. */
export function doorOf(origin: string, tokens: KillCity['tokens']): KillDoor {
  const ask: Door['ask'] = async (token, method, path, { body, status = 200 } = {}) => {
    const answer = await asked(`${origin}/api/v1${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    // The caller names the type, as for the platform in this process.
    return JSON.parse(answer.text || 'null') as never;
  };
  return { origin, tokens, ask };
}

/** Throws {@link ServerGone}. */
export async function asked(url: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(url, init);
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    throw new ServerGone('the server is gone', { cause: error });
  }
}

/** Works on the city as its people do, until the server is gone; enters every acknowledgement in the ledger. */
export async function liveUntilGone(door: KillDoor, ledger: Ledger, random: () => number): Promise<void> {
  const until = async (work: () => Promise<void>): Promise<void> => {
    try {
      for (;;) await work();
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  };
  await Promise.all([
    until(() => actOnce(door, ledger, random)),
    until(() => readOnce(door, ledger, random)),
    until(() => countOnce(door, ledger)),
  ]);
}

/** tus is asked with a plain fetch, which says it this way. */
const isGone = (error: unknown): boolean =>
  error instanceof ServerGone ||
  (error instanceof TypeError && /fetch failed|terminated/.test(error.message));

async function actOnce(door: Door, ledger: Ledger, random: () => number): Promise<void> {
  const published = [...ledger.datasets.values()].filter((each) => each.published !== null);
  const one = published[Math.floor(random() * published.length)];
  if (!one || published.length < DATASETS) await openOne(door, ledger);
  else if (random() < 0.5) await updateOne(door, ledger, one);
  else await editOne(door, ledger, one);
}

async function uploadOne(door: Door, ledger: Ledger, batch: number): Promise<string> {
  const file = batchFile(batch);
  const id = await sendFile(door, file.name, file.bytes);
  ledger.uploads.add(id);
  ledger.acts.push({ action: 'upload.finish', thing: 'upload', thingId: id });
  const { state } = await readUpload(door, id);
  if (state !== 'read') throw new Error(`upload ${id} is ${state}`);
  return id;
}

async function confirmOne(
  { ask, tokens }: Door,
  ledger: Ledger,
  uploadId: string,
  body: object,
): Promise<{ datasetId: string; versionId: string }> {
  const path = `/uploads/${uploadId}/confirm`;
  const confirmed = await ask<{ datasetId: string; versionId: string }>(tokens.editor, 'POST', path, {
    body,
    status: 201,
  });
  ledger.acts.push({ action: 'version.inspect', thing: 'version', thingId: confirmed.versionId });
  await eventually(
    () => ask<VersionView>(tokens.editor, 'GET', `/versions/${confirmed.versionId}`),
    ({ state }) => state === 'validated',
  );
  return confirmed;
}

async function openOne(door: Door, ledger: Ledger): Promise<void> {
  const batch = ++ledger.batch;
  const { ask, tokens } = door;
  const uploadId = await uploadOne(door, ledger, batch);
  const { datasetId } = await confirmOne(door, ledger, uploadId, { name: `数据集 ${batch}` });
  const known: KnownDataset = {
    id: datasetId,
    published: null,
    asked: new Set([batch]),
    summary: null,
    askedSummaries: new Set(),
  };
  ledger.datasets.set(datasetId, known);
  await editOne(door, ledger, known);
  const workOrderId = await submitListing(door, datasetId);
  ledger.acts.push({ action: 'work-order.prepare', thing: 'work-order', thingId: workOrderId });
  ledger.acts.push({ action: 'work-order.submit', thing: 'work-order', thingId: workOrderId });
  await ask(tokens.operator, 'POST', `/work-orders/${workOrderId}/accept`, { body: {} });
  ledger.acts.push({ action: 'work-order.accept', thing: 'work-order', thingId: workOrderId });
  ledger.acts.push({ action: 'version.publish', thing: 'dataset', thingId: datasetId });
  acknowledge(known, batch);
}

async function updateOne(door: Door, ledger: Ledger, known: KnownDataset): Promise<void> {
  const batch = ++ledger.batch;
  const uploadId = await uploadOne(door, ledger, batch);
  const { versionId } = await confirmOne(door, ledger, uploadId, { datasetId: known.id });
  known.asked.add(batch);
  await door.ask(door.tokens.reviewer, 'POST', `/versions/${versionId}/publish`);
  ledger.acts.push({ action: 'version.publish', thing: 'dataset', thingId: known.id });
  acknowledge(known, batch);
}

function acknowledge(known: KnownDataset, batch: number): void {
  known.published = batch;
  known.asked.clear();
}

async function editOne({ ask, tokens }: Door, ledger: Ledger, known: KnownDataset): Promise<void> {
  const path = `/datasets/${known.id}/draft`;
  const { entry, revision } = await ask<DraftView>(tokens.editor, 'GET', path);
  const summary = `第 ${++ledger.batch} 次修改的说明，一行一条记录，含文件中的全部字段。`;
  known.askedSummaries.add(summary);
  const changed = { ...completed(entry, entry.name), summary };
  await ask<DraftView>(tokens.editor, 'PUT', path, { body: { revision, entry: changed } });
  ledger.acts.push({ action: 'draft.save', thing: 'dataset', thingId: known.id });
  known.summary = summary;
  known.askedSummaries.clear();
}

/** Readers see the old version or the new one, never half. */
async function readOnce({ origin, tokens }: Door, ledger: Ledger, random: () => number): Promise<void> {
  await pause(20);
  const all = [...ledger.datasets.values()];
  const one = all[Math.floor(random() * all.length)];
  if (!one) return void (await asked(`${origin}/api/v1/publishers`));
  const before = one.published;
  const headers = { authorization: `Bearer ${tokens.operator}` };
  const { status, text } = await asked(`${origin}/api/v1/datasets/${one.id}/exports/csv`, { headers });
  if (status === 200 && batchOf(text) < (before ?? 0)) throw new Error('an older version was served again');
  if (status >= 500 || (status === 404 && before !== null)) throw new Error(`export: ${status} ${text}`);
}

/** Never resolves: what is counted is counted from this life's beginning. */
async function countOnce({ ask, tokens }: KillDoor, ledger: Ledger): Promise<void> {
  const before = ledger.accesses;
  for (;;) {
    const { durable } = await ask<{ durable: number }>(tokens.auditor, 'GET', '/access-records/counts');
    ledger.accesses = before + durable;
    await pause(30);
  }
}
