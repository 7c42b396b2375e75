import { sql } from 'kysely';
import type { DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { FindingCount } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** A dataset as an import looks at it. */
export interface BoundDataset {
  id: string;
  code: string;
  entryId: string;
  state: DatasetState;
  entry: ListEntry | null;
  /** A draft or a list change is under way. */
  underWay: boolean;
  listedAt: Date | null;
  dataUpdatedAt: Date | null;
}

/** The datasets bound to entries of the catalogue, by entry; withdrawn ones are left out. */
export async function datasetsOfEntries(
  db: Reader,
  entryIds: readonly string[],
): Promise<Map<string, BoundDataset>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'code', 'catalogue_entry_id', 'state', 'entry', 'listed_at', 'data_updated_at'])
    .select(
      sql<boolean>`draft is not null or exists (select 1 from work_order where work_order.dataset_id = dataset.id
        and work_order.state in ('prepared', 'submitted'))`.as('under_way'),
    )
    .where('catalogue_entry_id', 'in', [...entryIds])
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map((row) => [
      row.catalogue_entry_id ?? '',
      {
        id: row.id,
        code: row.code,
        entryId: row.catalogue_entry_id ?? '',
        state: row.state as DatasetState,
        entry: row.entry,
        underWay: row.under_way,
        listedAt: row.listed_at,
        dataUpdatedAt: row.data_updated_at,
      },
    ]),
  );
}

export interface ImportedListing {
  id: string;
  body: { id: string; code: string };
  catalogueEntryId: string;
  entry: ListEntry;
  /** What is missing: code of the finding → how often. */
  lacking: Record<string, number>;
  listedAt: Date;
  dataUpdatedAt: Date | null;
  at: Date;
}

const columns = ({ entry, lacking, body, dataUpdatedAt, at }: ImportedListing) => ({
  body_id: body.id,
  name: entry.name,
  open_class: entry.openClass,
  entry: JSON.stringify(entry),
  lacking: Object.keys(lacking).length > 0 ? JSON.stringify(lacking) : null,
  data_updated_at: dataUpdatedAt,
  changed_at: at,
});

/** Puts imported entries on the open list, without data; answers their permanent codes in the same order. */
export async function insertImportedListings(
  trx: Trx,
  cityCode: string,
  listings: readonly ImportedListing[],
): Promise<string[]> {
  if (listings.length === 0) return [];
  const numbers = await sql<{ number: number }>`select nextval('dataset_number') as number
    from generate_series(1, ${listings.length}::int)`.execute(trx);
  const codes = listings.map(({ body }, i) => {
    const number = String(numbers.rows[i]?.number ?? 0).padStart(6, '0');
    return `${cityCode}-${body.code}-${number}`;
  });
  await trx
    .insertInto('dataset')
    .values(
      listings.map((listing, i) => ({
        ...columns(listing),
        id: listing.id,
        code: codes[i] ?? '',
        catalogue_entry_id: listing.catalogueEntryId,
        state: 'listed',
        imported: true,
        created_at: listing.at,
        listed_at: listing.listedAt,
      })),
    )
    .execute();
  return codes;
}

/** A newer export says otherwise of an entry that nobody touched. */
export async function rewriteImportedListing(trx: Trx, listing: ImportedListing): Promise<void> {
  await trx.updateTable('dataset').set(columns(listing)).where('id', '=', listing.id).execute();
}

/** Which of the names are borne by datasets, and which entries those are bound to. */
export async function bearersOf(db: Reader, names: readonly string[]): Promise<Map<string, string[]>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom('dataset')
    .select(['name', 'catalogue_entry_id'])
    .where('name', 'in', [...names])
    .where('state', '!=', 'withdrawn')
    .execute();
  const bearers = Map.groupBy(rows, ({ name }) => name ?? '');
  return new Map(
    [...bearers].map(([name, found]) => [name, found.map((row) => row.catalogue_entry_id ?? '')]),
  );
}

/** What the imported entries of a portal lack, the most frequent first. */
export async function lackingOfSource(db: Reader, source: string): Promise<FindingCount[]> {
  const { rows } = await sql<FindingCount>`
    select finding.key as code, count(*)::int as datasets, sum(finding.value::int)::int as times
    from dataset join catalogue_entry on catalogue_entry.id = dataset.catalogue_entry_id
      cross join jsonb_each_text(dataset.lacking) as finding
    where catalogue_entry.source = ${source} and dataset.lacking is not null
    group by finding.key order by datasets desc, code`.execute(db);
  return rows;
}

/** Imported entries of a body that lack something, and that nobody has begun to mend; at most 200, the newest first. */
export async function lackingOfBody(
  db: Reader,
  bodyId: string,
): Promise<{ id: string; code: string; name: string; lacking: Record<string, number>; at: Date }[]> {
  const rows = await db
    .selectFrom('dataset')
    .select(['id', 'code', 'name', 'lacking', 'changed_at'])
    .where('body_id', '=', bodyId)
    .where('lacking', 'is not', null)
    .where('draft', 'is', null)
    .where('state', '!=', 'withdrawn')
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name ?? row.code,
    lacking: row.lacking ?? {},
    at: row.changed_at,
  }));
}
