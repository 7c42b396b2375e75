/** One record of an old workbook: its type and its content. */
export type BiffRecord = readonly [number, Buffer];

const u16 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16LE(value, i * 2));
  return bytes;
};

const record = ([type, content]: BiffRecord): Buffer => Buffer.concat([u16(type, content.length), content]);

export const label = (row: number, column: number, text: Buffer): BiffRecord => [
  0x0204,
  Buffer.concat([u16(row, column, 0, text.length), text]),
];

export function number(row: number, column: number, value: number, style = 0): BiffRecord {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return [0x0203, Buffer.concat([u16(row, column, style), bytes])];
}

/** A formula that says it has a text; the text itself would be a record of its own. */
export const formulaWithText = (row: number, column: number): BiffRecord => [
  0x0006,
  Buffer.concat([u16(row, column, 0), u16(0, 0, 0, 0xffff), u16(0, 0, 0, 0, 0)]),
];

export const formulaText = (text: Buffer): BiffRecord => [0x0207, Buffer.concat([u16(text.length), text])];

/** A row that is hidden, as its description says. */
export const hiddenRow = (row: number): BiffRecord => [0x0208, u16(row, 0, 9, 255, 0, 0, 0x20, 0)];

export const merged = (top: number, bottom: number, left: number, right: number): BiffRecord => [
  0x00e5,
  u16(1, top, bottom, left, right),
];

export interface BiffBook {
  codePage?: number;
  from1904?: boolean;
  /** Number formats of the styles, by their number. */
  styles?: readonly number[];
  /** Records of the workbook beside those that every one has. */
  globals?: readonly BiffRecord[];
  cells: readonly BiffRecord[];
}

/** The stream of a BIFF 5 workbook of one sheet, `表` in GBK. */
export function biff5({
  codePage = 936,
  from1904 = false,
  styles = [0],
  globals = [],
  cells,
}: BiffBook): Buffer {
  const begin = (kind: number): BiffRecord => [0x0809, u16(0x0500, kind, 0, 0)];
  const end: BiffRecord = [0x000a, Buffer.alloc(0)];
  const name = Buffer.from('b1ed', 'hex');
  const head: BiffRecord[] = [
    begin(5),
    [0x0042, u16(codePage)],
    [0x0022, u16(from1904 ? 1 : 0)],
    ...globals,
    ...styles.map((format): BiffRecord => [0x00e0, u16(0, format, 0, 0, 0, 0, 0, 0)]),
  ];
  const before = Buffer.concat(head.map(record));
  const place = before.length + 4 + 7 + name.length + 4;
  const sheet: BiffRecord = [0x0085, Buffer.concat([u16(place, 0, 0), Buffer.from([name.length]), name])];
  return Buffer.concat([before, ...[sheet, end, begin(0x10), ...cells, end].map(record)]);
}
