import type { Selectable } from 'kysely';
import type { Reader, Trx } from '../../store/database.ts';
import type { MessageTable } from '../../store/tables/messages.ts';

export interface Message {
  id: string;
  role: string | null;
  action: string;
  name: string;
  code: string;
  path: string;
  provision: string | null;
  at: Date;
  readAt: Date | null;
}

export const toMessage = (row: Selectable<MessageTable>): Message => ({
  id: row.id,
  role: row.role,
  action: row.action,
  name: row.name,
  code: row.code,
  path: row.path,
  provision: row.provision,
  at: row.at,
  readAt: row.read_at,
});

export interface MessagesWanted {
  accountId: string;
  unread: boolean;
  limit: number;
  /** The time and the id of the last one seen. */
  after: readonly [at: string, id: string] | null;
}

/** Newest first, one more than wanted where there are more; and how many there are. */
export async function messagesOf(
  db: Reader,
  { accountId, unread, limit, after }: MessagesWanted,
): Promise<{ items: Message[]; total: number }> {
  const chosen = db
    .selectFrom('message')
    .where('account_id', '=', accountId)
    .$if(unread, (all) => all.where('read_at', 'is', null));
  const { total } = await chosen
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .selectAll()
    .$if(after !== null, (all) =>
      all.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('at', 'id'), '<', tuple(new Date(after?.[0] ?? 0), after?.[1] ?? '')),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return { items: rows.map(toMessage), total };
}

export async function countUnread(db: Reader, accountId: string): Promise<number> {
  const { unread } = await db
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('unread'))
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return unread;
}

/** undefined: the account has none such. It stays as read as it was. */
export async function markRead(
  trx: Trx,
  accountId: string,
  { id, at }: { id: string; at: Date },
): Promise<Message | undefined> {
  const row = await trx
    .updateTable('message')
    .set(({ fn, val }) => ({ read_at: fn.coalesce('read_at', val(at)) }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst();
  return row && toMessage(row);
}

export async function markAllRead(
  trx: Trx,
  accountId: string,
  { until, at }: { until: Date; at: Date },
): Promise<void> {
  await trx
    .updateTable('message')
    .set({ read_at: at })
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .where('at', '<=', until)
    .execute();
}
