import { writeFile } from 'node:fs/promises';
import type { Call } from '../server/context.ts';
import { beginUpload, finishUpload, inspectUpload, receivingPath } from '../server/features/uploads/index.ts';

/** Sends a file as its body's editor would, up to its reading; answers the upload's id. */
export async function receiveFile(call: Call, fileName: string, bytes: Uint8Array): Promise<string> {
  const { services, actor } = call;
  const id = services.newId();
  const sender = { bodyId: actor.bodyId ?? '', accountId: actor.accountId ?? '' };
  await beginUpload(call, { id, ...sender, fileName, bytes: bytes.length });
  await writeFile(receivingPath(services, id), bytes);
  await finishUpload(call, id);
  await inspectUpload(services, id);
  return id;
}
