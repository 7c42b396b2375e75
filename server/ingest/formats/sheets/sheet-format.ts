import { buildReading } from '../../../../rules/reading/build-reading.ts';
import type { Dialect, Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { TableObserver, type TableFacts } from '../../../../rules/reading/table-observer.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { createMergeFiller } from './merge-filler.ts';
import { RowViews } from './row-views.ts';
import { hasRows, measureSheet, type SheetLayout } from './sheet-layout.ts';
import {
  emptyNotes,
  type Sheet,
  type SheetNotes,
  type SheetOutline,
  type SheetSource,
  type WithSource,
} from './sheet-source.ts';
import { sheetWarnings } from './sheet-warnings.ts';

const NO_DIALECT: Dialect = { delimiter: '', quote: '', escape: '', newline: 'lf' };

function sheetOf({ sheets }: SheetSource, table: number): Sheet {
  const found = sheets.find(({ number }) => number === table);
  return found ?? refuse('invalid-input', 'no-such-table', { number: table, count: sheets.length });
}

/** The sheet that a person chose, else the one that the file prefers, else the first with rows that is not hidden. */
async function chooseSheet(source: SheetSource, table = source.preferred): Promise<Sheet> {
  if (table !== undefined) return sheetOf(source, table);
  for (const sheet of source.sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden)))
    if (await hasRows(source, sheet)) return sheet;
  return refuse('unreadable-file', 'no-tables');
}

/** Streams the rows of a sheet as the reading sees them: gaps as blank rows, short rows filled up, merges filled. */
async function eachView(
  source: SheetSource,
  sheet: Sheet,
  { layout, width, outline }: SheetLayout,
  onRow: OnRow,
  notes: SheetNotes,
  onChunk?: OnChunk,
): Promise<void> {
  const fill = createMergeFiller(outline.merges, layout);
  const views = new RowViews();
  let last = 0;
  await source.eachRow(
    sheet,
    (row) => {
      for (let number = last + 1; number < row.number; number++)
        onRow(views.of(fill({ number, values: [] }), number, []));
      last = row.number;
      const values = fill(row);
      const shown = row.shown ?? (values === row.values ? undefined : [...row.values]);
      while (values.length < width) values.push('');
      onRow(views.of(values, row.number, shown, row.units));
    },
    notes,
    onChunk,
  );
}

/** Each sheet as a table of the reading; the rows of those that are not read are counted from their outline. */
async function tablesOf(source: SheetSource, read: Sheet, { rows }: TableFacts): Promise<Reading['tables']> {
  const tables: Reading['tables'] = [];
  for (const sheet of source.sheets) {
    const { number, name } = sheet;
    tables.push({ number, name, rows: sheet === read ? rows : (await source.outline(sheet)).rows });
  }
  return tables;
}

const NO_OUTLINE: SheetOutline = { rows: 0, merges: [], hiddenColumns: [] };

interface ReadSheet {
  facts: TableFacts;
  notes: SheetNotes;
  measured: SheetLayout;
}

async function readSheet(
  source: SheetSource,
  sheet: Sheet,
  outline: SheetOutline,
  choices: ReadingChoices,
): Promise<ReadSheet> {
  const measured = await measureSheet(source, sheet, outline, choices);
  const notes = emptyNotes();
  const observer = new TableObserver(measured.layout, choices);
  await eachView(source, sheet, measured, (row) => observer.row(row), notes);
  return { facts: observer.end(), notes, measured };
}

/** Large sheets seldom have merged cells: where they are dear to find, the rows are first read as if there were none. */
async function readOnceOrTwice(
  source: SheetSource,
  sheet: Sheet,
  choices: ReadingChoices,
): Promise<ReadSheet> {
  if (!source.isOutlineDear) return readSheet(source, sheet, await source.outline(sheet), choices);
  const read = await readSheet(source, sheet, NO_OUTLINE, choices);
  const outline = { ...NO_OUTLINE, merges: read.notes.merges, hiddenColumns: read.notes.hiddenColumns };
  if (outline.merges.length > 0) return readSheet(source, sheet, outline, choices);
  return { ...read, measured: { ...read.measured, outline } };
}

async function readingOf(source: SheetSource, choices: ReadingChoices): Promise<Reading> {
  const sheet = await chooseSheet(source, choices.table);
  const { facts, notes, measured } = await readOnceOrTwice(source, sheet, choices);
  const reading = buildReading(
    {
      format: source.format,
      encoding: source.encoding,
      dialect: NO_DIALECT,
      table: sheet.number,
      tables: await tablesOf(source, sheet, facts),
      warnings: sheetWarnings(source, sheet, notes, measured, choices),
      regular: false,
      longestRow: 0,
      lenient: choices.encoding !== undefined,
    },
    facts,
    choices,
  );
  return { ...reading, plan: { ...reading.plan, merged: measured.outline.merges.length > 0 } };
}

async function rowsOf(source: SheetSource, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const sheet = sheetOf(source, reading.table);
  const layout = { preambleRows: reading.preambleRows, headerRows: reading.headerRows };
  const outline = reading.plan.merged === false ? NO_OUTLINE : await source.outline(sheet);
  const measured = { layout, width: reading.columns.length, outline };
  await eachView(source, sheet, measured, onRow, emptyNotes(), onChunk);
}

/** A format whose files hold sheets of cells: one sheet is read as one table. */
export const sheetFormat = (withSource: WithSource): TableFormat => ({
  inspect: (path, _fileName, choices) =>
    withSource(path, choices.encoding, (source) => readingOf(source, choices)),
  eachRow: (path, reading, onRow, onChunk) =>
    withSource(path, reading.plan.lenient ? reading.encoding : undefined, (source) =>
      rowsOf(source, reading, onRow, onChunk),
    ),
});
