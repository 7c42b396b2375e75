import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { resumeGrants } from '../grants/index.ts';
import { endMeasure, heldGrants } from './measure.queries.ts';
import type { StoredMeasure } from './misconduct.queries.ts';

/** Ends measures, and lets go on what they suspended and no other measure still holds. */
export async function endMeasures(
  trx: Trx,
  call: Call,
  measures: readonly StoredMeasure[],
  reason: string,
): Promise<void> {
  const ending = measures.filter(({ endedAt }) => endedAt === null);
  for (const { id } of ending) await endMeasure(trx, id, call.services.clock.now());
  const held = await heldGrants(trx);
  const freed = ending.flatMap(({ grants }) => grants).filter((id) => !held.has(id));
  await resumeGrants(trx, call, [...new Set(freed)], reason);
}
