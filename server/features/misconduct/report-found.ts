import { randomBytes } from 'node:crypto';
import type { Call } from '../../context.ts';
import { secretDigest } from '../../secret-digest.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertReport } from './misconduct.queries.ts';

const RECEIPT_BYTES = 16;

interface Found {
  dataset: { id: string; bodyId: string };
  dataUser: string;
  words: string;
}

/** Reports what an office found itself, in the caller's transaction; whoever found it judges nothing of it. Answers id and code. */
export async function reportFound(trx: Trx, call: Call, found: Found): Promise<{ id: string; code: string }> {
  const { newId, clock } = call.services;
  const id = newId();
  const receipt = randomBytes(RECEIPT_BYTES).toString('hex');
  const code = await insertReport(trx, {
    ...{ ...found, id, link: null, reporterId: call.actor.accountId },
    ...{ receiptHash: secretDigest(receipt), at: clock.now() },
  });
  const act = { action: 'misconduct.report', thing: 'misconduct', thingId: id } as const;
  await recordEvent(trx, call, { ...act, provision: 'xz-30', data: { code } });
  return { id, code };
}
