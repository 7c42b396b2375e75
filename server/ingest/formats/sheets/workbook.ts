import { buildReading } from '../../../../rules/reading/build-reading.ts';
import { detectLayout, type Layout } from '../../../../rules/reading/layout.ts';
import type {
  Dialect,
  Reading,
  ReadingChoices,
  ReadingWarning,
} from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { viewOf } from '../../../../rules/reading/row-view.ts';
import { TableObserver } from '../../../../rules/reading/table-observer.ts';
import {
  eachSheetRow,
  emptyNotes,
  outlineSheet,
  type Range,
  type SheetNotes,
  type SheetOutline,
  type SheetRow,
} from './sheet-rows.ts';
import { withArchive, type Archive } from '../archive.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { readWorkbook, type SheetEntry, type Workbook } from './workbook-parts.ts';

const SAMPLE_ROWS = 400;
const MAX_HEADER_ROWS = 6;
const NO_DIALECT: Dialect = { delimiter: '', quote: '', escape: '', newline: 'lf' };

/** Ends the reading of a sheet early. */
class Enough extends Error {}

/** Rows by place, blank ones included, all of the same width. Stops at row `limit`, but not before the first row. */
async function firstRows(
  archive: Archive,
  workbook: Workbook,
  sheet: SheetEntry,
  limit: number = SAMPLE_ROWS,
): Promise<string[][]> {
  const rows: string[][] = [];
  const take = ({ number, values }: SheetRow): void => {
    if (rows.length > 0 && number > limit) throw new Enough();
    while (rows.length < number - 1) rows.push([]);
    rows.push(values);
  };
  try {
    await eachSheetRow(archive, workbook, sheet, take);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) =>
    row.length === 0 ? row : [...row, ...Array<string>(width - row.length).fill('')],
  );
}

/** A cell merged downwards from the header takes the rows that it covers into the header. */
function layoutOf(rows: string[][], merges: readonly Range[], choices: ReadingChoices): Layout {
  const { preambleRows: chosenPreamble, headerRows: chosenHeader } = choices;
  const found =
    chosenPreamble === undefined
      ? detectLayout(rows)
      : { ...detectLayout(rows.slice(chosenPreamble)), preambleRows: chosenPreamble };
  const first = found.preambleRows + 1;
  let last = found.preambleRows + found.headerRows;
  for (const merge of found.headerRows > 0 ? merges : [])
    if (merge.top >= first && merge.top <= last && merge.bottom < first + MAX_HEADER_ROWS)
      last = Math.max(last, merge.bottom);
  return { preambleRows: found.preambleRows, headerRows: chosenHeader ?? last - found.preambleRows };
}

interface Fill {
  range: Range;
  value: string;
}

/** Gives every cell of a merged range its value: in the header both ways, in the body downwards only. */
function createMergeFiller(merges: readonly Range[], layout: Layout) {
  const lastHeader = layout.preambleRows + layout.headerRows;
  const starting = new Map<number, Range[]>();
  for (const range of merges) {
    const inHeader = range.top > layout.preambleRows && range.top <= lastHeader;
    if (range.bottom <= layout.preambleRows || (!inHeader && range.bottom === range.top)) continue;
    starting.set(range.top, [...(starting.get(range.top) ?? []), range]);
  }
  let open: Fill[] = [];
  return function fill({ number, values }: SheetRow): string[] {
    if (open.length === 0 && !starting.has(number)) return values;
    open = open.filter(({ range }) => range.bottom >= number);
    for (const range of starting.get(number) ?? []) open.push({ range, value: values[range.left] ?? '' });
    const filled = [...values];
    for (const { range, value } of open) {
      const right = number <= lastHeader || range.top < number ? range.right : range.left;
      for (let i = range.left; i <= right; i++) {
        while (filled.length <= i) filled.push('');
        if (filled[i] === '') filled[i] = value;
      }
    }
    return filled;
  };
}

function sheetOf({ sheets }: Workbook, table: number): SheetEntry {
  const found = sheets.find(({ number }) => number === table);
  return found ?? refuse('invalid-input', 'no-such-table', { number: table, count: sheets.length });
}

/** The sheet that a person chose, else the first with rows that is not hidden. */
async function chooseSheet(
  archive: Archive,
  workbook: Workbook,
  table: number | undefined,
): Promise<SheetEntry> {
  if (table !== undefined) return sheetOf(workbook, table);
  for (const sheet of [...workbook.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden)))
    if ((await firstRows(archive, workbook, sheet, 1)).length > 0) return sheet;
  return refuse('unreadable-file', 'no-tables');
}

interface SheetWidth {
  layout: Layout;
  /** Cells that a full row has. */
  width: number;
  outline: SheetOutline;
}

/** Streams the rows of a sheet as the reading sees them: gaps as blank rows, short rows filled up, merges filled. */
async function eachView(
  archive: Archive,
  workbook: Workbook,
  sheet: SheetEntry,
  { layout, width, outline }: SheetWidth,
  onRow: OnRow,
  more: { notes?: SheetNotes; onChunk?: OnChunk | undefined } = {},
): Promise<void> {
  const fill = createMergeFiller(outline.merges, layout);
  let last = 0;
  await eachSheetRow(
    archive,
    workbook,
    sheet,
    (row) => {
      for (let number = last + 1; number < row.number; number++) {
        const filled = fill({ number, values: [], shown: [] });
        onRow(viewOf(filled, number));
      }
      last = row.number;
      const values = fill(row);
      while (values.length < width) values.push('');
      onRow({ ...viewOf(values, row.number), shown: row.shown });
    },
    more,
  );
}

function sheetWarnings(
  notes: SheetNotes,
  workbook: Workbook,
  sheet: SheetEntry,
  { outline, layout }: SheetWidth,
  choices: ReadingChoices,
): ReadingWarning[] {
  const found: ReadingWarning[] = [];
  const add = (code: string, args: ReadingWarning['args'], row: number | null = null): void => {
    found.push({ code, row, column: null, args });
  };
  const { sheets } = workbook;
  if (sheets.length > 1 && choices.table === undefined)
    add('more-tables', { count: sheets.length, table: sheet.number, name: sheet.name });
  for (const { hidden, name } of sheets) if (hidden) add('hidden-table', { name });
  if (outline.hiddenColumns.length > 0) add('hidden-columns', { columns: outline.hiddenColumns.join(', ') });
  const { hiddenRows, formulasWithoutValue, errors } = notes;
  if (hiddenRows.count > 0)
    add(
      'hidden-rows',
      { count: hiddenRows.count, rows: hiddenRows.rows.join(', ') },
      hiddenRows.rows[0] ?? null,
    );
  if (formulasWithoutValue.count > 0)
    add('formula-without-value', { ...formulasWithoutValue }, formulasWithoutValue.row);
  if (errors.count > 0) add('formula-errors', { ...errors }, errors.row);
  const body = outline.merges.filter(
    ({ top, bottom }) => top > layout.preambleRows + layout.headerRows && bottom > top,
  );
  const first = Math.min(...body.map(({ top }) => top));
  if (body.length > 0) add('merged-cells', { count: body.length, row: first }, first);
  return found;
}

async function measure(
  archive: Archive,
  workbook: Workbook,
  sheet: SheetEntry,
  choices: ReadingChoices,
): Promise<SheetWidth> {
  const outline = await outlineSheet(archive, sheet);
  const rows = await firstRows(archive, workbook, sheet);
  return {
    layout: layoutOf(rows, outline.merges, choices),
    width: Math.max(0, ...rows.map((row) => row.length)),
    outline,
  };
}

const inspect = (path: string, _fileName: string, choices: ReadingChoices): Promise<Reading> =>
  withArchive(path, async (archive) => {
    const workbook = await readWorkbook(archive);
    const sheet = await chooseSheet(archive, workbook, choices.table);
    const measured = await measure(archive, workbook, sheet, choices);
    const notes = emptyNotes();
    const observer = new TableObserver(measured.layout, choices);
    await eachView(archive, workbook, sheet, measured, (row) => observer.row(row), { notes });
    const facts = observer.end();
    const tables = [];
    for (const { number, name, part } of workbook.sheets) {
      const isThis = number === sheet.number;
      const rows = isThis
        ? facts.rows
        : (await outlineSheet(archive, { number, name, part, hidden: false })).rows;
      tables.push({ number, name, rows });
    }
    return buildReading(
      {
        format: 'xlsx',
        encoding: 'utf-8',
        dialect: NO_DIALECT,
        table: sheet.number,
        tables,
        warnings: sheetWarnings(notes, workbook, sheet, measured, choices),
        regular: false,
        longestRow: 0,
        lenient: false,
      },
      facts,
      choices,
    );
  });

const eachRow = (path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> =>
  withArchive(path, async (archive) => {
    const workbook = await readWorkbook(archive);
    const sheet = sheetOf(workbook, reading.table);
    const outline = await outlineSheet(archive, sheet);
    const layout = { preambleRows: reading.preambleRows, headerRows: reading.headerRows };
    await eachView(archive, workbook, sheet, { layout, width: reading.columns.length, outline }, onRow, {
      onChunk,
    });
  });

/** XLSX: one sheet, the one chosen, else the first with rows that is not hidden. */
export const workbook: TableFormat = { inspect, eachRow };
