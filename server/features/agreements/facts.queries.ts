import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { AgreementFacts } from '../../../rules/agreements/agreement-facts.ts';
import type { Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

/** The next code of an agreement, used up whether or not it is taken. */
export async function nextCode(trx: Trx, at: Date): Promise<string> {
  const { code } = await trx.selectNoFrom(orderCode('XY', at).as('code')).executeTakeFirstOrThrow();
  return code;
}

/** Both sides with their names as they are now. */
export async function partiesOf(
  trx: Trx,
  { bodyId, ownerId, organisationId }: ApprovedPart,
): Promise<Pick<AgreementFacts, 'publisher' | 'user'>> {
  const publisher = await trx
    .selectFrom('public_body')
    .select(['code', 'name'])
    .where('id', '=', bodyId)
    .executeTakeFirstOrThrow();
  if (organisationId !== null) {
    const { name, credit_code } = await trx
      .selectFrom('organisation')
      .select(['name', 'credit_code'])
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow();
    return { publisher, user: { kind: 'organisation', id: organisationId, name, creditCode: credit_code } };
  }
  const { name } = await trx
    .selectFrom('account')
    .select('name')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return { publisher, user: { kind: 'person', id: ownerId, name, creditCode: null } };
}
