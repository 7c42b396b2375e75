import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { formattedNumber, type CellText } from '../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { Archive } from '../archive.ts';
import type { OnChunk } from '../format.ts';
import { workbookText, scanPart, type SheetEntry, type Workbook } from './workbook-parts.ts';
import { attribute, type XmlHandlers } from '../xml-scanner.ts';

export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Things that a sheet holds beside its cells, with the first row where they were seen. */
export interface SheetNotes {
  hiddenRows: { count: number; rows: number[] };
  formulasWithoutValue: { count: number; row: number };
  errors: { count: number; row: number; value: string };
}

export interface SheetRow {
  number: number;
  values: string[];
  shown: string[];
}

/** Rows that a sheet can have. */
const LAST_ROW = 1_048_576;

/** Column number (from 0) and row number (from 1) of `BC12`; row 0 when only a column is named. */
function cellPlace(reference: string): { column: number; row: number } {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return { column: column - 1, row: Number(reference.slice(at)) || 0 };
}

const EMPTY: CellText = { value: '', shown: '' };

interface OpenCell {
  column: number;
  type: string;
  style: number;
  hasFormula: boolean;
  raw: string;
}

function textOf(cell: OpenCell, workbook: Workbook): CellText {
  const { raw, type } = cell;
  switch (type) {
    case 's': {
      const text = workbook.sharedTexts[Number(raw)] ?? '';
      return { value: text, shown: text };
    }
    case 'str':
    case 'inlineStr': {
      const text = workbookText(raw);
      return { value: text, shown: text };
    }
    case 'b':
      return raw.trim() === '1'
        ? { value: 'TRUE', shown: 'TRUE' }
        : raw === ''
          ? EMPTY
          : { value: 'FALSE', shown: 'FALSE' };
    case 'e':
      return { value: workbookText(raw), shown: workbookText(raw) };
    case 'd': {
      const iso = raw
        .replace(/T00:00:00(\.0+)?Z?$/, '')
        .replace(/Z$/, '')
        .replace('T', ' ');
      return { value: iso, shown: iso };
    }
    default: {
      const trimmed = raw.trim();
      const format = workbook.formats[cell.style];
      if (trimmed === '') return EMPTY;
      return formattedNumber(trimmed, format ?? { kind: 'general', code: 'General' }, workbook.from1904);
    }
  }
}

export const emptyNotes = (): SheetNotes => ({
  hiddenRows: { count: 0, rows: [] },
  formulasWithoutValue: { count: 0, row: 0 },
  errors: { count: 0, row: 0, value: '' },
});

/** Turns the markup of one sheet into rows, cells as read and as shown, trailing empty cells left out. */
class SheetReader implements XmlHandlers {
  private readonly workbook: Workbook;
  private readonly part: string;
  private readonly onRow: (row: SheetRow) => void;
  private readonly notes: SheetNotes;
  private row: SheetRow = { number: 0, values: [], shown: [] };
  private hidden = false;
  private cell: OpenCell | null = null;
  private taking = false;
  private phonetic = false;

  constructor(workbook: Workbook, part: string, onRow: (row: SheetRow) => void, notes: SheetNotes) {
    this.workbook = workbook;
    this.part = part;
    this.onRow = onRow;
    this.notes = notes;
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.cell = this.openCell(attributes);
    else if (name === 'v' || name === 't') this.taking = !this.phonetic;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'f' && this.cell) this.cell.hasFormula = true;
    else if (name === 'rPh') this.phonetic = true;
  }

  text(raw: string): void {
    if (this.taking && this.cell) this.cell.raw += raw;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.taking = false;
    else if (name === 'c' && this.cell) {
      this.closeCell(this.cell);
      this.cell = null;
    } else if (name === 'row') this.closeRow();
    else if (name === 'rPh') this.phonetic = false;
  }

  private openRow(attributes: string): void {
    const number = Number(attribute(attributes, 'r') ?? this.row.number + 1);
    if (!(number > this.row.number && number <= LAST_ROW))
      refuse('unreadable-file', 'damaged-workbook', { part: this.part });
    this.row = { number, values: [], shown: [] };
    this.hidden = /^(1|true)$/.test(attribute(attributes, 'hidden') ?? '');
  }

  private openCell(attributes: string): OpenCell {
    const reference = attribute(attributes, 'r');
    const column = reference === undefined ? this.row.values.length : cellPlace(reference).column;
    if (column >= READING_LIMITS.columns)
      refuse('too-large', 'too-many-columns', { row: this.row.number, limit: READING_LIMITS.columns });
    const style = Number(attribute(attributes, 's') ?? 0);
    return { column, type: attribute(attributes, 't') ?? 'n', style, hasFormula: false, raw: '' };
  }

  private closeCell(done: OpenCell): void {
    const { row } = this;
    const { formulasWithoutValue, errors } = this.notes;
    const text = textOf(done, this.workbook);
    if (text.value === '') {
      if (done.hasFormula && formulasWithoutValue.count++ === 0) formulasWithoutValue.row = row.number;
      return;
    }
    if (text.value.length > READING_LIMITS.cellCharacters)
      refuse('too-large', 'cell-too-long', {
        row: row.number,
        column: done.column + 1,
        limit: READING_LIMITS.cellCharacters,
      });
    if (done.type === 'e' && errors.count++ === 0)
      Object.assign(errors, { row: row.number, value: text.value });
    while (row.values.length < done.column) {
      row.values.push('');
      row.shown.push('');
    }
    row.values[done.column] = text.value;
    row.shown[done.column] = text.shown;
  }

  private closeRow(): void {
    const { row, notes } = this;
    if (row.values.length === 0) return;
    if (this.hidden && notes.hiddenRows.count++ < READING_LIMITS.listedRows)
      notes.hiddenRows.rows.push(row.number);
    this.onRow(row);
  }
}

/** Streams the rows of a sheet that have a value, in order. What is noticed on the way goes into `notes`. */
export async function eachSheetRow(
  archive: Archive,
  workbook: Workbook,
  sheet: SheetEntry,
  onRow: (row: SheetRow) => void,
  { notes = emptyNotes(), onChunk }: { notes?: SheetNotes | undefined; onChunk?: OnChunk | undefined } = {},
): Promise<void> {
  await scanPart(archive, sheet.part, new SheetReader(workbook, sheet.part, onRow, notes), onChunk);
}

/** What is written after the cells of a sheet, or beside them: found without reading the cells. */
export interface SheetOutline {
  /** Row elements. */
  rows: number;
  merges: Range[];
  /** Numbers of hidden columns, from 1. */
  hiddenColumns: number[];
}

const MAX_MERGES = 100_000;
const MARKED = /<(?:\w+:)?(row|mergeCell|col)\s([^>]*)>/g;
/** No tag that is looked for is longer. */
const OVERLAP = 1024;

/** Runs over the text of a sheet for its merged ranges and hidden columns, several times as fast as reading it. */
export async function outlineSheet(archive: Archive, sheet: SheetEntry): Promise<SheetOutline> {
  const outline: SheetOutline = { rows: 0, merges: [], hiddenColumns: [] };
  let rest = '';
  for await (const chunk of archive.texts(sheet.part)) {
    const text = rest + chunk;
    let last = 0;
    for (const match of text.matchAll(MARKED)) {
      last = match.index + match[0].length;
      takeMark(outline, match[1] ?? '', ` ${match[2] ?? ''}`);
    }
    rest = text.slice(Math.max(last, text.length - OVERLAP));
  }
  return outline;
}

function takeMark(outline: SheetOutline, name: string, attributes: string): void {
  if (name === 'row') {
    outline.rows++;
    return;
  }
  if (name === 'mergeCell') {
    const [from, to] = (attribute(attributes, 'ref') ?? '').split(':').map(cellPlace);
    if (from && to && outline.merges.length < MAX_MERGES)
      outline.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
    return;
  }
  if (!/^(1|true)$/.test(attribute(attributes, 'hidden') ?? '')) return;
  const first = Number(attribute(attributes, 'min'));
  const last = Math.min(Number(attribute(attributes, 'max')), READING_LIMITS.columns);
  for (let column = first; column <= last && outline.hiddenColumns.length < 100; column++)
    outline.hiddenColumns.push(column);
}
