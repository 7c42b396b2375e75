import type {
  CatalogueEntryInput,
  CatalogueEntryView,
  Origin,
} from '../../../rules/catalogue/catalogue.schema.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';

const selectEntries = (db: Reader) =>
  db
    .selectFrom('catalogue_entry')
    .innerJoin('public_body', 'public_body.id', 'catalogue_entry.body_id')
    .selectAll('catalogue_entry')
    .select(['public_body.name as body_name', 'public_body.district']);

type Row = Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>;

const toView = (row: Row): CatalogueEntryView => ({
  id: row.id,
  bodyId: row.body_id,
  bodyName: row.body_name,
  name: row.name,
  summary: row.summary,
  domain: row.domain,
  openness: row.openness as OpenClass,
  origin: row.origin as Origin,
  fields: row.fields,
  revision: row.revision,
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});

/** Which entries: those of one body, of one district's bodies, or all when both are null. */
export interface EntryScope {
  bodyId: string | null;
  district: string | null;
}

export interface EntryList extends EntryScope {
  q: string;
  limit: number;
  after: { name: string; id: string } | null;
}

export async function listEntries(
  db: Reader,
  wanted: EntryList,
): Promise<{ items: CatalogueEntryView[]; total: number }> {
  let scoped = selectEntries(db);
  if (wanted.bodyId !== null) scoped = scoped.where('catalogue_entry.body_id', '=', wanted.bodyId);
  if (wanted.district !== null) scoped = scoped.where('public_body.district', '=', wanted.district);
  if (wanted.q !== '') scoped = scoped.where('catalogue_entry.name', 'ilike', `%${likeLiteral(wanted.q)}%`);
  const { total } = await scoped
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { after } = wanted;
  if (after !== null) {
    scoped = scoped.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('catalogue_entry.name', 'catalogue_entry.id'), '>', tuple(after.name, after.id)),
    );
  }
  const rows = await scoped
    .orderBy('catalogue_entry.name')
    .orderBy('catalogue_entry.id')
    .limit(wanted.limit)
    .execute();
  return { items: rows.map(toView), total };
}

/** A text that `like` takes for itself. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

export async function findEntry(
  db: Reader,
  id: string,
): Promise<{ view: CatalogueEntryView; district: string | null } | undefined> {
  const row = await selectEntries(db).where('catalogue_entry.id', '=', id).executeTakeFirst();
  return row && { view: toView(row), district: row.district };
}

const values = (entry: CatalogueEntryInput) => ({
  name: entry.name,
  summary: entry.summary,
  domain: entry.domain,
  openness: entry.openness,
  origin: entry.origin,
  fields: JSON.stringify(entry.fields),
});

/** False when the body has an entry of that name already. */
export async function insertEntry(
  trx: Trx,
  entry: CatalogueEntryInput & { id: string; bodyId: string; at: Date },
): Promise<boolean> {
  const done = await trx
    .insertInto('catalogue_entry')
    .values({
      id: entry.id,
      body_id: entry.bodyId,
      ...values(entry),
      created_at: entry.at,
      changed_at: entry.at,
    })
    .onConflict((conflict) => conflict.columns(['body_id', 'name']).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** False when someone else changed it since `revision`. */
export async function updateEntry(
  trx: Trx,
  entry: CatalogueEntryInput & { id: string; revision: number; at: Date },
): Promise<boolean> {
  const done = await trx
    .updateTable('catalogue_entry')
    .set({ ...values(entry), changed_at: entry.at, revision: entry.revision + 1 })
    .where('id', '=', entry.id)
    .where('revision', '=', entry.revision)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function nameIsTaken(
  db: Reader,
  bodyId: string,
  name: string,
  exceptId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('catalogue_entry')
    .select('id')
    .where('body_id', '=', bodyId)
    .where('name', '=', name)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}
