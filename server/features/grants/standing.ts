import { Problem } from '../../../rules/problems/problems.ts';
import { whyNot } from '../../../rules/grants/choose-grant.ts';
import type { Services } from '../../context.ts';
import { findGrant, revisionsOf, type Grant } from './grant.queries.ts';

type Revisions = ReadonlyMap<string, number>;
interface Reading {
  ids: Set<string>;
  read: Promise<Revisions>;
}

const READERS = new WeakMap<object, (id: string) => Promise<Revisions>>();

/**
 * Reads revisions for all who ask meanwhile at once; nobody is told what was read before they asked. This is how every
 * node learns of a change: it looks, each time that it is about to give something out.
 */
function readerOf({ db }: Pick<Services, 'db'>): (id: string) => Promise<Revisions> {
  const known = READERS.get(db);
  if (known) return known;
  let running: Promise<unknown> | null = null;
  let next: Reading | null = null;
  const begin = (ids: Set<string>): Promise<Revisions> => {
    next = null;
    const read = revisionsOf(db, [...ids]);
    const begun = read.finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  };
  const ask = (id: string): Promise<Revisions> => {
    if (!running) return begin(new Set([id]));
    if (next) next.ids.add(id);
    else {
      const ids = new Set([id]);
      const later = (): Promise<Revisions> => begin(ids);
      next = { ids, read: running.then(later, later) };
    }
    return next.read;
  };
  READERS.set(db, ask);
  return ask;
}

/** Goes on only while the grant is what it was when the call was let in; throws why not. */
export async function holdsStill(services: Services, { id, revision }: Grant): Promise<void> {
  const revisions = await readerOf(services)(id);
  if (revisions.get(id) === revision) return;
  const now = await findGrant(services.db, id);
  if (now && (now.state === 'suspended' || now.state === 'revoked')) throw whyNot(now);
  throw new Problem('grant-changed', { provision: 'xz-30', grant: id });
}

/** The bytes for as long as the grant holds: each is asked for before it is given out. */
export async function* whileItHolds(
  holds: () => Promise<void>,
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  for await (const chunk of bytes) {
    await holds();
    yield chunk;
  }
}
