import { emptyFacts, type ColumnFacts } from './column-facts.ts';
import { decideColumn, forceColumn, type TypeDecision } from './column-type.ts';
import { placeNotes } from './geo/place-notes.ts';
import { columnLabels, columnNames } from './naming.ts';
import type {
  ColumnType,
  NoteArguments,
  Reading,
  ReadingChoices,
  ReadingColumn,
  ReadingWarning,
} from './reading.schema.ts';
import type { Settled } from './geo/settle.ts';
import { statedUnits, withStatedUnit, type StatedUnits } from './stated-units.ts';
import type { RowList, TableFacts } from './table-observer.ts';

const warning = (
  code: string,
  args: NoteArguments = {},
  row: number | null = null,
  column: number | null = null,
) => ({ code, row, column, args }) satisfies ReadingWarning;

function listed(code: string, rows: RowList, more: NoteArguments = {}): ReadingWarning[] {
  if (rows.count === 0) return [];
  const shown = rows.rows.join(', ') + (rows.count > rows.rows.length ? ' …' : '');
  return [warning(code, { count: rows.count, rows: shown, ...more }, rows.rows[0] ?? null)];
}

function columnWarnings(facts: TableFacts, columns: readonly ReadingColumn[]): ReadingWarning[] {
  return columns.flatMap((column, i) => {
    const seen = facts.columns[i];
    if (!seen) return [];
    const found: ReadingWarning[] = [];
    const { code, args } = column.why;
    const row = typeof args['row'] === 'number' ? args['row'] : null;
    if (DOUBTS.has(code)) found.push(warning(code, { name: column.name, ...args }, row, i + 1));
    if (column.plan.unfit > 0)
      found.push(warning('unfit-values', { name: column.name, count: column.plan.unfit }, null, i + 1));
    const { brackets } = column.plan;
    if (brackets)
      found.push(warning('negative-brackets', { name: column.name, ...brackets }, brackets.row, i + 1));
    const markers = [...seen.markers.values()];
    const count = markers.reduce((sum, marker) => sum + marker.count, 0);
    if (count > 0 && column.type !== 'text') {
      const texts = markers.map(({ value }) => `“${value}”`).join(' ');
      const first = Math.min(...markers.map((marker) => marker.row));
      found.push(warning('missing-markers', { name: column.name, count, markers: texts }, first, i + 1));
    }
    return found;
  });
}

/** Reasons for text that a person may want to act on. */
const DOUBTS = new Set([
  'does-not-fit',
  'ambiguous-dates',
  'contradictory-dates',
  'mixed-units',
  'partial-units',
  'contradictory-brackets',
]);

function headerWarnings(
  facts: TableFacts,
  labels: readonly string[],
  columns: readonly ReadingColumn[],
  renamed: Readonly<Record<string, string>>,
): ReadingWarning[] {
  const found: ReadingWarning[] = [];
  const { preambleRows, headerRows } = facts.layout;
  if (preambleRows > 0) found.push(warning('preamble-rows', { count: preambleRows }, 1));
  if (headerRows === 0) return [...found, warning('no-header', {}, preambleRows + 1)];
  const at = preambleRows + headerRows;
  const originals = columnNames(labels);
  labels.forEach((label, i) => {
    const name = columns[i]?.name ?? '';
    if (Object.hasOwn(renamed, originals[i] ?? '')) return;
    if (label === '') found.push(warning('empty-label', { name, column: i + 1 }, at, i + 1));
    else if (name !== label) found.push(warning('repeated-label', { label, name }, at, i + 1));
  });
  return found;
}

/** That a unit stated above the table was taken for columns which say none themselves. */
function tableUnitWarning(
  { ofColumns, ofTable }: StatedUnits,
  columns: readonly ReadingColumn[],
): ReadingWarning[] {
  const taken = columns.filter(({ unit, why }, i) => {
    const isStated = why.args['unit'] === unit && why.code.endsWith('stated-unit');
    return isStated && ofColumns[i] === null;
  });
  if (!ofTable || taken.length === 0) return [];
  return [warning('table-unit', { unit: ofTable.unit, count: taken.length }, ofTable.row)];
}

export type ReadingFrame = Pick<
  Reading,
  'format' | 'encoding' | 'dialect' | 'table' | 'tables' | 'warnings'
> & {
  /** Whether the bytes are such that the engine can read them as they lie, as far as the tokenizer saw. */
  regular: boolean;
  longestRow: number;
  lenient: boolean;
};

/** What the format itself says of a table: the rows then have no header. */
export interface DeclaredTable {
  labels: readonly string[];
  types: readonly (ColumnType | null)[];
  coordinateSystem: string | null;
}

function typeOf(
  seen: ColumnFacts,
  label: string,
  chosen: ColumnType | undefined,
  declared: ColumnType | null,
): TypeDecision {
  if (chosen) return forceColumn(seen, label, chosen);
  if (!declared) return decideColumn(seen, label);
  return { ...forceColumn(seen, label, declared), why: { code: 'declared', args: {} } };
}

/** The value that a person gave for this name, and none that every object has. */
const own = <T>(given: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(given, name) ? given[name] : undefined;

/** Geometry knows the system that it is converted from. */
const withCoordinates = (column: ReadingColumn, system: string | null): ReadingColumn =>
  column.type === 'geometry' && system !== null
    ? { ...column, plan: { ...column.plan, coordinates: system } }
    : column;

/** What is said of coordinates: by the format of a table with geometry, else by columns of longitude and latitude. */
function placesIn(
  frame: ReadingFrame,
  facts: TableFacts,
  choices: ReadingChoices,
  declared?: DeclaredTable,
): Settled {
  const system = declared?.coordinateSystem ?? null;
  if (declared?.types.includes('geometry') || !facts.places) return { system, warnings: [] };
  const name = frame.tables.find(({ number }) => number === frame.table)?.name ?? '';
  return placeNotes(facts.places, name, choices);
}

/** Puts together the reading of a table from what was seen of all of its rows. */
export function buildReading(
  frame: ReadingFrame,
  facts: TableFacts,
  choices: ReadingChoices,
  declared?: DeclaredTable,
): Reading {
  const { regular, longestRow, lenient, warnings, ...rest } = frame;
  const labels = declared?.labels ?? columnLabels(facts.header, facts.columns.length);
  const originals = columnNames(labels);
  const { names: renamed = {}, types = {}, units = {} } = choices;
  const names = columnNames(originals.map((name) => own(renamed, name) ?? name));
  const stated = statedUnits(facts, labels);
  const columns = labels.map((label, i): ReadingColumn => {
    const original = originals[i] ?? '';
    const seen = facts.columns[i] ?? { ...emptyFacts(false), cells: facts.rows, empty: facts.rows };
    const decided = typeOf(seen, label, own(types, original), declared?.types[i] ?? null);
    const unit = own(units, original);
    const column = { name: names[i] ?? '', label };
    if (unit !== undefined) return { ...column, ...decided, unit: unit || null };
    return { ...column, ...withStatedUnit(decided, stated, { i, label, seen }) };
  });
  const places = placesIn(frame, facts, choices, declared);
  const system = places.system ?? choices.coordinateSystem ?? null;
  const width = { width: facts.width };
  const lists = [facts.blank, facts.short, facts.long, facts.leftOut];
  const even =
    lists.every(({ count }) => count === 0) &&
    facts.columns.length === facts.width &&
    !choices.missing?.length &&
    facts.layout.preambleRows + facts.footerRows === 0 &&
    !facts.header.flat().some((cell) => /[\r\n]/.test(cell)) &&
    (facts.width > 1 || facts.columns[0]?.empty === 0);
  return {
    ...rest,
    entry: null,
    preambleRows: facts.layout.preambleRows,
    headerRows: facts.layout.headerRows,
    footerRows: facts.footerRows,
    columns: columns.map((column) => withCoordinates(column, system)),
    rows: facts.rows,
    coordinateSystem: places.system,
    warnings: [
      ...warnings,
      ...(declared ? [] : headerWarnings(facts, labels, columns, renamed)),
      ...listed('blank-rows', facts.blank),
      ...listed('short-rows', facts.short, width),
      ...listed('long-rows', facts.long, width),
      ...listed('left-out-rows', facts.leftOut),
      ...listed('subtotal-rows', facts.subtotals),
      ...(facts.footerRows > 0
        ? [warning('footer-rows', { count: facts.footerRows }, facts.totalRows - facts.footerRows + 1)]
        : []),
      ...places.warnings,
      ...tableUnitWarning(stated, columns),
      ...columnWarnings(facts, columns),
    ],
    plan: { regular: regular && even, totalRows: facts.totalRows, longestRow, lenient },
  };
}
