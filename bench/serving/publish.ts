import { setTimeout as pause } from 'node:timers/promises';
import type { UploadView } from '../../rules/uploads/uploads.operations.ts';
import type { VersionView } from '../../rules/versions/versions.operations.ts';
import type { KillDoor } from '../../server/testing/kill/life.ts';
import { completed, submitListing, writeDraft } from '../../server/testing/publishing.ts';
import type { LongTable } from '../data/long-table.ts';

const EVERY_MS = 1000;

/** Asks every second until what is asked for holds, however long that takes. */
async function once<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await pause(EVERY_MS);
  }
}

/** Waits until a file that was sent is read; answers its digest. */
export async function inspected({ ask, tokens }: KillDoor, id: string): Promise<string> {
  const { state, problem, digest } = await once(
    () => ask<UploadView>(tokens.editor, 'GET', `/uploads/${id}`),
    (upload) => upload.state === 'read' || upload.state === 'refused',
  );
  if (state !== 'read' || digest === null) throw new Error(`not read: ${JSON.stringify(problem)}`);
  return digest;
}

/** Takes the file as a new dataset of this name and waits until its version is judged; answers the dataset's id. */
export async function validated(
  { ask, tokens }: KillDoor,
  uploadId: string,
  { name, table }: { name: string; table: LongTable },
): Promise<string> {
  const { datasetId, versionId } = await ask<{ datasetId: string; versionId: string }>(
    tokens.editor,
    'POST',
    `/uploads/${uploadId}/confirm`,
    { body: { name }, status: 201 },
  );
  const { state, findings, manifest } = await once(
    () => ask<VersionView>(tokens.editor, 'GET', `/versions/${versionId}`),
    (version) => version.state !== 'inspected',
  );
  if (state !== 'validated') throw new Error(`${state}: ${JSON.stringify(findings)}`);
  if (manifest?.rows !== table.rows) throw new Error(`${manifest?.rows ?? 0} rows`);
  return datasetId;
}

/** Lists and opens the dataset, by the three people that it takes. */
export async function opened(door: KillDoor, datasetId: string, name: string): Promise<void> {
  await writeDraft(door, datasetId, (entry) => completed(entry, name));
  const workOrderId = await submitListing(door, datasetId);
  await door.ask(door.tokens.operator, 'POST', `/work-orders/${workOrderId}/accept`, { body: {} });
}
