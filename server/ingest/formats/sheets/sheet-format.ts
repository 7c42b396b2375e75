import { buildReading } from '../../../../rules/reading/build-reading.ts';
import { columnNames } from '../../../../rules/reading/naming.ts';
import type { Dialect, Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { hasRows } from './sheet-layout.ts';
import {
  emptyNotes,
  type Sheet,
  type SheetOutline,
  type SheetSource,
  type WithSource,
} from './sheet-source.ts';
import { isFramed, lookThrough, SheetReading, type ReadSheet, type SheetTable } from './sheet-tables.ts';
import { SheetViews } from './sheet-views.ts';
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

/** The table that is read, and where it is among those of its sheet. */
interface Target {
  sheet: Sheet;
  at: number;
}

/** The tables of sheets as far as they were looked through. */
type Known = Map<Sheet, SheetTable[]>;

async function tablesOn(source: SheetSource, sheet: Sheet, known: Known): Promise<SheetTable[]> {
  const tables = known.get(sheet) ?? (await lookThrough(source, sheet));
  known.set(sheet, tables);
  return tables;
}

/** The first tables of the sheets have the numbers of these, further ones follow in the order of the sheets. */
async function targetOf(source: SheetSource, table: number | undefined, known: Known): Promise<Target> {
  const { sheets } = source;
  if (table === undefined || table <= sheets.length)
    return { sheet: await chooseSheet(source, table), at: 0 };
  let count = sheets.length;
  for (const sheet of sheets) {
    const further = (await tablesOn(source, sheet, known)).length - 1;
    if (table <= count + further) return { sheet, at: table - count };
    count += Math.max(0, further);
  }
  return refuse('invalid-input', 'no-such-table', { number: table, count });
}

const NO_OUTLINE: SheetOutline = { rows: 0, merges: [], hiddenColumns: [] };

/** Large sheets seldom have merged cells: where they are dear to find, the rows are first read as if there were none. */
async function readOnceOrTwice(source: SheetSource, sheet: Sheet, reading: SheetReading): Promise<ReadSheet> {
  if (!source.isOutlineDear) return reading.read(await source.outline(sheet));
  const read = await reading.read(NO_OUTLINE);
  const outline = { ...NO_OUTLINE, merges: read.notes.merges, hiddenColumns: read.notes.hiddenColumns };
  return outline.merges.length > 0 ? reading.read(outline) : { ...read, outline };
}

/** The sheet with the table in it where a person says it is; what is said of one table holds for no other. */
async function readFramed(
  source: SheetSource,
  { sheet, at }: Target,
  choices: ReadingChoices,
): Promise<ReadSheet> {
  const all = await readOnceOrTwice(source, sheet, new SheetReading(source, sheet));
  const found = all.tables[at];
  if (!found || all.tables.length === 1)
    return readOnceOrTwice(source, sheet, new SheetReading(source, sheet, choices));
  const { facts, band, place } = found;
  const framed = { preambleRows: facts.layout.preambleRows, footerRows: facts.footerRows, ...choices };
  const read = await readOnceOrTwice(source, sheet, new SheetReading(source, sheet, framed, { band, place }));
  return { ...read, tables: all.tables.map((table, i) => (i === at ? (read.tables[0] ?? table) : table)) };
}

async function readSheet(
  source: SheetSource,
  target: Target,
  choices: ReadingChoices,
  known: Known,
): Promise<ReadSheet> {
  if (isFramed(choices)) return readFramed(source, target, choices);
  const wanted = known.get(target.sheet)?.[target.at];
  const reading = new SheetReading(source, target.sheet, choices, wanted);
  return readOnceOrTwice(source, target.sheet, reading);
}

/** Each sheet as a table of the reading, then the further tables on them. */
async function tablesOf(source: SheetSource, known: Known): Promise<Reading['tables']> {
  const { sheets } = source;
  const firsts: Reading['tables'] = [];
  const further: Reading['tables'] = [];
  for (const sheet of sheets) {
    const [first, ...more] = await tablesOn(source, sheet, known);
    firsts.push({ number: sheet.number, name: sheet.name, rows: first?.facts.rows ?? 0 });
    more.forEach(({ title, facts }, i) =>
      further.push({ number: 0, name: title || `${sheet.name} ${i + 2}`.trim(), rows: facts.rows }),
    );
  }
  const all = [...firsts, ...further];
  const names = columnNames(all.map(({ name }) => name));
  return all.map((table, i) => ({
    ...table,
    number: i + 1,
    name: i < firsts.length ? table.name : (names[i] ?? ''),
  }));
}

async function numberOf(source: SheetSource, { sheet, at }: Target, known: Known): Promise<number> {
  if (at === 0) return sheet.number;
  let number = source.sheets.length + at;
  for (const other of source.sheets) {
    if (other === sheet) break;
    number += (await tablesOn(source, other, known)).length - 1;
  }
  return number;
}

async function readingOf(source: SheetSource, choices: ReadingChoices): Promise<Reading> {
  const known: Known = new Map();
  const target = await targetOf(source, choices.table, known);
  const { sheet, at } = target;
  const { tables, notes, outline } = await readSheet(source, target, choices, known);
  const { facts, band } =
    tables[at] ??
    refuse('invalid-input', 'no-such-table', { number: choices.table ?? 1, count: tables.length });
  known.set(sheet, tables);
  const reading = buildReading(
    {
      format: source.format,
      encoding: source.encoding,
      dialect: NO_DIALECT,
      table: await numberOf(source, target, known),
      tables: await tablesOf(source, known),
      warnings: sheetWarnings(source, sheet, notes, { outline, tables, at }, choices),
      regular: false,
      longestRow: 0,
      lenient: choices.encoding !== undefined,
    },
    facts,
    choices,
  );
  const isPart = at > 0 || band !== null;
  const part = { sheet: sheet.number, ...(band && { from: band.from, to: band.to }) };
  return {
    ...reading,
    plan: { ...reading.plan, merged: outline.merges.length > 0, ...(isPart && { part }) },
  };
}

async function rowsOf(source: SheetSource, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const { part, merged } = reading.plan;
  const sheet = sheetOf(source, part?.sheet ?? reading.table);
  const layout = { preambleRows: reading.preambleRows, headerRows: reading.headerRows };
  const outline = merged === false ? NO_OUTLINE : await source.outline(sheet);
  const band = part?.from === undefined || part.to === undefined ? null : { from: part.from, to: part.to };
  const views = new SheetViews({ layout, width: reading.columns.length, outline }, band, onRow);
  await source.eachRow(sheet, (row) => views.row(row), emptyNotes(), onChunk);
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
