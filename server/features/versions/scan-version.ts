import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import { scanColumn, scanMarks } from '../../../rules/gradings/scan.ts';
import { SECRECY_TERMS } from '../../../rules/gradings/signs.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Services } from '../../context.ts';
import { lookInto, sampleFile } from '../../ingest/index.ts';
import type { DataVersion } from './version.queries.ts';

const LOOKED_AT_ROWS = 2000;
/** Above it only the drawn rows are searched for secrecy marks. */
const SEARCHED_ROWS = 3_000_000;
const HEADING_ROWS = 40;
const ANY_TERM = SECRECY_TERMS.map(({ words }) => words.source).join('|');

/**
 * What the contents of a version show: kinds of personal and business information by column, and secrecy marks in its
 * name, its headings and its values. Values are looked at and not kept.
 */
export async function scanVersion(
  services: Services,
  version: DataVersion,
  manifest: VersionManifest,
): Promise<ContentScan> {
  const parquet = await services.objects.localPath(manifest.data.digest);
  const shown = manifest.columns.filter(({ type }) => type !== 'geometry').map(({ name }) => name);
  const texts = manifest.columns.filter(({ type }) => type === 'text').map(({ name }) => name);
  const { drawn, fitting } = await lookInto(parquet, {
    columns: shown,
    rows: LOOKED_AT_ROWS,
    searched: manifest.rows <= SEARCHED_ROWS ? texts : [],
    pattern: ANY_TERM,
  });
  return {
    columns: drawn.map(({ column, values }) => scanColumn(column, values)),
    marks: scanMarks({
      name: version.originalName,
      headings: await headingsOf(services, version),
      values: [
        ...fitting.map(({ column, value }) => ({ column, texts: [value] })),
        ...(manifest.rows > SEARCHED_ROWS
          ? drawn.map(({ column, values }) => ({ column, texts: values }))
          : []),
      ],
    }),
  };
}

/** Rows of the file above and below the table, where an office writes its mark; what its columns are called is the entry's. */
async function headingsOf(
  { objects, log }: Services,
  { reading, choices, originalDigest, id }: DataVersion,
): Promise<{ row: number; cells: string[] }[]> {
  const { preambleRows, footerRows, plan } = reading;
  const above = Math.min(preambleRows, HEADING_ROWS);
  const below = Math.min(footerRows, HEADING_ROWS);
  const numbered = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  const rows = [...numbered(1, above), ...numbered(plan.totalRows - below + 1, below)];
  if (rows.length === 0) return [];
  try {
    const path = await objects.localPath(originalDigest);
    const sample = await sampleFile(path, reading, choices, { rows });
    return sample.rows.map(({ number, cells }) => ({ row: number, cells }));
  } catch (error) {
    // The data is in hand; a person reviews the file in any case.
    log.warn({ err: error, version: id }, 'the headings of a file were not looked at');
    return [];
  }
}
