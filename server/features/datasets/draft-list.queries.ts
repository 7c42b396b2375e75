import { sql, type SqlBool } from 'kysely';
import type { DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { DraftSummary } from '../../../rules/datasets/drafts.operations.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reader } from '../../store/database.ts';
import { likeLiteral } from '../catalogue/index.ts';
import type { Scope } from './dataset.queries.ts';

export interface DraftList extends Scope {
  q: string;
  state: DatasetState | null;
  limit: number;
  /** When the last one seen was changed, and its id. */
  after: { at: Date; id: string } | null;
}

const inScope = (db: Reader, { bodyId, district }: Scope) =>
  db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .$if(bodyId !== null, (all) => all.where('dataset.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district));

/** The name in force, else the one being written. */
const name = sql<string>`coalesce(dataset.name, dataset.draft ->> 'name', '')`;

type Found = Pick<DraftList, 'bodyId' | 'district' | 'q'>;

const fitting = (db: Reader, wanted: Found) => {
  const pattern = `%${likeLiteral(wanted.q)}%`;
  return inScope(db, wanted).$if(wanted.q !== '', (all) =>
    all.where(sql<SqlBool>`dataset.draft_text like lower(${pattern})`),
  );
};

/** The ids of all datasets that a list shows, but withdrawn ones, as many as `limit`. */
export async function draftIds(
  db: Reader,
  { state, limit, ...wanted }: Found & Pick<DraftList, 'state' | 'limit'>,
): Promise<string[]> {
  const rows = await fitting(db, wanted)
    .$if(state !== null, (all) => all.where('dataset.state', '=', state))
    .where('dataset.state', '!=', 'withdrawn')
    .select('dataset.id')
    .orderBy('dataset.code')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Datasets of every state, the last changed first; of the entries no more than their names. */
export async function listDrafts(
  db: Reader,
  wanted: DraftList,
): Promise<{ items: DraftSummary[]; total: number; states: Map<DatasetState, number> }> {
  const { state, after, limit } = wanted;
  const found = fitting(db, wanted);
  const byState = found
    .select(['dataset.state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('dataset.state');
  const page = found
    .leftJoin('data_version', 'data_version.id', 'dataset.current_version_id')
    .$if(state !== null, (all) => all.where('dataset.state', '=', state))
    .$if(after !== null, (all) =>
      all.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('dataset.changed_at', 'dataset.id'),
          '<',
          tuple(after?.at ?? new Date(0), after?.id ?? ''),
        ),
      ),
    )
    .select(['dataset.id', 'dataset.code', 'dataset.state', 'dataset.open_class', 'dataset.data_updated_at'])
    .select(['dataset.changed_at', 'data_version.rows', name.as('name')])
    .select(sql<boolean>`dataset.draft is not null`.as('has_draft'))
    .select(['public_body.id as body_id', 'public_body.code as body_code', 'public_body.name as body_name'])
    .orderBy('dataset.changed_at', 'desc')
    .orderBy('dataset.id', 'desc')
    .limit(limit);
  const [counted, rows] = await Promise.all([byState.execute(), page.execute()]);
  const states = new Map(counted.map((row) => [row.state as DatasetState, row.count]));
  const items = rows.map((row) => ({
    id: row.id,
    code: row.code,
    state: row.state as DatasetState,
    name: row.name,
    openClass: row.open_class as OpenClass | null,
    publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
    hasDraft: row.has_draft,
    rows: row.rows,
    dataUpdatedAt: row.data_updated_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
  }));
  const all = counted.reduce((sum, row) => sum + row.count, 0);
  return { items, states, total: state === null ? all : (states.get(state) ?? 0) };
}
