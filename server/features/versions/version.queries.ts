import type { Distribution, VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import type { ListEntry, OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { VersionState } from '../../../rules/versions/version.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { coolDataset } from '../../store/hot/index.ts';

/** A data version with what its life cycle needs to know of its dataset. */
export interface DataVersion {
  id: string;
  datasetId: string;
  number: number | null;
  state: VersionState;
  uploadId: string;
  reading: Reading;
  choices: ReadingChoices;
  originalDigest: string;
  originalName: string;
  originalBytes: number;
  manifest: VersionManifest | null;
  /** What its contents showed; null before it was validated, and for versions from before there was a scan. */
  scan: ContentScan | null;
  findings: Finding[];
  preparedBy: string;
  preparedByName: string;
  publishedByName: string | null;
  createdAt: Date;
  publishedAt: Date | null;
  dataset: {
    code: string;
    state: DatasetState;
    bodyId: string;
    district: string | null;
    openClass: OpenClass | null;
    entry: ListEntry | null;
    draft: ListEntry | null;
    currentVersionId: string | null;
    stateSecret: boolean;
    withheldBefore: Date | null;
  };
}

const selectVersions = (db: Reader) =>
  db
    .selectFrom('data_version')
    .innerJoin('dataset', 'dataset.id', 'data_version.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .innerJoin('account as preparer', 'preparer.id', 'data_version.prepared_by')
    .leftJoin('account as publisher', 'publisher.id', 'data_version.published_by')
    .selectAll('data_version')
    .select([
      'preparer.name as prepared_by_name',
      'publisher.name as published_by_name',
      'public_body.district',
    ])
    .select(['dataset.code', 'dataset.state as dataset_state', 'dataset.body_id', 'dataset.open_class'])
    .select(['dataset.entry', 'dataset.draft', 'dataset.current_version_id'])
    .select(['dataset.state_secret', 'dataset.withheld_before']);

type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>;

const toVersion = (row: Row): DataVersion => ({
  id: row.id,
  datasetId: row.dataset_id,
  number: row.number,
  state: row.state as VersionState,
  uploadId: row.upload_id,
  reading: row.reading,
  choices: row.choices,
  originalDigest: row.original_digest,
  originalName: row.original_name,
  originalBytes: row.original_bytes,
  manifest: row.manifest,
  scan: row.scan,
  findings: row.findings,
  preparedBy: row.prepared_by,
  preparedByName: row.prepared_by_name,
  publishedByName: row.published_by_name,
  createdAt: row.created_at,
  publishedAt: row.published_at,
  dataset: {
    code: row.code,
    state: row.dataset_state as DatasetState,
    bodyId: row.body_id,
    district: row.district,
    openClass: row.open_class as OpenClass | null,
    entry: row.entry,
    draft: row.draft,
    currentVersionId: row.current_version_id,
    stateSecret: row.state_secret,
    withheldBefore: row.withheld_before,
  },
});

export async function findVersion(db: Reader, id: string): Promise<DataVersion | undefined> {
  const row = await selectVersions(db).where('data_version.id', '=', id).executeTakeFirst();
  return row && toVersion(row);
}

/** Locks the dataset first and the version then, always in this order, so that two acts on them follow each other. */
export async function lockVersion(trx: Trx, id: string): Promise<DataVersion | undefined> {
  const found = await trx
    .selectFrom('data_version')
    .select('dataset_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return undefined;
  await trx.selectFrom('dataset').select('id').where('id', '=', found.dataset_id).forUpdate().execute();
  return findVersion(trx, id);
}

export async function versionsOf(db: Reader, datasetId: string): Promise<DataVersion[]> {
  const rows = await selectVersions(db)
    .where('data_version.dataset_id', '=', datasetId)
    .where('data_version.state', '!=', 'discarded')
    .orderBy('data_version.created_at', 'desc')
    .limit(500)
    .execute();
  return rows.map(toVersion);
}

export async function publishedVersion(
  db: Reader,
  datasetId: string,
  number: number,
): Promise<DataVersion | undefined> {
  const row = await selectVersions(db)
    .where('data_version.dataset_id', '=', datasetId)
    .where('data_version.number', '=', number)
    .where('data_version.state', '=', 'published')
    .executeTakeFirst();
  return row && toVersion(row);
}

/** The newest version of a dataset whose data was found sound; its reading is how the next file is read. */
export async function lastSoundVersion(db: Reader, datasetId: string): Promise<DataVersion | undefined> {
  const row = await selectVersions(db)
    .where('data_version.dataset_id', '=', datasetId)
    .where('data_version.state', 'in', ['validated', 'published'])
    .orderBy('data_version.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** What a confirmed upload has become. */
export async function versionOfUpload(db: Reader, uploadId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('data_version')
    .select('id')
    .where('upload_id', '=', uploadId)
    .executeTakeFirst();
  return row?.id;
}

/** Those that a crash left between two steps. */
export async function unfinishedVersionIds(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('data_version').select('id').where('state', '=', 'inspected').execute();
  return rows.map(({ id }) => id);
}

export interface NewVersion {
  id: string;
  datasetId: string;
  uploadId: string;
  reading: Reading;
  choices: ReadingChoices;
  originalDigest: string;
  originalName: string;
  originalBytes: number;
  preparedBy: string;
  at: Date;
}

export async function insertVersion(trx: Trx, version: NewVersion): Promise<void> {
  await trx
    .insertInto('data_version')
    .values({
      id: version.id,
      dataset_id: version.datasetId,
      number: null,
      state: 'inspected',
      upload_id: version.uploadId,
      reading: JSON.stringify(version.reading),
      choices: JSON.stringify(version.choices),
      original_digest: version.originalDigest,
      original_name: version.originalName,
      original_bytes: version.originalBytes,
      prepared_by: version.preparedBy,
      created_at: version.at,
      findings: '[]',
    })
    .execute();
}

export interface Validated {
  id: string;
  state: 'validated' | 'quarantined';
  manifest: VersionManifest | null;
  scan: ContentScan | null;
  distributions: Record<string, Distribution> | null;
  findings: Finding[];
  at: Date;
}

export async function saveValidation(
  trx: Trx,
  { id, state, manifest, scan, distributions, findings, at }: Validated,
): Promise<void> {
  await trx
    .updateTable('data_version')
    .set({
      state,
      manifest: manifest && JSON.stringify(manifest),
      scan: scan && JSON.stringify(scan),
      data_digest: manifest?.data.digest ?? null,
      data_bytes: manifest?.data.bytes ?? null,
      rows: manifest?.rows ?? null,
      findings: JSON.stringify(findings),
      validated_at: at,
    })
    .where('id', '=', id)
    .execute();
  if (!distributions) return;
  const columns = JSON.stringify(distributions);
  await trx.insertInto('version_distribution').values({ version_id: id, columns }).execute();
}

/** By column name; empty for a version from before columns were described. */
export async function distributionsOf(db: Reader, id: string): Promise<Record<string, Distribution>> {
  const row = await db
    .selectFrom('version_distribution')
    .select('columns')
    .where('version_id', '=', id)
    .executeTakeFirst();
  return row?.columns ?? {};
}

export async function saveState(trx: Trx, id: string, state: VersionState): Promise<void> {
  await trx.updateTable('data_version').set({ state }).where('id', '=', id).execute();
}

/** The one step that readers see: the version gets its number and becomes the dataset's current one. */
export async function savePublication(
  trx: Trx,
  version: { id: string; datasetId: string; publishedBy: string | null; at: Date },
): Promise<number> {
  const { last } = await trx
    .selectFrom('data_version')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('dataset_id', '=', version.datasetId)
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  await trx
    .updateTable('data_version')
    .set({ state: 'published', number, published_by: version.publishedBy, published_at: version.at })
    .where('id', '=', version.id)
    .execute();
  await trx
    .updateTable('dataset')
    .set(({ fn, val, ref }) => ({
      state: 'open',
      current_version_id: version.id,
      opened_at: fn.coalesce(ref('opened_at'), val(version.at)),
      data_updated_at: version.at,
      changed_at: version.at,
    }))
    .where('id', '=', version.datasetId)
    .execute();
  await coolDataset(trx, version.datasetId);
  return number;
}
