import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import { Recent } from '../../recent.ts';
import { openCursor, sealCursor, type GrantedUse } from '../grants/index.ts';
import { isStillOpen, openEmergencyFor, type OpenEmergency } from './emergency.queries.ts';

/**
 * What lets a call take the rows of a conditional dataset in an emergency: a grant of nobody's own, with every field and
 * row of what is published, until its time is over. null when nothing of it is open to the caller at this moment.
 */
export async function emergencyUse(call: Call, datasetId: string): Promise<GrantedUse | null> {
  const { db, clock, profile } = call.services;
  if (profile.emergencyOpening === null) return null;
  const found = await openEmergencyFor(db, datasetId, call.actor.accountId, clock.now());
  return found ? usable(call, found) : null;
}

function usable({ services }: Call, emergency: OpenEmergency): GrantedUse {
  const holds = async (): Promise<void> => {
    if (await isStillOpen(services.db, emergency, services.clock.now())) return;
    throw new Problem('emergency-over', { provision: 'cq-main-4' });
  };
  return {
    grantId: emergency.id,
    tag: `${emergency.id}.${String(emergency.revision)}`,
    confine: (table, key) => Promise.resolve(confined(emergency, table, key)),
    sealCursor: (cursor) => sealCursor(emergency, cursor),
    openCursor: (cursor) => openCursor(emergency, cursor),
    limitsRows: false,
    takeRows: holds,
    holds,
    whileItHolds: (bytes) => whileOpen(bytes, holds),
  };
}

/** Each piece is asked for before it is given out. */
async function* whileOpen(
  bytes: AsyncIterable<Uint8Array>,
  holds: () => Promise<void>,
): AsyncIterable<Uint8Array> {
  for await (const piece of bytes) {
    await holds();
    yield piece;
  }
}

const CONFINED = new Recent<EngineTable>(100);

function confined({ id, revision }: OpenEmergency, whole: EngineTable, of: string): EngineTable {
  const key = `${id} ${String(revision)} ${of}`;
  const known = CONFINED.get(key);
  if (known) return known;
  const table: EngineTable = {
    ...whole,
    columns: whole.columns.map(({ name, label, type }) => ({ name, label, type })),
    confined: { whole, rowFilter: null },
  };
  CONFINED.set(key, table);
  return table;
}
