import type { Finding } from '../findings/finding.schema.ts';
import type { VersionManifest } from './version.schema.ts';

interface Contents {
  /** Null where nobody counted. */
  repeatedRows: number | null;
  /** Columns of unified social credit codes, with what else stands in them. */
  strangers: readonly { column: string; count: number; value: string; row: number }[];
}

const advice = (code: string, args: Finding['args']): Finding => ({
  code,
  pointer: '',
  args,
  provision: 'xz-16-1',
  blocks: false,
});
const LONGEST_EXAMPLE = 60;

/** What a person should look at before they publish a version: empty fields, repeated rows, codes that are none. */
export function checkContents(
  { rows, columns }: Pick<VersionManifest, 'rows' | 'columns'>,
  { repeatedRows, strangers }: Contents,
): Finding[] {
  const labels = new Map(columns.map(({ name, label }) => [name, label || name]));
  const empty = columns.filter(({ profile }) => rows > 0 && profile.nulls === rows);
  return [
    ...empty.map(({ name }) => advice('field-empty', { field: labels.get(name) ?? name })),
    ...((repeatedRows ?? 0) > 0 ? [advice('rows-repeated', { rows: repeatedRows ?? 0 })] : []),
    ...strangers.map(({ column, count, value, row }) =>
      advice('codes-wrong', {
        field: labels.get(column) ?? column,
        count,
        row,
        example: value.slice(0, LONGEST_EXAMPLE),
      }),
    ),
  ];
}
