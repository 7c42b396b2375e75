import type { Services } from '../../context.ts';
import { Recent } from '../../recent.ts';
import { identitiesOf } from '../accounts/index.ts';
import { consentingAccounts } from './consented.queries.ts';
import type { Grant } from './grant.queries.ts';

/** Whose rows a grant of a dataset of persons serves on a day (`plan2023-3.4`). */
export interface Consented {
  /** The column with the identity number. */
  column: string;
  /** Of those who consent. */
  numbers: readonly string[];
  /** For which this was asked: consents end with days. */
  day: string;
}

const KNOWN = new WeakMap<object, Recent<readonly string[]>>();

/**
 * Who consents to what is taken under a grant today; null when the rows are not of persons. A consent that is given or
 * revoked gives the grant another revision in the same transaction, so what is remembered of one revision stays true.
 */
export async function consentedBy(
  services: Pick<Services, 'db' | 'directory'>,
  grant: Grant,
  day: string,
): Promise<Consented | null> {
  const { db } = services;
  const { personalColumn: column } = grant;
  if (column === null) return null;
  const known = KNOWN.get(db) ?? new Recent<readonly string[]>(200);
  KNOWN.set(db, known);
  const key = `${grant.id} ${String(grant.revision)} ${day}`;
  const numbers = known.get(key) ?? (await numbersOf(services, grant, day));
  known.set(key, numbers);
  return { column, numbers, day };
}

async function numbersOf(
  services: Pick<Services, 'db' | 'directory'>,
  grant: Grant,
  day: string,
): Promise<readonly string[]> {
  const accounts = await consentingAccounts(services.db, grant, day);
  return [...(await identitiesOf(services.db, services, accounts)).values()];
}
