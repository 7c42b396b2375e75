import { isIdNumber } from '../../../rules/gradings/check-digits.ts';
import type { Services } from '../../context.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { seal, unseal } from './second-factor.ts';
import { identitiesIn, saveIdentity } from './verified-identity.queries.ts';

const SECRET_KEY = 'verified-identities';

/** Keeps the identity number that city sign-on vouched for, sealed; what is none is not kept. */
export async function keepIdentity(
  trx: Trx,
  { directory, clock }: Services,
  accountId: string,
  number: string | undefined,
): Promise<void> {
  if (number === undefined || !isIdNumber(number)) return;
  const key = await directory.secret(SECRET_KEY);
  const [known] = await identitiesIn(trx, [accountId]);
  if (known && unseal(key, accountId, known.number) === number.toUpperCase()) return;
  const sealed = seal(key, accountId, number.toUpperCase());
  await saveIdentity(trx, { accountId, number: sealed, at: clock.now() });
}

/** The identity numbers of these accounts, by account; who has none that is verified is left out. */
export async function identitiesOf(
  db: Reader,
  { directory }: Pick<Services, 'directory'>,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const [key, rows] = await Promise.all([directory.secret(SECRET_KEY), identitiesIn(db, accountIds)]);
  return new Map(rows.map(({ accountId, number }) => [accountId, unseal(key, accountId, number)]));
}
