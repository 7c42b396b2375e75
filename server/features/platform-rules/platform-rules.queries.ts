import type { PlatformRules, RulesDraft } from '../../../rules/platform-rules/platform-rules.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** Newest first. */
export async function publishedRules(db: Reader): Promise<PlatformRules[]> {
  const rows = await db
    .selectFrom('platform_rules')
    .select(['version', 'title', 'text', 'note', 'published_at'])
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute();
  return rows.flatMap(({ published_at, ...rules }) =>
    published_at ? [{ ...rules, publishedAt: published_at.toISOString() }] : [],
  );
}

/** The newest published version; 0: none is. */
export async function newestVersion(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('platform_rules')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('published_at', 'is not', null)
    .executeTakeFirst();
  return row?.version ?? 0;
}

export async function findDraft(db: Reader): Promise<RulesDraft | null> {
  const row = await db
    .selectFrom('platform_rules')
    .select(['title', 'text', 'note', 'revision'])
    .where('published_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The draft after what is published; false when it is not of that revision any more. */
export async function writeDraft(trx: Trx, { revision, ...texts }: RulesDraft, by: string): Promise<boolean> {
  if (revision === 0) {
    const version = (await newestVersion(trx)) + 1;
    const begun = await trx
      .insertInto('platform_rules')
      .values({ ...texts, version, revision: 1, written_by: by })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return begun.numInsertedOrUpdatedRows === 1n;
  }
  const done = await trx
    .updateTable('platform_rules')
    .set({ ...texts, revision: revision + 1, written_by: by })
    .where('published_at', 'is', null)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** The version that the draft became; null when there was none. */
export async function publishDraft(trx: Trx, at: Date): Promise<number | null> {
  const row = await trx
    .updateTable('platform_rules')
    .set({ published_at: at })
    .where('published_at', 'is', null)
    .returning('version')
    .executeTakeFirst();
  return row?.version ?? null;
}

/** Who accepts: an organisation, or an account for itself. */
export interface Acceptor {
  accountId: string;
  organisationId: string | null;
}

export async function newestAccepted(
  db: Reader,
  { accountId, organisationId }: Acceptor,
): Promise<{ version: number; at: Date } | null> {
  const all = db.selectFrom('rules_acceptance').select(['version', 'accepted_at']);
  const own =
    organisationId === null
      ? all.where('account_id', '=', accountId).where('organisation_id', 'is', null)
      : all.where('organisation_id', '=', organisationId);
  const row = await own.orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? { version: row.version, at: row.accepted_at } : null;
}

/** False when it was accepted already. */
export async function insertAcceptance(
  trx: Trx,
  { accountId, organisationId }: Acceptor,
  { version, at }: { version: number; at: Date },
): Promise<boolean> {
  const done = await trx
    .insertInto('rules_acceptance')
    .values({ account_id: accountId, organisation_id: organisationId, version, accepted_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}
