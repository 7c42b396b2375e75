import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

interface Waiting {
  id: string;
  datasetId: string | null;
  name: string;
  note: string;
  at: Date;
}

/** Versions of a body's datasets that wait in a state, prepared by anyone but `exceptBy`. */
export async function waitingVersions(
  db: Reader,
  { bodyId, state, exceptBy }: { bodyId: string; state: string; exceptBy: string | null },
): Promise<Waiting[]> {
  let query = db
    .selectFrom('data_version')
    .innerJoin('dataset', 'dataset.id', 'data_version.dataset_id')
    .select([
      'data_version.id',
      'data_version.dataset_id',
      'data_version.original_name',
      'data_version.created_at',
    ])
    .select(['dataset.name', 'dataset.code', 'dataset.state as dataset_state'])
    .where('dataset.body_id', '=', bodyId)
    .where('data_version.state', '=', state);
  // Before the listing the first version goes along with the list change.
  if (state === 'validated') query = query.where('dataset.state', 'in', ['listed', 'open']);
  if (exceptBy !== null) query = query.where('data_version.prepared_by', '!=', exceptBy);
  const rows = await query.orderBy('data_version.created_at').limit(200).execute();
  return rows.map((row) => ({
    id: row.id,
    datasetId: row.dataset_id,
    name: row.name ?? row.code,
    note: row.original_name,
    at: row.created_at,
  }));
}

/** Files that were read and wait for someone to confirm how. */
export async function waitingUploads(db: Reader, bodyId: string): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('upload')
    .select(['id', 'file_name', 'created_at'])
    .where('body_id', '=', bodyId)
    .where('state', '=', 'read')
    .orderBy('created_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    datasetId: null,
    name: row.file_name,
    note: '',
    at: row.created_at,
  }));
}

/** Drafts that nobody has handed on: new ones, and those that came back. */
export async function waitingDrafts(
  db: Reader,
  bodyId: string,
): Promise<(Waiting & { returned: boolean })[]> {
  const rows = await db
    .selectFrom('dataset')
    .select(['dataset.id', 'dataset.code', 'dataset.changed_at'])
    .select(sql<string>`dataset.draft ->> 'name'`.as('name'))
    .select(({ selectFrom }) =>
      selectFrom('work_order')
        .select('work_order.state')
        .whereRef('work_order.dataset_id', '=', 'dataset.id')
        .orderBy('work_order.id', 'desc')
        .limit(1)
        .as('newest_order'),
    )
    .where('dataset.body_id', '=', bodyId)
    .where('dataset.draft', 'is not', null)
    .where('dataset.state', '!=', 'withdrawn')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('work_order')
            .select('work_order.id')
            .whereRef('work_order.dataset_id', '=', 'dataset.id')
            .where('work_order.state', 'in', ['prepared', 'submitted']),
        ),
      ),
    )
    .orderBy('dataset.changed_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    datasetId: row.id,
    name: row.name || row.code,
    note: row.code,
    at: row.changed_at,
    returned: row.newest_order === 'returned',
  }));
}

/** Sources that somebody else than their writer has to approve. */
export async function draftedSources(
  db: Reader,
  { bodyId, exceptBy }: { bodyId: string; exceptBy: string | null },
): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('source')
    .select(['id', 'dataset_id', 'name', 'created_at'])
    .where('body_id', '=', bodyId)
    .where('state', '=', 'drafted')
    .$if(exceptBy !== null, (all) => all.where('prepared_by', '!=', exceptBy))
    .orderBy('created_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    datasetId: row.dataset_id,
    name: row.name,
    note: '',
    at: row.created_at,
  }));
}

/** Sources whose newest pull came to nothing. */
export async function failedSources(db: Reader, bodyId: string): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('source')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('source_pull')
          .select(['outcome', 'at'])
          .whereRef('source_id', '=', 'source.id')
          .where('outcome', 'is not', null)
          .orderBy('at', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['source.id', 'source.dataset_id', 'source.name', 'newest.at'])
    .where('source.body_id', '=', bodyId)
    .where('source.state', '=', 'approved')
    .where('newest.outcome', 'in', ['failed', 'unreadable'])
    .orderBy('newest.at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    datasetId: row.dataset_id,
    name: row.name,
    note: '',
    at: row.at,
  }));
}
