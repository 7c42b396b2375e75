import { createHash, type Hash } from 'node:crypto';
import { formatOf } from '../../formats/index.ts';
import { convertFile, inspectFile, type Converted } from '../../index.ts';
import type { Reading } from '../../../../rules/reading/reading.schema.ts';
import { refusedBy, type Refused } from '../../../../rules/reading/refusal.ts';
import { rolesOf } from '../../../../rules/reading/roles.ts';
import { rowCells } from '../../../../rules/reading/row-view.ts';

/** Between cells, and at the end of rows, under every digest. */
const CELL = '\u001f';
const ROW = '\u001e';

export const digestOf = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

/** What our reader made of a file, told in the terms of the expectations. */
export interface Observed {
  reading: Reading;
  filled: number;
  digest: string;
  grid: string;
  /** The row's number in the file and the cells with a text. */
  shown: Map<number, Set<string>>;
  /** Data rows that were asked for, by number among the data rows. */
  data: Map<number, string[]>;
  converted: Converted;
}

export interface Wanted {
  /** Rows of the file whose texts are compared. */
  shown: ReadonlySet<number> | 'all';
  data: ReadonlySet<number>;
}

class Observer {
  readonly shown = new Map<number, Set<string>>();
  readonly data = new Map<number, string[]>();
  filled = 0;
  private readonly digest: Hash = createHash('sha256');
  private readonly grid: Hash = createHash('sha256');
  private dataRows = 0;
  private readonly columns: Reading['columns'];
  private readonly wanted: Wanted;

  constructor(columns: Reading['columns'], wanted: Wanted) {
    this.columns = columns;
    this.wanted = wanted;
  }

  row(number: number, cells: readonly string[], isData: boolean): void {
    const last = cells.findLastIndex((cell) => cell !== '');
    if (last >= 0) {
      this.filled += 1;
      this.grid.update(cells.slice(0, last + 1).join(CELL) + ROW);
      if (this.wanted.shown === 'all' || this.wanted.shown.has(number))
        this.shown.set(
          number,
          new Set(cells.filter((cell) => cell !== '').map((cell) => digestOf(cell, 12))),
        );
    }
    if (!isData) return;
    const padded = this.columns.map((_, i) => cells[i] ?? '');
    this.digest.update(padded.join(CELL) + ROW);
    if (this.wanted.data.has(++this.dataRows)) this.data.set(this.dataRows, padded);
  }

  end(): Pick<Observed, 'filled' | 'digest' | 'grid' | 'shown' | 'data'> {
    const { filled, shown, data } = this;
    const digits = (hash: Hash): string => hash.digest('hex').slice(0, 16);
    return { filled, shown, data, digest: digits(this.digest), grid: digits(this.grid) };
  }
}

/** Reads, walks over every row and converts a file; a refusal is an answer, any other failure is thrown. */
export async function observe(
  path: string,
  fileName: string,
  wanted: Wanted,
  outPath: string,
): Promise<Observed | Refused> {
  try {
    const reading = await inspectFile(path, fileName);
    const observer = new Observer(reading.columns, wanted);
    const roleOf = rolesOf(reading);
    await formatOf(reading).eachRow(path, reading, (row) => {
      const isData = roleOf(row.number, row.count === 0) === 'data';
      observer.row(row.number, row.shown ?? rowCells(row), isData);
    });
    const converted = await convertFile(path, reading, {}, outPath);
    return { reading, ...observer.end(), converted };
  } catch (error) {
    const refused = refusedBy(error);
    if (!refused) throw error;
    return refused;
  }
}
