import type { Db } from '../../store/database.ts';

interface LocalAdministrator {
  id: string;
  name: string;
  createdAt: Date;
}

/** Whoever acts on the machine itself has an account like everyone who acts, but no way to sign in. */
export async function ensureLocalAdministrator(db: Db, account: LocalAdministrator): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: account.id,
      user_name: null,
      name: account.name,
      email: null,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
      issuer: null,
      subject: null,
      locked_until: null,
      created_at: account.createdAt,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findBodyIdByCode(db: Db, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('public_body')
    .select('id')
    .where('code', '=', code)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}
