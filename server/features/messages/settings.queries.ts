import type { Language } from '../../../locales/index.ts';
import type { Rhythm } from '../../../rules/messages/delivery.ts';
import { isLanguage, isRhythm } from '../../../rules/messages/settings.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** How messages reach an account. */
export interface Settings {
  accountId: string;
  language: Language;
  mail: Rhythm;
  /** Confirmed by its reader; null: that of the account, if it has one. */
  address: string | null;
  unconfirmed: string | null;
  codeHash: Buffer | null;
  codeUntil: Date | null;
  codeAttempts: number;
  hook: 'at-once' | 'off';
  hookUrl: string | null;
  hookSecret: Buffer | null;
  calendarHash: Buffer | null;
  /** Entered by whoever opened the account. */
  accountEmail: string | null;
}

const selectSettings = (db: Reader) =>
  db
    .selectFrom('account')
    .leftJoin('message_settings', 'message_settings.account_id', 'account.id')
    .select(['account.id', 'account.email', 'language', 'mail', 'address', 'unconfirmed', 'code_hash'])
    .select(['code_until', 'code_attempts', 'hook', 'hook_url', 'hook_secret', 'calendar_hash'])
    .where('closed_at', 'is', null);
type Row = Awaited<ReturnType<ReturnType<typeof selectSettings>['executeTakeFirstOrThrow']>>;

const toSettings = (row: Row): Settings => ({
  accountId: row.id,
  language: isLanguage(row.language) ? row.language : 'zh-CN',
  mail: isRhythm(row.mail) ? row.mail : 'at-once',
  address: row.address,
  unconfirmed: row.unconfirmed,
  codeHash: row.code_hash,
  codeUntil: row.code_until,
  codeAttempts: row.code_attempts ?? 0,
  hook: row.hook === 'at-once' ? 'at-once' : 'off',
  hookUrl: row.hook_url,
  hookSecret: row.hook_secret,
  calendarHash: row.calendar_hash,
  accountEmail: row.email,
});

/** As they were chosen, or as they are for whoever chose nothing; undefined for a closed account. */
export async function findSettings(db: Reader, accountId: string): Promise<Settings | undefined> {
  const row = await selectSettings(db).where('account.id', '=', accountId).executeTakeFirst();
  return row && toSettings(row);
}

/** Whoever the secret address of a calendar belongs to. */
export async function findByCalendar(db: Reader, hash: Buffer): Promise<Settings | undefined> {
  const row = await selectSettings(db).where('calendar_hash', '=', hash).executeTakeFirst();
  return row && toSettings(row);
}

export async function saveSettings(trx: Trx, settings: Settings): Promise<void> {
  const { accountId, language, mail, address, unconfirmed, hook } = settings;
  const row = {
    ...{ language, mail, address, unconfirmed, hook, hook_url: settings.hookUrl },
    ...{ code_hash: settings.codeHash, code_until: settings.codeUntil, code_attempts: settings.codeAttempts },
    ...{ hook_secret: settings.hookSecret, calendar_hash: settings.calendarHash },
  };
  await trx
    .insertInto('message_settings')
    .values({ account_id: accountId, ...row })
    .onConflict((known) => known.column('account_id').doUpdateSet(row))
    .execute();
}
