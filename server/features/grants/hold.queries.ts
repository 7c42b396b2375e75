import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { GrantLimits } from '../../../rules/grants/narrow.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Hold {
  id: string;
  limits: GrantLimits;
  /** What somebody had restricted the grant to before the first of its holds; null: nothing. */
  base: GrantTerms | null;
  held: GrantTerms;
}

interface NewHold extends Hold {
  grantId: string;
  thing: string;
  thingId: string;
  at: Date;
}

export async function insertHold(trx: Trx, hold: NewHold): Promise<void> {
  await trx
    .insertInto('grant_hold')
    .values({
      ...{ id: hold.id, grant_id: hold.grantId, thing: hold.thing, thing_id: hold.thingId },
      limits: JSON.stringify(hold.limits),
      base: hold.base && JSON.stringify(hold.base),
      held: JSON.stringify(hold.held),
      placed_at: hold.at,
    })
    .execute();
}

/** What holds a grant now, the oldest first. */
export const holdsOn = (db: Reader, grantId: string): Promise<(Hold & { thingId: string })[]> =>
  db
    .selectFrom('grant_hold')
    .select(['id', 'limits', 'base', 'held', 'thing_id as thingId'])
    .where('grant_id', '=', grantId)
    .where('lifted_at', 'is', null)
    .orderBy('id')
    .execute();

export async function endHold(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('grant_hold').set({ lifted_at: at }).where('id', '=', id).execute();
}

export async function saveHeld(trx: Trx, id: string, held: GrantTerms): Promise<void> {
  await trx
    .updateTable('grant_hold')
    .set({ held: JSON.stringify(held) })
    .where('id', '=', id)
    .execute();
}
