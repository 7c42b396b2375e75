import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import { columnLetters } from './column-letters.ts';
import type { Sheet, SheetNotes, SheetOutline, SheetSource } from './sheet-source.ts';
import type { SheetTable } from './sheet-tables.ts';
import { mergesIn } from './sheet-views.ts';

type Add = (code: string, args: ReadingWarning['args'], row?: number | null) => void;

function ofSheets({ sheets }: SheetSource, sheet: Sheet, choices: ReadingChoices, add: Add): void {
  if (sheets.length > 1 && choices.table === undefined)
    add('more-tables', { count: sheets.length, table: sheet.number, name: sheet.name });
  for (const { hidden, name } of sheets) if (hidden) add('hidden-table', { name });
}

function ofCells({ hiddenRows, formulasWithoutValue, errors }: SheetNotes, add: Add): void {
  if (hiddenRows.count > 0) {
    const rows = hiddenRows.rows.join(', ');
    add('hidden-rows', { count: hiddenRows.count, rows }, hiddenRows.rows[0]);
  }
  if (formulasWithoutValue.count > 0)
    add('formula-without-value', { ...formulasWithoutValue }, formulasWithoutValue.row);
  if (errors.count > 0) add('formula-errors', { ...errors }, errors.row);
}

const startOf = ({ title, band, facts: { layout } }: SheetTable): string => {
  const cell = `${columnLetters(band?.from ?? 0)}${String(layout.preambleRows + 1)}`;
  return title === '' ? cell : `${title} (${cell})`;
};

/** Says that a sheet holds more than the table that is read, and where the others begin. */
function ofTables({ name }: Sheet, tables: readonly SheetTable[], at: number, add: Add): void {
  const others = tables.filter((_, i) => i !== at).map(startOf);
  if (others.length === 0) return;
  const shown = others.slice(0, READING_LIMITS.listedRows).join(', ');
  const more = others.length > READING_LIMITS.listedRows ? ' …' : '';
  add('sheet-tables', { name, count: tables.length, others: shown + more });
}

/** The sheet as it was read: its tables, and which of them. */
interface Found {
  outline: SheetOutline;
  tables: readonly SheetTable[];
  at: number;
}

/** What is to be said of a sheet beside what its table says. */
export function sheetWarnings(
  source: SheetSource,
  sheet: Sheet,
  notes: SheetNotes,
  { outline, tables, at }: Found,
  choices: ReadingChoices,
): ReadingWarning[] {
  const found: ReadingWarning[] = [...source.warnings];
  const add: Add = (code, args, row = null) => found.push({ code, row, column: null, args });
  ofSheets(source, sheet, choices, add);
  if (outline.hiddenColumns.length > 0) add('hidden-columns', { columns: outline.hiddenColumns.join(', ') });
  ofCells(notes, add);
  if (choices.table === undefined) ofTables(sheet, tables, at, add);
  const table = tables[at];
  if (!table) return found;
  const { layout, totalRows, footerRows } = table.facts;
  const lastHeader = layout.preambleRows + layout.headerRows;
  const body = mergesIn(outline.merges, table.band).filter(
    ({ top, bottom }) =>
      top > lastHeader && bottom > top && (top <= totalRows - footerRows || tables.length === 1),
  );
  const first = body.reduce((row, { top }) => Math.min(row, top), Infinity);
  if (body.length > 0) add('merged-cells', { count: body.length, row: first }, first);
  return found;
}
