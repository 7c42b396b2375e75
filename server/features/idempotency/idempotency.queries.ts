import { sql } from 'kysely';
import type { Db } from '../../store/database.ts';

/** One request that may come again: whose, under which key, and what it was. */
export interface Claim {
  accountId: string;
  key: string;
  /** Of everything that makes the request what it is. */
  digest: string;
  /** Of the call that carries it out: its events bear the same. */
  traceId: string;
  at: Date;
}

export interface Claimed {
  digest: string;
  createdAt: Date;
  /** Null while the first call is under way, or ended without saying how. */
  status: number | null;
  answer: unknown;
  traceId: string;
}

/** The call that holds a claim. */
const heldBy = sql<string>`answer ->> 'traceId'`;

/** Enters the claim if nobody has it; forgets what the account claimed before `forgetBefore`. True when it is ours. */
export async function enterClaim(db: Db, claim: Claim, forgetBefore: Date): Promise<boolean> {
  const { accountId, key, digest, traceId, at } = claim;
  await db
    .deleteFrom('idempotency')
    .where('account_id', '=', accountId)
    .where('created_at', '<', forgetBefore)
    .execute();
  const entered = await db
    .insertInto('idempotency')
    .values({
      account_id: accountId,
      key,
      request_digest: digest,
      answer: JSON.stringify({ traceId }),
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  return entered !== undefined;
}

export async function findClaim(
  db: Db,
  { accountId, key }: Pick<Claim, 'accountId' | 'key'>,
): Promise<Claimed | undefined> {
  const row = await db
    .selectFrom('idempotency')
    .select(['request_digest', 'created_at', 'status', 'answer'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  const { traceId, value } = row.answer as { traceId: string; value?: unknown };
  return {
    digest: row.request_digest,
    createdAt: row.created_at,
    status: row.status,
    answer: value ?? null,
    traceId,
  };
}

/** Keeps the answer of the call that holds the claim. */
export async function saveAnswer(db: Db, claim: Claim, status: number, value: unknown): Promise<void> {
  await db
    .updateTable('idempotency')
    .set({ status, answer: JSON.stringify({ traceId: claim.traceId, value: value ?? null }) })
    .where('account_id', '=', claim.accountId)
    .where('key', '=', claim.key)
    .where(heldBy, '=', claim.traceId)
    .execute();
}

/** True when the call left an act in the trail: acts and their events are written together. */
export async function hasActed(
  db: Db,
  { accountId, traceId }: Pick<Claim, 'accountId' | 'traceId'>,
): Promise<boolean> {
  const act = await db
    .selectFrom('event')
    .select('id')
    .where('actor_id', '=', accountId)
    .where('trace_id', '=', traceId)
    .where('result', '=', 'done')
    .limit(1)
    .executeTakeFirst();
  return act !== undefined;
}

/** Gives the key back, unless another call has claimed it meanwhile or the answer is there. */
export async function dropClaim(
  db: Db,
  { accountId, key, traceId }: Pick<Claim, 'accountId' | 'key' | 'traceId'>,
): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .where(heldBy, '=', traceId)
    .where('status', 'is', null)
    .execute();
}
