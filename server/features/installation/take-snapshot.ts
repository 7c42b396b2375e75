import { PassThrough } from 'node:stream';
import type { takeSnapshot } from '../../../rules/installation/installation.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { exportSnapshot } from '../../store/snapshot/export-snapshot.ts';
import { recordEvent } from '../events/index.ts';
import { isLocalAdministrator } from '../local-administrator/index.ts';

/** The archive holds secrets and personal data: only whoever owns the data folder anyway may have it. */
export const snapshot: UseCase<typeof takeSnapshot> = async (call) => {
  if (!isLocalAdministrator(call.actor)) throw new Problem('not-permitted');
  const { db, pool, objects, directory, clock, newId, access } = call.services;
  await db
    .transaction()
    .execute((trx) =>
      recordEvent(trx, call, { action: 'snapshot.take', thing: 'installation', thingId: newId() }),
    );
  // What waits in this node's journal is in no snapshot.
  await access.seal();
  const body = new PassThrough();
  exportSnapshot({ pool, objects, secrets: directory.paths.secrets }, body, clock.now()).catch(
    (error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return { contentType: 'application/zip', fileName: 'kaishu-snapshot.zip', body };
};
