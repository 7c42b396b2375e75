import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { ColumnType, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { cellOf, isMemo, type DbfField } from './dbf-cells.ts';
import { dbfText, type DbfText } from './dbf-text.ts';
import type { FileBytes } from './file-bytes.ts';

interface DbfHeader {
  /** What the file says of its number of records. */
  stated: number;
  /** Records that its bytes can hold. */
  held: number;
  headerBytes: number;
  recordBytes: number;
  driver: number;
  fields: DbfField[];
}

const damaged = (part: string): never => refuse('unreadable-file', 'damaged-dbf', { part });

const HEADER = 32;
const FIELD = 32;
const FIELDS_END = 0x0d;

function readHeader(file: FileBytes): DbfHeader {
  const head = file.at(0, HEADER);
  if (head.length < HEADER) damaged('header');
  const [version = 0, driver = 0] = [head[0], head[29]];
  const [stated, headerBytes, recordBytes] = [
    head.readUInt32LE(4),
    head.readUInt16LE(8),
    head.readUInt16LE(10),
  ];
  if (version === 0x02 || headerBytes < HEADER + FIELD || recordBytes < 2 || headerBytes > file.size)
    damaged('header');
  const fields = readFields(Buffer.from(file.at(HEADER, headerBytes - HEADER)), version);
  if (fields.length === 0) damaged('fields');
  if (fields.length > READING_LIMITS.columns)
    refuse('too-large', 'too-many-columns', { row: 1, limit: READING_LIMITS.columns });
  const last = fields.at(-1);
  if (!last || last.offset + last.length > recordBytes) damaged('fields');
  const held = Math.floor((file.size - headerBytes) / recordBytes);
  return { stated, held, headerBytes, recordBytes, driver, fields };
}

function readFields(bytes: Buffer, version: number): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 0; at + FIELD <= bytes.length && bytes[at] !== FIELDS_END; at += FIELD) {
    const end = bytes.subarray(at, at + 11).indexOf(0);
    const name = bytes.toString('latin1', at, at + (end < 0 ? 11 : end)).trim();
    const kind = String.fromCharCode(bytes[at + 11] ?? 0).toUpperCase();
    const [low = 0, high = 0] = [bytes[at + 16], bytes[at + 17]];
    const isLong = kind === 'C' && high > 0 && version !== 0x30;
    const length = isLong ? low + high * 256 : low;
    fields.push({ name, kind, offset, length, decimals: isLong ? 0 : high });
    offset += length;
  }
  return fields;
}

/** Columns that a program keeps for itself. */
const isHidden = ({ kind }: DbfField): boolean => kind === '0';

/** Texts are declared; numbers and dates are judged by all of their cells, so that none is lost. */
const typeOf = (field: DbfField): ColumnType | null =>
  field.kind === 'C' || field.kind === 'V' || isMemo(field) ? 'text' : null;

const DELETED = 0x2a;

/** A dBASE, FoxPro or Clipper table. The file stays with the caller, who closes it. */
export class Dbf {
  readonly labels: readonly string[];
  readonly types: readonly (ColumnType | null)[];
  readonly encoding: string;
  /** Records in the file, deleted ones included. */
  readonly records: number;
  private readonly file: FileBytes;
  private readonly header: DbfHeader;
  private readonly fields: readonly DbfField[];
  private readonly text: DbfText;
  private deleted = 0;

  /** `declared` is the encoding that a file beside it names; `chosen` what a person says. Throws `unreadable-file`. */
  constructor(file: FileBytes, declared: string | null, chosen: string | undefined) {
    this.file = file;
    this.header = readHeader(file);
    this.fields = this.header.fields.filter((field) => !isHidden(field));
    this.records = Math.min(this.header.stated, this.header.held);
    const { driver } = this.header;
    this.text = dbfText(() => this.textBytes(), { declared, driver, chosen });
    this.encoding = this.text.label;
    this.labels = this.fields.map(({ name }) => this.text.decode(Buffer.from(name, 'latin1')));
    this.types = this.fields.map(typeOf);
  }

  /** The cells of a record, counted from 0; null for a deleted one, and past the end. */
  record(index: number): string[] | null {
    if (index >= this.records) return null;
    const bytes = this.bytesOf(index);
    if (bytes[0] === DELETED) {
      this.deleted++;
      return null;
    }
    return this.fields.map((field) =>
      cellOf(field, bytes.subarray(field.offset, field.offset + field.length), this.text.decode),
    );
  }

  /** What there is to say once every record was taken. */
  warnings(): ReadingWarning[] {
    const { stated, held } = this.header;
    const memos = this.fields.flatMap((field, i) => (isMemo(field) ? [this.labels[i] ?? ''] : []));
    const found: ReadingWarning[] = [];
    const add = (code: string, args: ReadingWarning['args']): void =>
      void found.push({ code, row: null, column: null, args });
    if (this.deleted > 0) add('deleted-records', { count: this.deleted });
    if (stated !== held) add('record-count', { stated, held, read: this.records });
    if (memos.length > 0) add('memo-fields', { columns: memos.join(', ') });
    const lost = this.text.lost();
    if (lost > 0) add('replacement-characters', { count: lost });
    return found;
  }

  private bytesOf(index: number): Buffer {
    const { headerBytes, recordBytes } = this.header;
    return this.file.at(headerBytes + index * recordBytes, recordBytes);
  }

  /** The bytes of text fields, names of columns first, for as long as they are asked for. */
  private *textBytes(): Generator<Buffer> {
    for (const { name } of this.fields) yield Buffer.from(name, 'latin1');
    const texts = this.fields.filter(({ kind }) => kind === 'C' || kind === 'V');
    for (let index = 0; index < this.records; index++) {
      const bytes = this.bytesOf(index);
      for (const { offset, length } of texts) yield bytes.subarray(offset, offset + length);
    }
  }
}
