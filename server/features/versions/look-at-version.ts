import { newlyPersonal } from '../../../rules/gradings/newly-personal.ts';
import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import { scanColumn, scanMarks } from '../../../rules/gradings/scan.ts';
import { SECRECY_TERMS } from '../../../rules/gradings/signs.ts';
import { checkContents } from '../../../rules/versions/check-contents.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { ruleFindings, rulesFor } from '../../../rules/field-rules/rule-findings.ts';
import { VALUE_KINDS } from '../../../rules/versions/value-kinds.ts';
import type { Distribution, VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Services } from '../../context.ts';
import { ALL_LOOKED_AT_ROWS, lookInto, sampleFile } from '../../ingest/index.ts';
import { fieldRulesOf } from './field-rules.queries.ts';
import { findVersion, type DataVersion } from './version.queries.ts';

const DRAWN_ROWS = 2000;
const HEADING_ROWS = 40;
const ANY_TERM = SECRECY_TERMS.map(({ words }) => words.source).join('|');

/** What a version holds, and what its contents give away. */
export interface VersionContents {
  /** Kinds of personal and business information by column, and secrecy marks: values are looked at and not kept. */
  scan: ContentScan;
  distributions: Record<string, Distribution>;
  findings: Finding[];
  /** Of the declared rules that it was checked by; 0 where there were none. */
  rulesRevision: number;
}

export async function lookAtVersion(
  services: Services,
  version: DataVersion,
  manifest: VersionManifest,
): Promise<VersionContents> {
  using parquet = await services.objects.hold(manifest.data.digest);
  const { columns, rows } = manifest;
  const { rules, revision: rulesRevision } = await fieldRulesOf(services.db, version.datasetId);
  const asked = rulesFor(rules, columns);
  const seen = await lookInto(parquet.path, {
    columns,
    rows,
    draw: DRAWN_ROWS,
    pattern: ANY_TERM,
    kinds: VALUE_KINDS,
    rules: [...asked.declared, ...asked.days],
  });
  const { drawn, fitting, distributions, repeatedRows, strangers, breaches } = seen;
  const scan = {
    columns: drawn.map(({ column, values }) => scanColumn(column, values)),
    marks: scanMarks({
      name: version.originalName,
      headings: await headingsOf(services, version),
      values: [
        ...fitting.map(({ column, value }) => ({ column, texts: [value] })),
        ...(rows > ALL_LOOKED_AT_ROWS ? drawn.map(({ column, values }) => ({ column, texts: values })) : []),
      ],
    }),
  };
  const served = await servedScan(services, version);
  const suspected = served ? newlyPersonal(served, scan) : [];
  const findings = [
    ...ruleFindings(asked, breaches, columns),
    ...checkContents(manifest, { repeatedRows, strangers, newlyPersonal: suspected }),
  ];
  return { scan, distributions, findings, rulesRevision };
}

/** What the contents of the version that readers have now showed. */
async function servedScan({ db }: Services, { dataset }: DataVersion): Promise<ContentScan | null> {
  const { currentVersionId } = dataset;
  return currentVersionId === null ? null : ((await findVersion(db, currentVersionId))?.scan ?? null);
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
    using file = await objects.hold(originalDigest);
    const sample = await sampleFile(file.path, reading, choices, { rows });
    return sample.rows.map(({ number, cells }) => ({ row: number, cells }));
  } catch (error) {
    // The data is in hand; a person reviews the file in any case.
    log.warn({ err: error, version: id }, 'the headings of a file were not looked at');
    return [];
  }
}
