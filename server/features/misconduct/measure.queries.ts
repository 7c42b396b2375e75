import { sql } from 'kysely';
import type { MeasureKind } from '../../../rules/misconduct/misconduct.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';
import type { Subject } from './misconduct.queries.ts';

interface NewMeasure {
  id: string;
  misconductId: string;
  kind: MeasureKind;
  bodyId: string | null;
  reason: string;
  until: string | null;
  grants: readonly string[];
  takenBy: string | null;
  at: Date;
}

export async function insertMeasure(trx: Trx, made: NewMeasure): Promise<void> {
  await trx
    .insertInto('misconduct_measure')
    .values({
      id: made.id,
      misconduct_id: made.misconductId,
      kind: made.kind,
      body_id: made.bodyId,
      reason: made.reason,
      until: made.until,
      grants: JSON.stringify(made.grants),
      taken_by: made.takenBy,
      taken_at: made.at,
    })
    .execute();
}

export async function endMeasure(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('misconduct_measure').set({ ended_at: at }).where('id', '=', id).execute();
}

/** Grants that some measure in force holds. */
export async function heldGrants(db: Reader): Promise<Set<string>> {
  const rows = await db
    .selectFrom('misconduct_measure')
    .select('grants')
    .where('ended_at', 'is', null)
    .execute();
  return new Set(rows.flatMap(({ grants }) => grants));
}

export interface MeasureInForce {
  kind: MeasureKind;
  /** null: on all data. */
  bodyId: string | null;
  /** The last day (+08:00); null: until it is lifted. */
  until: string | null;
}

/** Measures against a person or an organisation that last on that day. */
export async function measuresAgainst(
  db: Reader,
  { ownerId, organisationId }: Subject,
  day: string,
): Promise<MeasureInForce[]> {
  const rows = await db
    .selectFrom('misconduct_measure')
    .innerJoin('misconduct', 'misconduct.id', 'misconduct_measure.misconduct_id')
    .select(['misconduct_measure.kind', 'misconduct_measure.body_id'])
    .select(sql<string | null>`until::text`.as('last_day'))
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb(sql<string>`until::text`, '>=', day)]))
    .where((eb) =>
      organisationId === null
        ? eb('misconduct.owner_id', '=', ownerId)
        : eb('misconduct.organisation_id', '=', organisationId),
    )
    .execute();
  return rows.map((row) => ({ kind: row.kind as MeasureKind, bodyId: row.body_id, until: row.last_day }));
}

/** Records of which a measure's last day lies before that day, 100 at most. */
export async function servedRecords(db: Reader, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('misconduct_measure')
    .select('misconduct_id')
    .distinct()
    .where('ended_at', 'is', null)
    .where(sql<string>`until::text`, '<', day)
    .limit(100)
    .execute();
  return rows.map(({ misconduct_id }) => misconduct_id);
}
