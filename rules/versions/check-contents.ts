import type { Finding, FindingExample } from '../findings/finding.schema.ts';
import type { NewlyPersonal } from '../gradings/newly-personal.ts';
import type { VersionManifest } from './version.schema.ts';

interface Contents {
  /** Null where nobody counted. */
  repeatedRows: number | null;
  /** Columns of codes, numbers of persons or telephones, with what else stands in them. */
  strangers: readonly { column: string; kind: string; count: number; examples: FindingExample[] }[];
  /** Against the version that is being served; empty for the first one, whose grade is still to be decided. */
  newlyPersonal: readonly NewlyPersonal[];
}

const advice = (code: string, args: Finding['args'], column = ''): Finding => ({
  code,
  pointer: column && `/columns/${column}`,
  args,
  provision: 'xz-16-1',
  blocks: false,
});

const NEWLY_PERSONAL = 'personal-information-new';

/** Whether all that keeps a version back is a suspicion that a second person may clear. */
export const isReleasable = (findings: readonly Finding[]): boolean =>
  findings.every(({ blocks, code }) => !blocks || code === NEWLY_PERSONAL);

/** What a person should look at before they publish a version: empty fields, repeated rows, codes that are none. */
export function checkContents(
  { rows, columns }: Pick<VersionManifest, 'rows' | 'columns'>,
  { repeatedRows, strangers, newlyPersonal }: Contents,
): Finding[] {
  const labels = new Map(columns.map(({ name, label }) => [name, label || name]));
  const empty = columns.filter(({ profile }) => rows > 0 && profile.nulls === rows);
  return [
    ...newlyPersonal.map(({ column, kind, count, looked }): Finding => ({
      ...advice(
        NEWLY_PERSONAL,
        { field: labels.get(column) ?? column, kind, count, looked },
        `${column}/${kind}`,
      ),
      provision: 'xz-14-1',
      blocks: true,
    })),
    ...empty.map(({ name }) => advice('field-empty', { field: labels.get(name) ?? name }, name)),
    ...((repeatedRows ?? 0) > 0 ? [advice('rows-repeated', { rows: repeatedRows ?? 0 })] : []),
    ...strangers.map(({ column, kind, count, examples }) => ({
      ...advice(`shape-wrong-${kind}`, { field: labels.get(column) ?? column, count }, column),
      examples,
    })),
  ];
}
