import { refuse } from '../../../../rules/reading/refusal.ts';
import { canonicalLabel, decodeAll } from '../../encoding/codecs.ts';
import { rankEncodings } from '../../encoding/rank.ts';

/** How the bytes of text cells become characters. */
export interface DbfText {
  label: string;
  /** The text of a cell without the blanks that fill it up. */
  decode(bytes: Buffer): string;
  /** Characters that the bytes did not have, so far. */
  lost(): number;
}

/** Encodings by the byte that dBASE and FoxPro leave in the header; those that programs write without thinking are left out. */
const DRIVERS: Readonly<Record<number, string>> = {
  0x01: 'ibm437',
  0x4d: 'gb18030',
  0x4e: 'euc-kr',
  0x4f: 'big5',
  0x13: 'shift_jis',
  0x7b: 'shift_jis',
  0x78: 'big5',
  0x79: 'euc-kr',
  0x7a: 'gb18030',
  0x7c: 'windows-874',
  0xc8: 'windows-1250',
  0xc9: 'windows-1251',
  0xca: 'windows-1254',
  0xcb: 'windows-1253',
};

const CODE_PAGES: Readonly<Record<string, string>> = {
  936: 'gb18030',
  54936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  65001: 'utf-8',
};

/** The encoding that a `.cpg` file names: `UTF-8`, `936`, `ANSI 1252`, `GBK`. Null for one that is not known. */
export function encodingOfCodePage(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const digits = /^(?:ansi|oem|cp|windows)?[\s_-]*(\d{3,5})$/.exec(plain)?.[1];
  if (digits !== undefined) return CODE_PAGES[digits] ?? canonicalLabel(`windows-${digits}`);
  return canonicalLabel(plain);
}

const SAMPLE = 256 * 1024;
const isAscii = (bytes: Buffer): boolean => {
  for (const byte of bytes) if (byte > 127) return false;
  return true;
};

/** Cells with more than ASCII, one a line, up to the size of a sample. */
function sampleOf(cells: Iterable<Buffer>): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  for (const cell of cells) {
    if (isAscii(cell)) continue;
    const text = Buffer.from(cell.subarray(0, endOf(cell)));
    parts.push(text, Buffer.from('\n'));
    size += text.length + 1;
    if (size > SAMPLE) break;
  }
  return Buffer.concat(parts);
}

/** Where a cell ends before the blanks and NUL bytes that fill it up. */
function endOf(bytes: Buffer): number {
  const nul = bytes.indexOf(0);
  let end = nul < 0 ? bytes.length : nul;
  while (end > 0 && bytes[end - 1] === 32) end--;
  return end;
}

interface Statements {
  declared: string | null;
  driver: number;
  chosen: string | undefined;
}

/** Share of lines that may hold a character cut off at the end of its cell without making a statement a lie. */
const CUT_SHARE = 0.02;

/** Whether the bytes are what was stated, apart from characters cut off where a cell ended. */
function agrees(label: string, sample: Buffer): boolean {
  const text = decodeAll(label, sample);
  const broken = text.split('\ufffd').length - 1;
  return broken <= text.split('\n').length * CUT_SHARE;
}

function labelOf(cells: Iterable<Buffer>, { declared, driver, chosen }: Statements): string {
  if (chosen !== undefined)
    return canonicalLabel(chosen) ?? refuse('invalid-input', 'unknown-encoding', { encoding: chosen });
  const stated = declared ?? canonicalLabel(DRIVERS[driver] ?? '');
  const sample = sampleOf(cells);
  if (sample.length === 0) return stated ?? 'utf-8';
  if (stated !== null && agrees(stated, sample)) return stated;
  return rankEncodings(sample, stated)[0]?.label ?? 'utf-8';
}

/** Finds the encoding of a table from what is stated, where its bytes agree, else from the bytes. */
export function dbfText(cells: () => Iterable<Buffer>, statements: Statements): DbfText {
  const label = labelOf(cells(), statements);
  let lost = 0;
  const decode = (bytes: Buffer): string => {
    const own = bytes.subarray(0, endOf(bytes));
    if (isAscii(own)) return own.toString('latin1');
    const text = decodeAll(label, own);
    if (text.includes('\ufffd')) lost += text.split('\ufffd').length - 1;
    return text;
  };
  return { label, decode, lost: () => lost };
}
