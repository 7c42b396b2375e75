import { isRealDate } from '../../../../rules/reading/dates.ts';

/** One column of a database file. */
export interface DbfField {
  name: string;
  /** The letter that the file gives its type by. */
  kind: string;
  /** Bytes from the beginning of the record, the mark of deletion included. */
  offset: number;
  length: number;
  /** Digits after the point; 0 where the type has none. */
  decimals: number;
}

/** Types whose text lies in a memo file beside the table. */
export const isMemo = ({ kind, length }: DbfField): boolean =>
  'MGP'.includes(kind) || (kind === 'B' && length !== 8) || kind === 'W';

const two = (value: number): string => String(value).padStart(2, '0');
const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** `20230501` as `2023-05-01`, the way such a column is shown; other texts as they are written. */
function dateText(text: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (!match) return text;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (isRealDate(year, month, day)) return iso(year, month, day);
  return text === '00000000' ? '' : text;
}

const TRUE = 'TtYy';
const FALSE = 'FfNn';

function logicalText(text: string): string {
  if (text !== '' && TRUE.includes(text)) return 'true';
  return text !== '' && FALSE.includes(text) ? 'false' : text === '?' ? '' : text;
}

/** Days from the Julian epoch to 1970-01-01. */
const JULIAN_EPOCH = 2_440_588;
const DAY = 86_400_000;
/** The years 1 to 9999, in days since 1970. */
const EARLIEST = -719_162;
const LATEST = 2_932_896;

function momentText(bytes: Buffer): string {
  const days = bytes.readInt32LE(0) - JULIAN_EPOCH;
  const milliseconds = bytes.readInt32LE(4);
  if (days < EARLIEST || days > LATEST || milliseconds < 0 || milliseconds >= DAY) return '';
  const moment = new Date(days * DAY + milliseconds);
  return moment
    .toISOString()
    .slice(0, milliseconds % 1000 === 0 ? 19 : 23)
    .replace('T', ' ');
}

/** Currency: 64 bits of ten-thousandths, written without rounding. */
function currencyText(bytes: Buffer): string {
  const value = bytes.readBigInt64LE(0);
  const digits = (value < 0n ? -value : value).toString().padStart(5, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Numbers kept as bytes; null where the type is kept as text. */
function binaryText(field: DbfField, bytes: Buffer): string | null {
  const is = (kind: string, length: number): boolean => field.kind === kind && bytes.length === length;
  if (is('I', 4)) return String(bytes.readInt32LE(0));
  if (is('Y', 8)) return currencyText(bytes);
  if (is('T', 8)) return momentText(bytes);
  if (is('B', 8)) return String(bytes.readDoubleLE(0));
  return null;
}

/** The text of a cell; `decode` turns the bytes of a text field into characters. */
export function cellOf(field: DbfField, bytes: Buffer, decode: (bytes: Buffer) => string): string {
  if (isMemo(field)) return '';
  const binary = binaryText(field, bytes);
  if (binary !== null) return binary;
  if (field.kind === 'C' || field.kind === 'V') return decode(bytes);
  const text = bytes.toString('latin1').replaceAll('\0', ' ').trim();
  if (field.kind === 'D') return dateText(text);
  if (field.kind === 'L') return logicalText(text);
  return /^\*+$/.test(text) ? '' : text;
}
