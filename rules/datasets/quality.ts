import type { Finding } from '../findings/finding.schema.ts';
import type { VersionManifest } from '../versions/version.schema.ts';

/** What the figure of a version is made of. */
export interface Judged {
  manifest: Pick<VersionManifest, 'rows' | 'columns'>;
  /** What was found in it and did not keep it from being published. */
  findings: readonly Finding[];
  /** Fields on the list, and those of them that are described. */
  fields: number;
  described: number;
}

/**
 * How good data is by what can be counted, from 0 to 1: the mean of the shares of cells with a value, of fields with a
 * description and of fields in which nothing was found.
 */
export function qualityOf({ manifest: { rows, columns }, findings, fields, described }: Judged): number {
  const empty = columns.reduce((sum, { profile }) => sum + profile.nulls, 0);
  // What is found in the table as a whole counts as one field more.
  const flawed = new Set(findings.map(({ pointer }) => pointer)).size;
  const shares = [
    1 - share(empty, rows * columns.length),
    share(described, fields),
    1 - Math.min(1, share(flawed, columns.length)),
  ];
  return shares.reduce((sum, each) => sum + each, 0) / shares.length;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
