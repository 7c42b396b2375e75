import { sql } from 'kysely';
import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import type { Distribution, VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Reader } from '../../store/database.ts';

/** A dataset that is open without conditions, with what is known of its values. */
export interface OpenValues {
  id: string;
  code: string;
  name: string;
  publisher: string;
  rows: number;
  columns: VersionManifest['columns'];
  scan: ContentScan | null;
  /** By column; null where the text stands nowhere among them. */
  frequent: Record<string, Distribution> | null;
  /** How many such datasets there are in all. */
  open: number;
}

/** The datasets whose data anyone may have, those updated last first. */
export async function openValues(db: Reader, text: string, limit: number): Promise<OpenValues[]> {
  const inJson = JSON.stringify(text.toLowerCase()).slice(1, -1);
  const rows = await db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .innerJoin('data_version', 'data_version.id', 'dataset.current_version_id')
    .leftJoin('version_distribution', 'version_distribution.version_id', 'data_version.id')
    .select(['dataset.id', 'dataset.code', 'dataset.name', 'public_body.name as publisher'])
    .select(['data_version.manifest', 'data_version.scan'])
    .select(
      sql<Record<string, Distribution> | null>`case
        when position(${inJson} in lower(version_distribution.columns::text)) > 0 then version_distribution.columns
        end`.as('frequent'),
    )
    .select(({ fn }) => sql<number>`${fn.countAll()} over ()`.as('open'))
    .where('dataset.state', '=', 'open')
    .where('dataset.open_class', '=', 'unconditional')
    // From before the data was processed: still closed (`xz-14-1`).
    .where(({ or, eb, ref }) =>
      or([
        eb('dataset.withheld_before', 'is', null),
        eb('data_version.created_at', '>=', ref('dataset.withheld_before')),
      ]),
    )
    .orderBy('dataset.data_updated_at', 'desc')
    .orderBy('dataset.id')
    .limit(limit)
    .execute();
  return rows.flatMap(({ manifest, name, open, ...row }) =>
    manifest ? [{ ...row, name: name ?? '', open, rows: manifest.rows, columns: manifest.columns }] : [],
  );
}
