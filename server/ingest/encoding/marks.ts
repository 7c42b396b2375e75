/** An encoding that the bytes themselves name or show, with the byte-order marks to leave out. */
export interface Marked {
  label: string;
  /** Bytes of marks at the beginning. */
  skip: number;
  marks: number;
}

const BYTE_ORDER: readonly (readonly [hex: string, label: string])[] = [
  ['fffe0000', 'utf-32le'],
  ['0000feff', 'utf-32be'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['efbbbf', 'utf-8'],
];

/** The encoding that a byte-order mark names; a mark may be there more than once. */
export function byMark(head: Buffer): Marked | null {
  const hex = head.subarray(0, 64).toString('hex');
  const found = BYTE_ORDER.find(([mark]) => hex.startsWith(mark));
  if (!found) return null;
  const [mark, label] = found;
  let marks = 1;
  while (hex.startsWith(mark, marks * mark.length)) marks++;
  return { label, skip: (marks * mark.length) / 2, marks };
}

const isOrdinary = (code: number): boolean =>
  (code >= 9 && code < 127) ||
  (code >= 0x3000 && code < 0xa000) ||
  (code >= 0xac00 && code < 0xe000) ||
  (code >= 0xff00 && code < 0xfff0);

/** Share of a buffer's units that are ordinary: ASCII text, CJK, their punctuation. */
function ordinaryShare(units: number, codeAt: (unit: number) => number): number {
  let ordinary = 0;
  for (let unit = 0; unit < units; unit++) if (isOrdinary(codeAt(unit))) ordinary++;
  return units === 0 ? 0 : ordinary / units;
}

/** UTF-32 without a mark: units of four bytes, all of them characters. */
function unmarkedUtf32(head: Buffer): string | null {
  const units = Math.floor(head.length / 4);
  const share = (codeAt: (unit: number) => number): number =>
    ordinaryShare(units, (unit) => (codeAt(unit) > 0xffff ? 0xd800 : codeAt(unit)));
  const exists = (codeAt: (unit: number) => number): boolean => {
    for (let unit = 0; unit < units; unit++) if (codeAt(unit) > 0x10ffff) return false;
    return share(codeAt) > 0.8;
  };
  if (exists((unit) => head.readUInt32LE(unit * 4))) return 'utf-32le';
  return exists((unit) => head.readUInt32BE(unit * 4)) ? 'utf-32be' : null;
}

/** Bytes 0 at even and at odd places. */
function zeros(head: Buffer): { even: number; odd: number } {
  const seen = { even: 0, odd: 0 };
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) seen[at % 2 === 0 ? 'even' : 'odd']++;
  return seen;
}

/** UTF-16 and UTF-32 without a mark: line ends and delimiters carry bytes 0 on one side only. */
export function byZeros(head: Buffer): Marked | null {
  if (!head.includes(0)) return null;
  const wide = unmarkedUtf32(head);
  if (wide !== null) return { label: wide, skip: 0, marks: 0 };
  const { even, odd } = zeros(head);
  if (Math.min(even, odd) > Math.max(even, odd) * 0.05) return null;
  const littleEndian = odd > even;
  const share = ordinaryShare(Math.floor(head.length / 2), (unit) =>
    littleEndian ? head.readUInt16LE(unit * 2) : head.readUInt16BE(unit * 2),
  );
  return share > 0.9 ? { label: littleEndian ? 'utf-16le' : 'utf-16be', skip: 0, marks: 0 } : null;
}

const DECLARATIONS = [
  /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{2,40})["']/i,
  /<meta[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})/i,
  /^\s*@charset\s+"([\w.:-]{2,40})"/i,
];

/** The encoding that an XML prolog or an HTML head declares; null when there is none. */
export function declaredIn(head: Buffer): string | null {
  const text = head.subarray(0, 4096).toString('latin1');
  for (const pattern of DECLARATIONS) {
    const [, label] = pattern.exec(text) ?? [];
    if (label !== undefined) return label;
  }
  return null;
}
