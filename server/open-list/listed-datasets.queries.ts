import { sql } from 'kysely';
import type { DatasetState } from '../../rules/datasets/dataset.machine.ts';
import type { ListEntry } from '../../rules/datasets/list-entry.schema.ts';
import type { Finding } from '../../rules/findings/finding.schema.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import { onTheList } from '../search/open-list.queries.ts';
import type { Reader } from '../store/database.ts';

/** A dataset on the list as the store has it, with the manifest of the version that it serves. */
export interface ListedRow {
  id: string;
  code: string;
  state: DatasetState;
  entry: ListEntry | null;
  publisher: { code: string; name: string; nameEn: string; district: string | null };
  versionId: string | null;
  versionCreatedAt: Date | null;
  withheldBefore: Date | null;
  manifest: VersionManifest | null;
  findings: readonly Finding[];
  /** Whether it is known where its rows are. */
  placed: boolean;
  dataUpdatedAt: Date | null;
  listedAt: Date | null;
  openedAt: Date | null;
}

export async function listedRows(db: Reader, ids: readonly string[]): Promise<ListedRow[]> {
  const rows = await db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .leftJoin('data_version', 'data_version.id', 'dataset.current_version_id')
    .leftJoin('version_places', 'version_places.version_id', 'data_version.id')
    .select([
      'dataset.id',
      'dataset.code',
      'dataset.state',
      'dataset.entry',
      'dataset.withheld_before',
      'dataset.data_updated_at',
      'dataset.listed_at',
      'dataset.opened_at',
      'public_body.code as body_code',
      'public_body.name as body_name',
      'public_body.name_en as body_name_en',
      'public_body.district',
      'data_version.id as version_id',
      'data_version.created_at as version_created_at',
      'data_version.manifest',
      'data_version.findings',
    ])
    .select(sql<boolean>`version_places.places is not null`.as('placed'))
    .where('dataset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(onTheList)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    state: row.state as DatasetState,
    entry: row.entry,
    publisher: {
      code: row.body_code,
      name: row.body_name,
      nameEn: row.body_name_en,
      district: row.district,
    },
    versionId: row.version_id,
    versionCreatedAt: row.version_created_at,
    withheldBefore: row.withheld_before,
    manifest: row.manifest,
    findings: row.findings ?? [],
    placed: row.placed,
    dataUpdatedAt: row.data_updated_at,
    listedAt: row.listed_at,
    openedAt: row.opened_at,
  }));
}
