import {
  formattedNumber,
  type CellText,
  type NumberFormat,
} from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { Archive } from '../../archive.ts';
import type { OnChunk } from '../../format.ts';
import { attribute, type XmlHandlers } from '../../xml-scanner.ts';
import { isoMoment } from '../iso-moment.ts';
import { RowBuilder } from '../row-builder.ts';
import type { OnSheetRow, SheetNotes } from '../sheet-source.ts';
import { cellPlace } from './cell-place.ts';
import { PlainCells } from './plain-cells.ts';
import { takeMark } from './sheet-outline.ts';
import { scanPart, workbookText, type SheetEntry, type Workbook } from './workbook-parts.ts';

/** Rows that a sheet can have. */
const LAST_ROW = 1_048_576;
const GENERAL: NumberFormat = { kind: 'general', code: 'General' };

interface OpenCell {
  column: number;
  type: string;
  style: number;
  hasFormula: boolean;
  raw: string;
}

const same = (value: string): CellText => ({ value, shown: value });

function textOf({ raw, type, style }: OpenCell, workbook: Workbook): CellText {
  switch (type) {
    case 's':
      return same(workbook.sharedTexts[Number(raw)] ?? '');
    case 'str':
    case 'inlineStr':
    case 'e':
      return same(workbookText(raw));
    case 'b':
      return same(raw === '' ? '' : raw.trim() === '1' ? 'TRUE' : 'FALSE');
    case 'd':
      return isoMoment(raw.trim(), workbook.formats[style]);
    default: {
      const trimmed = raw.trim();
      if (trimmed === '') return same('');
      return formattedNumber(trimmed, workbook.formats[style] ?? GENERAL, workbook.from1904);
    }
  }
}

/** Turns the markup of one sheet into rows. */
class SheetReader implements XmlHandlers {
  private readonly workbook: Workbook;
  private readonly part: string;
  private readonly rows: RowBuilder;
  private readonly plain: PlainCells;
  private readonly notes: SheetNotes;
  private cell: OpenCell | null = null;
  private taking = false;
  private phonetic = false;

  constructor(workbook: Workbook, part: string, rows: RowBuilder, notes: SheetNotes) {
    this.notes = notes;
    this.workbook = workbook;
    this.part = part;
    this.rows = rows;
    this.plain = new PlainCells(workbook, rows);
  }

  elements(text: string, at: number): number {
    return this.rows.number > 0 && !this.cell ? this.plain.take(text, at) : at;
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.cell = this.openCell(attributes);
    else if (name === 'v' || name === 't') this.taking = !this.phonetic;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'f' && this.cell) this.cell.hasFormula = true;
    else if (name === 'rPh') this.phonetic = true;
    else if (name === 'mergeCell' || name === 'col') takeMark(this.notes, name, attributes);
  }

  text(raw: string): void {
    if (this.taking && this.cell) this.cell.raw += raw;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.taking = false;
    else if (name === 'c' && this.cell) {
      this.closeCell(this.cell);
      this.cell = null;
    } else if (name === 'row') this.rows.end();
    else if (name === 'rPh') this.phonetic = false;
  }

  private openRow(attributes: string): void {
    const number = Number(attribute(attributes, 'r') ?? this.rows.number + 1);
    if (!(number > this.rows.number && number <= LAST_ROW))
      refuse('unreadable-file', 'damaged-workbook', { part: this.part });
    this.rows.start(number, /^(1|true)$/.test(attribute(attributes, 'hidden') ?? ''));
  }

  private openCell(attributes: string): OpenCell {
    const reference = attribute(attributes, 'r');
    const column = reference === undefined ? this.rows.next : cellPlace(reference).column;
    const style = Number(attribute(attributes, 's') ?? 0);
    return { column, type: attribute(attributes, 't') ?? 'n', style, hasFormula: false, raw: '' };
  }

  private closeCell(cell: OpenCell): void {
    const text = textOf(cell, this.workbook);
    if (text.value === '' && cell.hasFormula) this.rows.formulaWithoutValue();
    else if (cell.type === 'e') this.rows.error(cell.column, text.value);
    else this.rows.cell(cell.column, text);
  }
}

/** Streams the rows of a sheet that have a value, in order. What is noticed on the way goes into `notes`. */
export async function eachSheetRow(
  archive: Archive,
  workbook: Workbook,
  sheet: SheetEntry,
  onRow: OnSheetRow,
  notes: SheetNotes,
  onChunk?: OnChunk,
): Promise<void> {
  const reader = new SheetReader(workbook, sheet.part, new RowBuilder(onRow, notes), notes);
  await scanPart(archive, sheet.part, reader, onChunk);
}
