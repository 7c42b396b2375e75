import type {
  FindingCount,
  ImportChange,
  ImportCounts,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import type { ImportState } from '../../../rules/catalogue/import/catalogue-import.machine.ts';
import type { ChangeKind } from '../../../rules/catalogue/import/compare-row.ts';
import { toRole } from '../accounts/index.ts';
import type { Role } from '../../../rules/access/roles.ts';
import type { Reader, Trx } from '../../store/database.ts';
import type { ImportRefusal } from '../../store/tables/open-list.ts';

export interface CatalogueImport {
  id: string;
  fileName: string;
  bytes: number;
  received: number;
  state: ImportState;
  source: string | null;
  done: number;
  total: number | null;
  counts: ImportCounts | null;
  newBodies: { code: string; name: string }[];
  findings: FindingCount[];
  refusal: ImportRefusal | null;
  /** Whoever moved it last: its acts are theirs. */
  by: { accountId: string; name: string; role: Role };
  createdAt: Date;
  finishedAt: Date | null;
}

const selectImports = (db: Reader) =>
  db
    .selectFrom('catalogue_import')
    .innerJoin('account', 'account.id', 'catalogue_import.account_id')
    .selectAll('catalogue_import')
    .select('account.name as account_name');

type Row = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>;

const toImport = (row: Row): CatalogueImport => ({
  id: row.id,
  fileName: row.file_name,
  bytes: row.bytes,
  received: row.received,
  state: row.state as ImportState,
  source: row.source,
  done: row.done,
  total: row.total,
  counts: row.counts,
  newBodies: row.new_bodies,
  findings: row.findings,
  refusal: row.refusal,
  by: { accountId: row.account_id, name: row.account_name, role: toRole(row.role) },
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

export async function findImport(db: Reader, id: string): Promise<CatalogueImport | undefined> {
  const row = await selectImports(db).where('catalogue_import.id', '=', id).executeTakeFirst();
  return row && toImport(row);
}

export async function lockImport(trx: Trx, id: string): Promise<CatalogueImport | undefined> {
  await trx.selectFrom('catalogue_import').select('id').where('id', '=', id).forUpdate().execute();
  return findImport(trx, id);
}

/** Newest first, at most 50. */
export async function newestImports(db: Reader): Promise<CatalogueImport[]> {
  const rows = await selectImports(db).orderBy('catalogue_import.id', 'desc').limit(50).execute();
  return rows.map(toImport);
}

export async function insertImport(
  trx: Trx,
  given: { id: string; fileName: string; bytes: number; accountId: string; role: Role; at: Date },
): Promise<void> {
  await trx
    .insertInto('catalogue_import')
    .values({
      id: given.id,
      file_name: given.fileName,
      bytes: given.bytes,
      state: 'receiving',
      new_bodies: '[]',
      findings: '[]',
      account_id: given.accountId,
      role: given.role,
      created_at: given.at,
    })
    .execute();
}

export interface ImportProgress {
  state?: ImportState;
  received?: number;
  source?: string;
  done?: number;
  total?: number;
  counts?: ImportCounts;
  newBodies?: { code: string; name: string }[];
  findings?: FindingCount[];
  refusal?: ImportRefusal;
  by?: { accountId: string; role: Role };
  finishedAt?: Date;
}

export async function saveImport(db: Reader, id: string, progress: ImportProgress): Promise<void> {
  const { counts, newBodies, findings, refusal, by, finishedAt, ...plain } = progress;
  await db
    .updateTable('catalogue_import')
    .set({
      ...plain,
      ...(counts && { counts: JSON.stringify(counts) }),
      ...(newBodies && { new_bodies: JSON.stringify(newBodies) }),
      ...(findings && { findings: JSON.stringify(findings) }),
      ...(refusal && { refusal: JSON.stringify(refusal) }),
      ...(by && { account_id: by.accountId, role: by.role }),
      ...(finishedAt && { finished_at: finishedAt }),
    })
    .where('id', '=', id)
    .execute();
}

export async function importsInState(db: Reader, states: readonly ImportState[]): Promise<CatalogueImport[]> {
  const rows = await selectImports(db)
    .where('catalogue_import.state', 'in', [...states])
    .execute();
  return rows.map(toImport);
}

/** What lines mean; what was noted of the same lines before is replaced. */
export async function noteChanges(
  trx: Trx,
  importId: string,
  changes: readonly ImportChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map(({ sourceId }) => sourceId);
  await trx
    .deleteFrom('catalogue_import_change')
    .where('import_id', '=', importId)
    .where('source_id', 'in', ids)
    .where('kind', 'in', ['new', 'changed', 'disputed', 'same'])
    .execute();
  await trx
    .insertInto('catalogue_import_change')
    .values(
      changes.map(({ kind, sourceId, name, body, entryId, differences }) => ({
        import_id: importId,
        kind,
        source_id: sourceId,
        name,
        body,
        entry_id: entryId,
        differences: JSON.stringify(differences),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function countChanges(db: Reader, importId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('catalogue_import_change')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('import_id', '=', importId)
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

/** By the order of ids at the source; `after` is the last one seen. */
export async function listChanges(
  db: Reader,
  wanted: { importId: string; kind: ChangeKind | null; limit: number; after: [string, string] | null },
): Promise<ImportChange[]> {
  let query = db
    .selectFrom('catalogue_import_change')
    .select(['kind', 'source_id', 'name', 'body', 'entry_id', 'differences'])
    .where('import_id', '=', wanted.importId);
  const { kind, after } = wanted;
  if (kind !== null) query = query.where('kind', '=', kind);
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('kind', 'source_id'), '>', tuple(after[0], after[1])),
    );
  }
  const rows = await query.orderBy('kind').orderBy('source_id').limit(wanted.limit).execute();
  return rows.map((row) => ({
    kind: row.kind as ChangeKind,
    sourceId: row.source_id,
    name: row.name,
    body: row.body,
    entryId: row.entry_id,
    differences: row.differences,
  }));
}
