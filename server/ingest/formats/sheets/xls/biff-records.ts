/** Types of the records that are read. Where several stand for one thing, they are those of BIFF 2, 3, 4 and 5 to 8. */
export const RECORD = {
  bof: [0x0009, 0x0209, 0x0409, 0x0809],
  eof: [0x000a],
  codePage: [0x0042],
  dateMode: [0x0022],
  filePass: [0x002f],
  boundSheet: [0x0085],
  format: [0x001e, 0x041e],
  style: [0x0043, 0x0243, 0x0443, 0x00e0],
  sharedTexts: [0x00fc],
  continued: [0x003c],
  row: [0x0008, 0x0208],
  columnInfo: [0x007d],
  merged: [0x00e5],
  integer: [0x0002],
  number: [0x0003, 0x0203],
  label: [0x0004, 0x0204, 0x00d6],
  boolOrError: [0x0005, 0x0205],
  formula: [0x0006, 0x0206, 0x0406],
  formulaText: [0x0007, 0x0207],
  rk: [0x027e],
  manyRk: [0x00bd],
  sharedLabel: [0x00fd],
} as const;

export type RecordKind = keyof typeof RECORD;

const KINDS = new Map<number, RecordKind>();
for (const [kind, types] of Object.entries(RECORD))
  // The keys of the table above are exactly the kinds.
  for (const type of types) KINDS.set(type, kind as RecordKind);

/** Where a record's content lies in the stream. */
export interface Biff {
  kind: RecordKind | undefined;
  type: number;
  /** Of its content. */
  start: number;
  end: number;
}

/** The record at an offset; undefined where the stream ends, or ends within the record. */
export function recordAt(stream: Buffer, at: number): Biff | undefined {
  if (at < 0 || at + 4 > stream.length) return undefined;
  const type = stream.readUInt16LE(at);
  const start = at + 4;
  const end = start + stream.readUInt16LE(at + 2);
  return end > stream.length ? undefined : { kind: KINDS.get(type), type, start, end };
}

/** Steps over records from an offset. Each takes four bytes at least, so every walk ends. */
export function* recordsFrom(stream: Buffer, from: number): Generator<Biff> {
  for (let record = recordAt(stream, from); record; record = recordAt(stream, record.end)) yield record;
}
