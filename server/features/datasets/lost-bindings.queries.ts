import { sql, type SqlBool } from 'kysely';
import type { BindingSource } from '../../../rules/datasets/bindings.ts';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { ListEntry, OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reader } from '../../store/database.ts';

/** A listed dataset beside the entry of the catalogue that it comes from. */
interface Sourced {
  id: string;
  code: string;
  name: string;
  entry: ListEntry;
  source: BindingSource;
  /** When the source was changed, or was gone. */
  changedAt: Date;
}

// Saved by a person or rewritten by an import after it was gone, it is there again.
const vanished = sql<SqlBool>`coalesce(catalogue_entry.vanished_at > catalogue_entry.changed_at, false)`;

const selectSourced = (db: Reader) =>
  db
    .selectFrom('dataset')
    .innerJoin('catalogue_entry', 'catalogue_entry.id', 'dataset.catalogue_entry_id')
    .leftJoin('public_body as sharer', 'sharer.id', 'catalogue_entry.shared_from')
    .select(['dataset.id', 'dataset.code', 'dataset.name', 'dataset.entry'])
    .select(['catalogue_entry.name as source_name', 'catalogue_entry.openness', 'catalogue_entry.fields'])
    .select(['catalogue_entry.changed_at', 'catalogue_entry.vanished_at', 'sharer.name as sharer'])
    .select(vanished.as('vanished'))
    .where('dataset.state', 'in', [...ON_THE_LIST]);
type Row = Awaited<ReturnType<ReturnType<typeof selectSourced>['executeTakeFirstOrThrow']>>;

const toSourced = (row: Row): Sourced[] =>
  row.entry === null
    ? []
    : [
        {
          id: row.id,
          code: row.code,
          name: row.name ?? row.code,
          entry: row.entry,
          source: {
            name: row.source_name,
            openness: row.openness as OpenClass,
            sharedFrom: row.sharer === null ? null : { name: row.sharer },
            vanished: row.vanished === true,
            fields: row.fields,
          },
          changedAt: (row.vanished === true ? row.vanished_at : null) ?? row.changed_at,
        },
      ];

/** Undefined while it is not on the list. */
export async function sourceOf(db: Reader, datasetId: string): Promise<Sourced | undefined> {
  const rows = await selectSourced(db).where('dataset.id', '=', datasetId).execute();
  return rows.flatMap(toSourced).at(0);
}

const lessOpen = sql<SqlBool>`(catalogue_entry.openness = 'closed'
  or (catalogue_entry.openness = 'conditional' and dataset.open_class = 'unconditional'))`;
const fieldsGone = sql<SqlBool>`not catalogue_entry.field_names @> dataset.list_bindings`;
const isLost = sql<SqlBool>`(catalogue_entry.shared_from is not null or ${vanished}
  or (dataset.open_class <> 'closed' and (${lessOpen} or ${fieldsGone})))`;

/** Listed datasets of a body that lost something of their source, while no list change of them is under way; at most 200. */
export async function sourcesLost(db: Reader, bodyId: string): Promise<Sourced[]> {
  const rows = await selectSourced(db)
    .where('dataset.body_id', '=', bodyId)
    .where(isLost)
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
    .orderBy('catalogue_entry.changed_at')
    .orderBy('dataset.id')
    .limit(200)
    .execute();
  return rows.flatMap(toSourced);
}
