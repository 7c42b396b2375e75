import { rolesOf, type RoleOf } from '../../../rules/reading/roles.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';

export const MAP_ROLES = ['preamble', 'header', 'data', 'leftOut', 'warned', 'footer'] as const;
export type MapRole = (typeof MAP_ROLES)[number];

export interface MapCell {
  role: MapRole;
  /** First and last row of the file that the cell stands for, 1-based. */
  from: number;
  to: number;
}

type Mapped = Pick<Reading, 'preambleRows' | 'headerRows' | 'footerRows' | 'plan' | 'columns' | 'warnings'>;
/** A cell of many rows shows what is rarest in it, so that no single row is lost from sight. */
const WEIGHT: Record<MapRole, number> = { data: 0, preamble: 1, footer: 1, leftOut: 2, header: 3, warned: 4 };

/** The whole file as at most `most` cells of equally many rows. */
export function fileMap(reading: Mapped, choices: ReadingChoices, most = 200): MapCell[] {
  const { totalRows } = reading.plan;
  const rows = Math.max(1, Math.ceil(totalRows / most));
  const cells = Array.from({ length: Math.ceil(totalRows / rows) }, (_, place): MapCell => {
    const from = place * rows + 1;
    return { role: 'data', from, to: Math.min(totalRows, from + rows - 1) };
  });
  const mark = (row: number, role: MapRole): void => {
    const cell = cells[Math.floor((row - 1) / rows)];
    if (cell && WEIGHT[role] > WEIGHT[cell.role]) cell.role = role;
  };
  const roleAt = rolesOf(reading, choices);
  for (const { row } of reading.warnings) {
    // Titles and notes were noticed too, and are shown as what they are.
    if (row !== null && roleAt(row, false) === 'data') mark(row, 'warned');
  }
  for (const row of choices.leftOutRows ?? []) mark(row, 'leftOut');
  markEnds(reading, roleAt, cells);
  return cells;
}

/** The rows before and after the data; a cell that lies wholly in them takes their role. */
function markEnds(reading: Mapped, roleAt: RoleOf, cells: MapCell[]): void {
  for (const cell of cells) {
    const header = reading.headerRows > 0 && holds(cell, reading.preambleRows + 1, reading.headerRows);
    // What everything below it is read by is never hidden by a warning beside it.
    if (header) cell.role = 'header';
    if (cell.role !== 'data') continue;
    const ends = [roleAt(cell.from, false), roleAt(cell.to, false)] as const;
    if (ends[0] === ends[1] && ends[0] !== 'data') cell.role = ends[0];
    else if (ends[1] === 'footer') cell.role = 'footer';
  }
}

const holds = ({ from, to }: MapCell, first: number, count: number): boolean =>
  from <= first + count - 1 && to >= first;

/** The roles that appear, in the order of the file. */
export const rolesIn = (cells: readonly MapCell[]): MapRole[] =>
  MAP_ROLES.filter((role) => cells.some((cell) => cell.role === role));
