import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type {
  CatalogueEntryInput,
  CatalogueEntrySummary,
  CatalogueEntryView,
  Origin,
} from '../../../rules/catalogue/catalogue.schema.ts';
import type { Cells } from '../../../rules/catalogue/import/catalogue-row.ts';
import { ON_THE_LIST, type DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { OpenClass, UpdateFrequency } from '../../../rules/datasets/list-entry.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';
import type { Database } from '../../store/tables.ts';

const selectEntries = (db: Reader) =>
  db
    .selectFrom('catalogue_entry')
    .innerJoin('public_body', 'public_body.id', 'catalogue_entry.body_id')
    .leftJoin('public_body as sharer', 'sharer.id', 'catalogue_entry.shared_from')
    .select(['public_body.name as body_name', 'public_body.code as body_code', 'public_body.district'])
    .select(['sharer.id as sharer_id', 'sharer.code as sharer_code', 'sharer.name as sharer_name']);

const HEAD = [
  'catalogue_entry.id',
  'catalogue_entry.body_id',
  'catalogue_entry.name',
  'catalogue_entry.domain',
  'catalogue_entry.openness',
  'catalogue_entry.origin',
  'catalogue_entry.source_id',
  'catalogue_entry.revision',
  'catalogue_entry.created_at',
  'catalogue_entry.changed_at',
] as const;

const isDisputed = sql<boolean>`catalogue_entry.disputed is not null`;

/** The newest dataset that is bound to each entry. */
async function boundDatasets(db: Reader, entryIds: readonly string[]) {
  if (entryIds.length === 0) return new Map<string, CatalogueEntryView['dataset']>();
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'code', 'state', 'catalogue_entry_id'])
    .distinctOn('catalogue_entry_id')
    .where('catalogue_entry_id', 'in', [...entryIds])
    .orderBy('catalogue_entry_id')
    .orderBy(sql`state = 'withdrawn'`)
    .orderBy('id', 'desc')
    .execute();
  return new Map(
    rows.map(({ id, code, state, catalogue_entry_id }) => [
      catalogue_entry_id ?? '',
      { id, code, state: state as DatasetState },
    ]),
  );
}

interface HeadRow {
  id: string;
  body_id: string;
  body_name: string;
  sharer_id: string | null;
  sharer_code: string | null;
  sharer_name: string | null;
  source_id: string | null;
  revision: number;
  created_at: Date;
  changed_at: Date;
  disputed: unknown;
}

const toHead = (row: HeadRow, dataset: CatalogueEntryView['dataset'] | undefined) => ({
  id: row.id,
  bodyId: row.body_id,
  bodyName: row.body_name,
  sharedFrom:
    row.sharer_id === null
      ? null
      : { id: row.sharer_id, code: row.sharer_code ?? '', name: row.sharer_name ?? '' },
  provenance: row.source_id === null ? ('entered' as const) : ('imported' as const),
  dataset: dataset ?? null,
  disputed: row.disputed !== null && row.disputed !== false,
  revision: row.revision,
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});

/** Which entries: those of one body, of one district's bodies, or all when both are null. */
export interface EntryScope {
  bodyId: string | null;
  district: string | null;
}

export interface EntryFilter extends EntryScope {
  q?: string | undefined;
  /** Code of the body. */
  publisher?: string | undefined;
  openness?: OpenClass | undefined;
  origin?: Origin | undefined;
  /** Whether a dataset of it is on the open list. */
  listed?: boolean | undefined;
  /** Got by sharing. */
  shared?: boolean | undefined;
  disputed?: boolean | undefined;
}

export interface EntryList extends EntryFilter {
  limit: number;
  /** Name and id of the last one seen. */
  after: [name: string, id: string] | null;
}

const LISTED = sql.join(ON_THE_LIST.map((state) => sql.lit(state)));
const onTheList = sql<SqlBool>`exists (select 1 from dataset where dataset.catalogue_entry_id = catalogue_entry.id
  and dataset.state in (${LISTED}))`;

function narrowed(db: Reader, wanted: EntryFilter) {
  let query = selectEntries(db);
  if (wanted.bodyId !== null) query = query.where('catalogue_entry.body_id', '=', wanted.bodyId);
  if (wanted.district !== null) query = query.where('public_body.district', '=', wanted.district);
  if (wanted.publisher !== undefined) query = query.where('public_body.code', '=', wanted.publisher);
  if (wanted.openness !== undefined) query = query.where('catalogue_entry.openness', '=', wanted.openness);
  if (wanted.origin !== undefined) query = query.where('catalogue_entry.origin', '=', wanted.origin);
  if (wanted.q) query = query.where('catalogue_entry.name', 'ilike', `%${likeLiteral(wanted.q)}%`);
  if (wanted.listed !== undefined)
    query = query.where(wanted.listed ? onTheList : sql<SqlBool>`not ${onTheList}`);
  if (wanted.shared !== undefined)
    query = query.where('catalogue_entry.shared_from', wanted.shared ? 'is not' : 'is', null);
  if (wanted.disputed !== undefined)
    query = query.where('catalogue_entry.disputed', wanted.disputed ? 'is not' : 'is', null);
  return query;
}

export async function listEntries(
  db: Reader,
  wanted: EntryList,
): Promise<{ items: CatalogueEntrySummary[]; total: number }> {
  let query = narrowed(db, wanted);
  const counted = query.clearSelect().select(({ fn }) => fn.countAll<number>().as('total'));
  const { after } = wanted;
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('catalogue_entry.name', 'catalogue_entry.id'), '>', tuple(...after)),
    );
  }
  const page = query
    .select(HEAD)
    .select([
      sql<number>`jsonb_array_length(catalogue_entry.fields)`.as('field_count'),
      isDisputed.as('disputed'),
    ])
    .orderBy('catalogue_entry.name')
    .orderBy('catalogue_entry.id')
    .limit(wanted.limit);
  const [{ total }, rows] = await Promise.all([counted.executeTakeFirstOrThrow(), page.execute()]);
  const datasets = await boundDatasets(
    db,
    rows.map(({ id }) => id),
  );
  const items = rows.map((row) => ({
    ...toHead(row, datasets.get(row.id)),
    name: row.name,
    domain: row.domain,
    openness: row.openness as OpenClass,
    origin: row.origin as Origin,
    fieldCount: row.field_count,
  }));
  return { items, total };
}

/** A text that `like` takes for itself. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** An entry with what its source said of it. */
export interface Entry {
  view: Omit<CatalogueEntryView, 'source' | 'findings'>;
  district: string | null;
  /** Null when a person entered it here. */
  source: {
    name: string;
    id: string;
    url: string;
    firstPublished: string;
    updated: string;
    row: Cells;
    disputed: readonly string[];
  } | null;
}

const selectWhole = (db: Reader) => selectEntries(db).selectAll('catalogue_entry');
type Row = Awaited<ReturnType<ReturnType<typeof selectWhole>['executeTakeFirstOrThrow']>>;

const toEntry = (row: Row, dataset: CatalogueEntryView['dataset'] | undefined): Entry => ({
  district: row.district,
  view: {
    ...toHead(row, dataset),
    name: row.name,
    summary: row.summary,
    domain: row.domain,
    openness: row.openness as OpenClass,
    origin: row.origin as Origin,
    system: row.system,
    sharedFromId: row.shared_from,
    updateFrequency: row.update_frequency as UpdateFrequency,
    area: row.area,
    timeCoverage: row.time_coverage,
    fields: row.fields,
  },
  source:
    row.source_id === null
      ? null
      : {
          name: row.source ?? '',
          id: row.source_id,
          url: row.source_url,
          firstPublished: row.first_published,
          updated: row.source_updated,
          row: row.source_row ?? {},
          disputed: row.disputed?.headers ?? [],
        },
});

export async function findEntry(db: Reader, id: string): Promise<Entry | undefined> {
  const row = await selectWhole(db).where('catalogue_entry.id', '=', id).executeTakeFirst();
  return row && toEntry(row, (await boundDatasets(db, [row.id])).get(row.id));
}

/** Headers of all the lines that entries came with. */
export async function lineHeaders(db: Reader, wanted: EntryFilter): Promise<string[]> {
  const rows = await narrowed(db, wanted)
    .clearSelect()
    .select(sql<string>`jsonb_object_keys(catalogue_entry.source_row)`.as('header'))
    .where('catalogue_entry.source_row', 'is not', null)
    .distinct()
    .orderBy('header')
    .execute();
  return rows.map(({ header }) => header);
}

type Choose = (eb: ExpressionBuilder<Database, 'catalogue_entry'>) => Expression<SqlBool>;

/** Entries that fit a condition on their own columns. */
export async function entriesWhere(db: Reader, choose: Choose): Promise<Entry[]> {
  const rows = await selectWhole(db)
    .where((eb) => choose(eb as unknown as Parameters<Choose>[0]))
    .execute();
  return withDatasets(db, rows);
}

async function withDatasets(db: Reader, rows: readonly Row[]): Promise<Entry[]> {
  const datasets = await boundDatasets(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toEntry(row, datasets.get(row.id)));
}

/** Entries by their ids, some at a time, until there are no more. */
export async function* eachEntry(db: Reader, wanted: EntryFilter, atOnce = 500): AsyncGenerator<Entry[]> {
  let after: string | null = null;
  for (;;) {
    let query = narrowed(db, wanted).selectAll('catalogue_entry');
    if (after !== null) query = query.where('catalogue_entry.id', '>', after);
    const rows: Row[] = await query.orderBy('catalogue_entry.id').limit(atOnce).execute();
    const last = rows.at(-1);
    if (!last) return;
    yield await withDatasets(db, rows);
    after = last.id;
  }
}

/** What a person, or an export, says of an entry, as columns. */
export const valuesOf = (entry: CatalogueEntryInput) => ({
  name: entry.name,
  summary: entry.summary,
  domain: entry.domain,
  openness: entry.openness,
  origin: entry.origin,
  system: entry.system,
  shared_from: entry.sharedFromId,
  update_frequency: entry.updateFrequency,
  area: entry.area,
  time_coverage: entry.timeCoverage,
  fields: JSON.stringify(entry.fields),
});

/** False when the body has an entry of that name already. */
export async function insertEntry(
  trx: Trx,
  entry: CatalogueEntryInput & { id: string; bodyId: string; at: Date },
): Promise<boolean> {
  if (await nameIsTaken(trx, entry.bodyId, entry.name, entry.id)) return false;
  const done = await trx
    .insertInto('catalogue_entry')
    .values({
      id: entry.id,
      body_id: entry.bodyId,
      ...valuesOf(entry),
      created_at: entry.at,
      changed_at: entry.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['body_id', 'name']).where('source_id', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** False when someone else changed it since `revision`. What was disputed is thereby decided by a person. */
export async function updateEntry(
  trx: Trx,
  entry: CatalogueEntryInput & { id: string; revision: number; at: Date },
): Promise<boolean> {
  const done = await trx
    .updateTable('catalogue_entry')
    .set({ ...valuesOf(entry), disputed: null, changed_at: entry.at, revision: entry.revision + 1 })
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
