import { sql } from 'kysely';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { MismatchKind } from '../../../rules/reconciliation/mismatch.ts';
import type { MismatchState } from '../../../rules/reconciliation/mismatch.machine.ts';
import type { Scope } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Mismatch {
  id: string;
  code: string;
  kind: MismatchKind;
  state: MismatchState;
  publisher: { id: string; code: string; name: string };
  district: string | null;
  entry: { id: string; name: string } | null;
  dataset: { id: string; code: string; name: string } | null;
  declared: OpenClass | null;
  listed: OpenClass | null;
  foundAt: Date;
  resolvedAt: Date | null;
  explanation: string | null;
}

const selectMismatches = (db: Reader) =>
  db
    .selectFrom('mismatch')
    .innerJoin('public_body', 'public_body.id', 'mismatch.body_id')
    .leftJoin('catalogue_entry', 'catalogue_entry.id', 'mismatch.catalogue_entry_id')
    .leftJoin('dataset', 'dataset.id', 'mismatch.dataset_id')
    .selectAll('mismatch')
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select(['catalogue_entry.name as entry_name', 'catalogue_entry.openness'])
    .select(['dataset.code as dataset_code', 'dataset.name as dataset_name', 'dataset.open_class']);

type Row = Awaited<ReturnType<ReturnType<typeof selectMismatches>['executeTakeFirstOrThrow']>>;

const toMismatch = (row: Row): Mismatch => ({
  id: row.id,
  code: row.code,
  kind: row.kind as MismatchKind,
  state: row.state as MismatchState,
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name },
  district: row.district,
  entry:
    row.catalogue_entry_id && row.entry_name ? { id: row.catalogue_entry_id, name: row.entry_name } : null,
  dataset:
    row.dataset_id && row.dataset_code
      ? { id: row.dataset_id, code: row.dataset_code, name: row.dataset_name ?? row.dataset_code }
      : null,
  declared: row.openness as OpenClass | null,
  listed: row.open_class as OpenClass | null,
  foundAt: row.found_at,
  resolvedAt: row.resolved_at,
  explanation: row.explanation,
});

export interface MismatchList extends Scope {
  kind: MismatchKind | null;
  /** null: all that are not resolved. */
  state: MismatchState | null;
  publisher: string | null;
  limit: number;
  after: string | null;
}

/** Oldest first; `after` is the id of the last one seen (ids grow with time). */
export async function listMismatches(
  db: Reader,
  wanted: MismatchList,
): Promise<{ items: Mismatch[]; total: number }> {
  const { kind, state, publisher, bodyId, district, after } = wanted;
  const chosen = selectMismatches(db)
    .$if(state !== null, (all) => all.where('mismatch.state', '=', state ?? ''))
    .$if(state === null, (all) => all.where('mismatch.state', '!=', 'resolved'))
    .$if(kind !== null, (all) => all.where('mismatch.kind', '=', kind ?? ''))
    .$if(publisher !== null, (all) => all.where('public_body.code', '=', publisher ?? ''))
    .$if(bodyId !== null, (all) => all.where('mismatch.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district));
  const counted = chosen.clearSelect().select(({ fn }) => fn.countAll<number>().as('total'));
  const page = chosen
    .$if(after !== null, (all) => all.where('mismatch.id', '>', after ?? ''))
    .orderBy('mismatch.id')
    .limit(wanted.limit);
  const [{ total }, rows] = await Promise.all([counted.executeTakeFirstOrThrow(), page.execute()]);
  return { items: rows.map(toMismatch), total };
}

export async function findMismatch(db: Reader, id: string): Promise<Mismatch | undefined> {
  const row = await selectMismatches(db).where('mismatch.id', '=', id).executeTakeFirst();
  return row && toMismatch(row);
}

export async function lockMismatch(trx: Trx, id: string): Promise<Mismatch | undefined> {
  await trx.selectFrom('mismatch').select('id').where('id', '=', id).forUpdate().execute();
  return findMismatch(trx, id);
}

/** How many stand for a body and since when the oldest does; null when none does. */
export async function standingOf(db: Reader, bodyId: string): Promise<{ count: number; since: Date } | null> {
  const { count, since } = await db
    .selectFrom('mismatch')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<Date | null>('found_at').as('since')])
    .where('body_id', '=', bodyId)
    .where('state', '=', 'found')
    .executeTakeFirstOrThrow();
  return since === null ? null : { count, since };
}

export async function saveExplained(
  trx: Trx,
  { id, state, explanation, by, at }: Pick<Mismatch, 'id' | 'state'> & Explanation,
): Promise<void> {
  await trx
    .updateTable('mismatch')
    .set({ state, explanation, explained_by: by, explained_at: at })
    .where('id', '=', id)
    .execute();
}
interface Explanation {
  explanation: string;
  by: string;
  at: Date;
}

export interface BodyRate {
  id: string;
  code: string;
  name: string;
  declaredOpen: number;
  agreeing: number;
  mismatches: number;
}

/**
 * Per body: entries declared open, those of them that have a dataset of the same class whose data is open, and
 * mismatches that stand. Bodies with neither are left out.
 */
export async function ratesByBody(db: Reader, { bodyId, district }: Scope): Promise<BodyRate[]> {
  // Null of an entry without a dataset on the list, else whether all of them are open as declared.
  const declared = sql`select catalogue_entry.body_id,
      bool_and(dataset.state = 'open' and dataset.open_class = catalogue_entry.openness) as agrees
    from catalogue_entry left join dataset on dataset.catalogue_entry_id = catalogue_entry.id
      and dataset.state in (${sql.join([...ON_THE_LIST])})
    where catalogue_entry.openness <> 'closed' group by catalogue_entry.id`;
  const { rows } = await sql<BodyRate>`
    select public_body.id, public_body.code, public_body.name, coalesce(entries.declared, 0) as "declaredOpen",
      coalesce(entries.agreeing, 0) as agreeing, coalesce(standing.count, 0) as mismatches
    from public_body
      left join (select body_id, count(*) as declared, count(*) filter (where agrees) as agreeing
        from (${declared}) as entry group by body_id) as entries on entries.body_id = public_body.id
      left join (select body_id, count(*) as count from mismatch where state <> 'resolved' group by body_id)
        as standing on standing.body_id = public_body.id
    where (${bodyId}::uuid is null or public_body.id = ${bodyId}) and
      (${district}::text is null or public_body.district = ${district})
      and (entries.declared > 0 or standing.count > 0)
    order by public_body.name`.execute(db);
  return rows;
}
