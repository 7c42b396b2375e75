import { isId } from '../../../rules/api/views.ts';
import { sql } from 'kysely';
import type { CatalogueEntryInput } from '../../../rules/catalogue/catalogue.schema.ts';
import type { Cells } from '../../../rules/catalogue/import/catalogue-row.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { entriesWhere, valuesOf, type Entry } from './catalogue.queries.ts';

/** What is here of the ids of an export: those of the portal, and our own of what was entered here. */
export async function entriesOfSource(
  db: Reader,
  source: string,
  ids: readonly string[],
): Promise<Map<string, Entry>> {
  const own = ids.filter((id) => isId(id));
  const found = await entriesWhere(db, (eb) =>
    eb.or([
      eb.and([eb('catalogue_entry.source', '=', source), eb('catalogue_entry.source_id', 'in', [...ids])]),
      ...(own.length > 0
        ? [eb.and([eb('catalogue_entry.source_id', 'is', null), eb('catalogue_entry.id', 'in', own)])]
        : []),
    ]),
  );
  return new Map(found.map((entry) => [entry.source?.id ?? entry.view.id, entry]));
}

export interface ImportedEntry extends CatalogueEntryInput {
  id: string;
  bodyId: string;
  source: string;
  sourceId: string;
  sourceUrl: string;
  firstPublished: string;
  updated: string;
  cells: Cells;
  at: Date;
}

const columns = (entry: ImportedEntry) => ({
  ...valuesOf(entry),
  body_id: entry.bodyId,
  source: entry.source,
  source_id: entry.sourceId,
  source_url: entry.sourceUrl,
  first_published: entry.firstPublished,
  source_updated: entry.updated,
  source_row: JSON.stringify(entry.cells),
  changed_at: entry.at,
});

export async function insertImportedEntries(trx: Trx, entries: readonly ImportedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await trx
    .insertInto('catalogue_entry')
    .values(entries.map((entry) => ({ ...columns(entry), id: entry.id, created_at: entry.at })))
    .execute();
}

export async function rewriteImportedEntry(trx: Trx, entry: ImportedEntry): Promise<void> {
  await trx
    .updateTable('catalogue_entry')
    .set(({ eb }) => ({
      ...columns(entry),
      disputed: null,
      vanished_at: null,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', entry.id)
    .execute();
}

/** The newest line of each entry, which itself stays as it is. */
export async function keepLines(trx: Trx, lines: readonly { id: string; cells: Cells }[]): Promise<void> {
  if (lines.length === 0) return;
  const ids = lines.map(({ id }) => id);
  const cells = lines.map((line) => JSON.stringify(line.cells));
  await sql`update catalogue_entry set source_row = line.cells::jsonb, vanished_at = null
    from unnest(${ids}::uuid[], ${cells}::text[]) as line (id, cells) where catalogue_entry.id = line.id`.execute(
    trx,
  );
}

/** The source says something new of what a person changed here: its body decides. */
export async function markDisputed(
  trx: Trx,
  { id, importId, headers }: { id: string; importId: string; headers: string[] },
): Promise<void> {
  await trx
    .updateTable('catalogue_entry')
    .set({ disputed: JSON.stringify({ importId, headers }) })
    .where('id', '=', id)
    .execute();
}

/** What an import noted to be there no more is gone from its source; once gone, it has been since then. */
export async function markVanished(trx: Trx, importId: string, at: Date): Promise<void> {
  await trx
    .updateTable('catalogue_entry')
    .set({ vanished_at: at })
    .where('vanished_at', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('catalogue_import_change')
        .select('entry_id')
        .where('import_id', '=', importId)
        .where('kind', '=', 'vanished'),
    )
    .execute();
}

/** Everything that came from a portal, by its id there. */
export async function sourceIdsOf(
  db: Reader,
  source: string,
): Promise<{ entryId: string; sourceId: string; name: string; body: string }[]> {
  const rows = await db
    .selectFrom('catalogue_entry')
    .innerJoin('public_body', 'public_body.id', 'catalogue_entry.body_id')
    .select(['catalogue_entry.id', 'catalogue_entry.source_id', 'catalogue_entry.name'])
    .select('public_body.name as body')
    .where('catalogue_entry.source', '=', source)
    .where('catalogue_entry.source_id', 'is not', null)
    .orderBy('catalogue_entry.source_id')
    .execute();
  return rows.map(({ id, source_id, name, body }) => ({
    entryId: id,
    sourceId: source_id ?? '',
    name,
    body,
  }));
}

/** Disputed entries of a body, longest waiting first, at most 200. */
export async function disputedEntries(
  db: Reader,
  bodyId: string,
): Promise<{ id: string; name: string; headers: string[]; at: Date }[]> {
  const rows = await db
    .selectFrom('catalogue_entry')
    .select(['id', 'name', 'disputed', 'changed_at'])
    .where('body_id', '=', bodyId)
    .where('disputed', 'is not', null)
    .orderBy('changed_at')
    .limit(200)
    .execute();
  return rows.map(({ id, name, disputed, changed_at }) => ({
    id,
    name,
    headers: disputed?.headers ?? [],
    at: changed_at,
  }));
}
