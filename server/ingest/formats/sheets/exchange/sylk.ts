import {
  formattedNumber,
  numberFormat,
  type NumberFormat,
} from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { RowBuilder } from '../row-builder.ts';
import { exchangeFormat } from './exchange-format.ts';

const GENERAL: NumberFormat = { kind: 'general', code: 'General' };
const LAST_ROW = 1_048_576;

/** The fields of a record; a semicolon that is meant is doubled. */
const fieldsOf = (line: string): string[] =>
  line
    .replaceAll(';;', '\0')
    .split(';')
    .map((field) => field.replaceAll('\0', ';'));

/** An escape, a blank and a colon stand for a line break. */
const textOf = (value: string): string => value.replaceAll('\x1b :', '\n').replaceAll('""', '"');

/** SYLK: one record a line; a cell keeps its row and column until another is named. */
class SylkReader {
  private readonly rows: RowBuilder;
  private readonly formats: NumberFormat[] = [];
  private format = GENERAL;
  private row = 0;
  private column = 0;

  constructor(rows: RowBuilder) {
    this.rows = rows;
  }

  line(line: string): void {
    const [kind, ...fields] = fieldsOf(line);
    if (kind === 'P') this.takeFormat(fields);
    else if (kind === 'F') this.takeStyle(fields);
    else if (kind === 'C') this.takeCell(fields);
  }

  end(): void {
    this.rows.end();
  }

  private takeFormat(fields: readonly string[]): void {
    const code = fields.find((field) => field.startsWith('P'));
    if (code !== undefined) this.formats.push(numberFormat(-1, code.slice(1)));
  }

  private move(fields: readonly string[]): void {
    for (const field of fields) {
      if (field.startsWith('Y')) this.row = Number(field.slice(1)) || this.row;
      else if (field.startsWith('X')) this.column = Number(field.slice(1)) || this.column;
    }
  }

  private takeStyle(fields: readonly string[]): void {
    this.move(fields);
    const format = fields.find((field) => /^P\d+$/.test(field));
    this.format = (format === undefined ? undefined : this.formats[Number(format.slice(1))]) ?? GENERAL;
  }

  private takeCell(fields: readonly string[]): void {
    this.move(fields);
    const value = fields.find((field) => field.startsWith('K'))?.slice(1);
    if (value === undefined) return;
    if (this.row < this.rows.number || this.row > LAST_ROW)
      refuse('unreadable-file', 'damaged-workbook', { part: `Y${this.row}` });
    if (this.row !== this.rows.number) {
      this.rows.end();
      this.rows.start(this.row, false);
    }
    this.put(this.column - 1, value);
    this.format = GENERAL;
  }

  private put(column: number, value: string): void {
    if (column < 0) return;
    if (value.startsWith('"')) this.rows.text(column, textOf(value.slice(1).replace(/"$/, '')));
    else if (value.startsWith('#')) this.rows.error(column, value);
    else if (value === 'TRUE' || value === 'FALSE') this.rows.text(column, value);
    else this.rows.cell(column, formattedNumber(value, this.format, false));
  }
}

/** SYLK, the exchange format of old spreadsheets. */
export const sylk = exchangeFormat('sylk', (rows) => new SylkReader(rows));
