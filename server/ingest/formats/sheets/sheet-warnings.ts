import type { ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { Sheet, SheetNotes, SheetSource } from './sheet-source.ts';

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

/** What is to be said of a sheet beside what its table says. */
export function sheetWarnings(
  source: SheetSource,
  sheet: Sheet,
  notes: SheetNotes,
  { outline, layout }: SheetLayout,
  choices: ReadingChoices,
): ReadingWarning[] {
  const found: ReadingWarning[] = [...source.warnings];
  const add: Add = (code, args, row = null) => found.push({ code, row, column: null, args });
  ofSheets(source, sheet, choices, add);
  if (outline.hiddenColumns.length > 0) add('hidden-columns', { columns: outline.hiddenColumns.join(', ') });
  ofCells(notes, add);
  const lastHeader = layout.preambleRows + layout.headerRows;
  const body = outline.merges.filter(({ top, bottom }) => top > lastHeader && bottom > top);
  const first = body.reduce((row, { top }) => Math.min(row, top), Infinity);
  if (body.length > 0) add('merged-cells', { count: body.length, row: first }, first);
  return found;
}
