import { storedNumber } from '../../../../../rules/reading/number-format.ts';
import type { RowBuilder } from '../row-builder.ts';
import { exchangeFormat } from './exchange-format.ts';

const CELL = /^\s*(-?\d+)\s*,\s*(.*?)\s*$/;

/** DIF: after the header, two lines a cell: a kind with a number, then a text or what the number is. */
class DifReader {
  private readonly rows: RowBuilder;
  private inData = false;
  private kind: { code: number; value: string } | null = null;
  private row = 0;
  private column = 0;

  constructor(rows: RowBuilder) {
    this.rows = rows;
  }

  line(line: string): void {
    if (!this.inData) {
      if (line.trim().toUpperCase() === 'DATA') this.inData = true;
      return;
    }
    if (this.kind === null) {
      const [, code = '', value = ''] = CELL.exec(line) ?? [];
      if (code !== '') this.kind = { code: Number(code), value };
      return;
    }
    const { code, value } = this.kind;
    this.kind = null;
    this.take(code, value, line);
  }

  end(): void {
    this.rows.end();
  }

  private take(code: number, value: string, second: string): void {
    if (code === -1) {
      this.rows.end();
      if (second.trim().toUpperCase() === 'BOT') this.rows.start(++this.row, false);
      this.column = 0;
    } else if (code === 1) this.rows.text(this.column++, unquoted(second));
    else if (code === 0) this.number(this.column++, value, second.trim().toUpperCase());
  }

  private number(column: number, value: string, mark: string): void {
    if (mark === 'V') this.rows.text(column, storedNumber(value));
    else if (mark === 'TRUE' || mark === 'FALSE') this.rows.text(column, mark);
    else if (mark === 'NA') this.rows.error(column, '#N/A');
    else if (mark === 'ERROR') this.rows.error(column, '#ERROR!');
  }
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1).replace(/"\s*$/, '').replaceAll('""', '"') : text;

/** DIF, the exchange format of the first spreadsheets. */
export const dif = exchangeFormat('dif', (rows) => new DifReader(rows));
