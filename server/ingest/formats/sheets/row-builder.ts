import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { CellText } from '../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { OnSheetRow, SheetNotes, SheetRow } from './sheet-source.ts';

/** Gathers the cells of one row after another, within the limits, and notes what is worth saying. */
export class RowBuilder {
  private readonly onRow: OnSheetRow;
  private readonly notes: SheetNotes;
  private row: SheetRow = { number: 0, values: [], shown: undefined, units: undefined };
  private hidden = false;

  constructor(onRow: OnSheetRow, notes: SheetNotes) {
    this.onRow = onRow;
    this.notes = notes;
  }

  get number(): number {
    return this.row.number;
  }

  /** The column after the last one that has a value, from 0. */
  get next(): number {
    return this.row.values.length;
  }

  /** Begins row `number`, from 1; rows come in order. */
  start(number: number, hidden: boolean): void {
    this.row = { number, values: [], shown: undefined, units: undefined };
    this.hidden = hidden;
  }

  /** Puts a text that is read as it is shown into `column`, from 0. */
  text(column: number, value: string): void {
    if (value === '') return;
    const { values, shown, number } = this.row;
    if (column >= READING_LIMITS.columns)
      refuse('too-large', 'too-many-columns', { row: number, limit: READING_LIMITS.columns });
    if (value.length > READING_LIMITS.cellCharacters)
      refuse('too-large', 'cell-too-long', {
        row: number,
        column: column + 1,
        limit: READING_LIMITS.cellCharacters,
      });
    while (values.length < column) values.push('');
    values[column] = value;
    if (shown) {
      while (shown.length < column) shown.push('');
      shown[column] = value;
    }
  }

  cell(column: number, { value, shown, unit }: CellText): void {
    if (unit !== undefined) (this.row.units ??= new Map()).set(column, unit);
    if (value === shown) return this.text(column, value);
    const { row } = this;
    row.shown ??= [...row.values];
    this.text(column, value);
    row.shown[column] = shown;
  }

  error(column: number, value: string): void {
    const { errors } = this.notes;
    if (errors.count++ === 0) Object.assign(errors, { row: this.row.number, value });
    this.text(column, value);
  }

  /** A formula whose result was never saved. */
  formulaWithoutValue(): void {
    const { formulasWithoutValue } = this.notes;
    if (formulasWithoutValue.count++ === 0) formulasWithoutValue.row = this.row.number;
  }

  /** Hands the row over, if it has a value. */
  end(): void {
    const { row, notes } = this;
    if (row.values.length === 0) return;
    if (this.hidden && notes.hiddenRows.count++ < READING_LIMITS.listedRows)
      notes.hiddenRows.rows.push(row.number);
    this.onRow(row);
    this.row = { number: row.number, values: [], shown: undefined, units: undefined };
  }
}
