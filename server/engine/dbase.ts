import type { ValueType } from '../../rules/expressions/query-tree.ts';

/** One field of a dBase table. */
export interface DbaseField {
  /** At most ten bytes. */
  name: string;
  kind: 'C' | 'N' | 'D' | 'L';
  width: number;
  decimals: number;
}

/** Bytes of a text and of a number at most, and of a field's name. */
export const DBASE_LIMITS = { text: 254, number: 20, name: 10, fields: 255 } as const;

/** What is known of a column before it is written: its longest text in bytes, its longest fraction. */
export interface ColumnWidth {
  longest: number;
  fraction: number;
}

/** Numbers too long for a number of dBase are text there. */
export function dbaseField(name: string, type: ValueType, { longest, fraction }: ColumnWidth): DbaseField {
  const isNumber = type === 'integer' || type === 'decimal';
  if (type === 'boolean') return { name, kind: 'L', width: 1, decimals: 0 };
  if (type === 'date') return { name, kind: 'D', width: 8, decimals: 0 };
  if (isNumber && longest <= DBASE_LIMITS.number)
    return { name, kind: 'N', width: Math.max(1, longest), decimals: fraction };
  return { name, kind: 'C', width: Math.min(Math.max(1, longest), DBASE_LIMITS.text), decimals: 0 };
}

/** Names of at most ten bytes of UTF-8, unique whatever their case. */
export function dbaseNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let short = cut(name, DBASE_LIMITS.name);
    for (let number = 1; used.has(short.toLowerCase()); number += 1) {
      const end = `_${number}`;
      short = cut(name, DBASE_LIMITS.name - end.length) + end;
    }
    used.add(short.toLowerCase());
    return short;
  });
}

/** The beginning of a text in so many bytes, without half a character. */
function cut(text: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

const recordLength = (fields: readonly DbaseField[]): number =>
  fields.reduce((sum, { width }) => sum + width, 1);

export function dbaseHead(fields: readonly DbaseField[], rows: number): Buffer {
  const head = Buffer.alloc(32 + 32 * fields.length + 1);
  head[0] = 3;
  // The date of the last change is asked for; the same version gives the same bytes.
  head.set([80, 1, 1], 1);
  head.writeUInt32LE(rows, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(recordLength(fields), 10);
  fields.forEach(({ name, kind, width, decimals }, index) => {
    const at = 32 + index * 32;
    head.write(name, at);
    head.write(kind, at + 11);
    head[at + 16] = width;
    head[at + 17] = decimals;
  });
  head[head.length - 1] = 0x0d;
  return head;
}

/** One row, its cells as texts: ISO 8601, plain decimals, `true` and `false`; missing ones are blank. */
export function dbaseRecord(fields: readonly DbaseField[], cells: readonly (string | null)[]): Buffer {
  const record = Buffer.alloc(recordLength(fields), ' ');
  let at = 1;
  fields.forEach((field, index) => {
    const cell = cells[index] ?? null;
    if (cell !== null) writeCell(record, at, field, cell);
    else if (field.kind === 'L') record.write('?', at);
    at += field.width;
  });
  return record;
}

function writeCell(record: Buffer, at: number, { kind, width }: DbaseField, cell: string): void {
  if (kind === 'L') record.write(cell === 'true' ? 'T' : 'F', at);
  else if (kind === 'D') record.write(cell.replaceAll('-', ''), at, width);
  else if (kind === 'N') record.write(cell.padStart(width), at, width);
  else record.write(cut(cell, width), at);
}
