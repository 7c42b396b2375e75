import { mergeColumn } from '../../../../rules/reading/merge-facts.ts';
import { arePlain, PlainRows } from '../../../../rules/reading/plain-rows.ts';
import type { SteadyTable, TableSequence } from '../../../../rules/reading/table-sequence.ts';
import { Tokenizer, type Marks, type TokenFacts } from '../../../../rules/reading/tokenizer.ts';
import { unfinishedUtf8 } from '../../encoding/bytes.ts';
import type { TextEncoding } from '../../text-encoding.ts';
import { countOf, decode, REPLACED, type SegmentFacts } from './segment.ts';

/** What is wrong with characters of a text, counted. */
export interface TextFacts {
  nul: number;
  replaced: number;
}

/** Bytes of the first text made where rows are not plain, and of the longest. */
const SHORTEST = 2048;
const LONGEST = 256 * 1024;
/** Bytes without a whole row after which they are given to the tokenizer, which knows the limits. */
const MOST_HELD = 2 * 1024 * 1024;
const LF = 10;

/** Whether a text can be read from its bytes: valid UTF-8, with marks that are simple. */
export const canReadBytes = ({ label, lenient }: TextEncoding, marks: Marks): boolean =>
  label === 'utf-8' && !lenient && arePlain(marks);

/** Reads plain rows from their bytes and all others by the tokenizer, so that every row is taken once, in order. */
export class BytesReader {
  private readonly seen: TextFacts = { nul: 0, replaced: 0 };
  private readonly tokenizer: Tokenizer;
  private readonly sequence: TableSequence;
  private readonly plain: PlainRows;
  private readonly shortest: number;
  private textBytes: number;

  constructor(marks: Marks, sequence: TableSequence, shortest = SHORTEST) {
    this.textBytes = this.shortest = shortest;
    this.sequence = sequence;
    this.tokenizer = new Tokenizer(marks, (row) => sequence.row(row));
    this.plain = new PlainRows(marks, decode);
  }

  /** Reads what it can; answers where the bytes begin that it leaves for the next time. */
  read(bytes: Buffer): number {
    const hasNul = bytes.includes(0);
    let at = 0;
    while (at < bytes.length) {
      const table = hasNul ? null : this.steady();
      if (table) at = this.readPlain(bytes, at, table);
      if (table && !this.plain.isOdd && bytes.length - at < MOST_HELD) return at;
      const end = this.textEnd(bytes, at);
      if (end <= at) return at;
      this.readText(bytes.subarray(at, end));
      this.textBytes = Math.min(LONGEST, this.textBytes * 2);
      at = end;
    }
    return at;
  }

  /** The table that rows read apart from here on may be added to; null when there is more to the next row. */
  steady(): SteadyTable | null {
    return this.tokenizer.isBetweenRows ? this.sequence.steady() : null;
  }

  /** Counts rows that were read apart, and adds what was seen in them. */
  add({ passed, replaced, columns }: SegmentFacts, table: SteadyTable): void {
    const { tokenizer } = this;
    columns.forEach((from, i) => {
      const into = table.columns[i];
      if (into) mergeColumn(into, from, tokenizer.facts.rows);
    });
    tokenizer.pass(passed);
    this.sequence.pass(passed.lf + passed.crlf, tokenizer.facts.rows);
    this.seen.replaced += replaced;
  }

  /** Reads the rest; nothing may be read afterwards. */
  end(rest: Buffer): TokenFacts & TextFacts {
    this.readText(rest);
    return { ...this.tokenizer.end(), ...this.seen };
  }

  private readPlain(bytes: Buffer, from: number, table: SteadyTable): number {
    const { plain, tokenizer } = this;
    const to = plain.scan(bytes, from, table, tokenizer.facts.rows);
    const { lf, crlf } = plain.passed;
    if (lf + crlf === 0) return from;
    tokenizer.pass(plain.passed);
    this.sequence.pass(lf + crlf, tokenizer.facts.rows);
    this.seen.replaced += countOf(bytes.subarray(from, to), REPLACED);
    if (to - from > this.textBytes) this.textBytes = this.shortest;
    return to;
  }

  /** Where the text ends that is made next: after a line feed when there is one. */
  private textEnd(bytes: Buffer, from: number): number {
    const most = Math.min(from + this.textBytes, bytes.length);
    const before = bytes.lastIndexOf(LF, most - 1);
    if (before >= from) return before + 1;
    const after = bytes.indexOf(LF, most);
    return after >= 0 ? after + 1 : bytes.length - unfinishedUtf8(bytes);
  }

  private readText(bytes: Buffer): void {
    const nul = countOf(bytes, 0);
    const text = bytes.toString('utf8');
    this.seen.nul += nul;
    this.seen.replaced += countOf(bytes, REPLACED);
    this.tokenizer.push(nul > 0 ? text.replaceAll('\0', '') : text);
  }
}
