import type { Reading, ReadingChoices } from './reading.schema.ts';

export type RowRole = 'preamble' | 'header' | 'data' | 'footer' | 'leftOut';

export type RoleOf = (row: number, isBlank: boolean) => RowRole;

/** The role of each row of the file, by its 1-based number. Blank lines inside a table of several columns are left out. */
export function rolesOf(
  reading: Pick<Reading, 'preambleRows' | 'headerRows' | 'footerRows' | 'plan' | 'columns'>,
  choices: Pick<ReadingChoices, 'leftOutRows'> = {},
): RoleOf {
  const leftOut = new Set([...(choices.leftOutRows ?? []), ...(reading.plan.ruledOutRows ?? [])]);
  const lastBody = reading.plan.totalRows - reading.footerRows;
  const firstData = reading.preambleRows + reading.headerRows + 1;
  return (row, isBlank) => {
    if (row <= reading.preambleRows) return 'preamble';
    if (row < firstData) return 'header';
    if (row > lastBody) return 'footer';
    if (leftOut.has(row)) return 'leftOut';
    return isBlank && reading.columns.length > 1 ? 'leftOut' : 'data';
  };
}
