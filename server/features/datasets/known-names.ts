import { paired, type PairedName } from '../../../rules/datasets/similar-names.ts';
import type { Db } from '../../store/database.ts';
import { namesOnTheList, stampOfNames } from './similar-names.queries.ts';

interface Known {
  stamp: string;
  names: readonly PairedName[];
}
const known = new WeakMap<Db, Known>();

/**
 * The names on the list, ready to be compared: reading and pairing ten thousand costs 25 ms, asking whether they are
 * still the same a few, in the database.
 */
export async function knownNames(db: Db): Promise<readonly PairedName[]> {
  // The stamp first: names that come meanwhile are read, and at worst read again.
  const stamp = await stampOfNames(db);
  const kept = known.get(db);
  if (kept?.stamp === stamp) return kept.names;
  const names = (await namesOnTheList(db)).map(paired);
  known.set(db, { stamp, names });
  return names;
}
