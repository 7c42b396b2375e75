import { open, type FileHandle } from 'node:fs/promises';
import { READING_LIMITS } from '../../rules/reading/limits.ts';
import { refuse } from '../../rules/reading/refusal.ts';

export type FileKind = 'text' | 'zip';

const ascii = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Beginnings of files that are no tables, or that are not read yet: the name by which they are refused. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['PAR1', 'parquet'],
  ['SQLite format 3\0', 'sqlite'],
  ['%PDF', 'pdf'],
  ['\x1f\x8b', 'gzip'],
  ['Rar!', 'rar'],
  ['7z\xbc\xaf\x27\x1c', 'sevenZip'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['\x00\x00\x27\x0a', 'shapefile'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['{\\rtf', 'rtf'],
  ['\x7fELF', 'program'],
  ['MZ\x90', 'program'],
];

const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const utf16 = (text: string): string => Buffer.from(text, 'utf16le').toString('latin1');

async function readAt(file: FileHandle, length: number, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** An OLE container is an old workbook, or a new one locked with a password. */
async function refuseOle(file: FileHandle, size: number): Promise<never> {
  const step = 1024 * 1024;
  const marks = [utf16('EncryptedPackage'), utf16('EncryptionInfo')];
  for (let at = 0; at < Math.min(size, 64 * step); at += step) {
    const part = ascii(await readAt(file, step + 64, at));
    if (marks.some((mark) => part.includes(mark))) refuse('unreadable-file', 'encrypted-workbook');
  }
  return refuse('unsupported-format', 'format', { format: 'xls' });
}

/** Markup and JSON that are named like tables: judged by their first characters. */
function refuseMarkup(head: string): void {
  const text = head
    .replace(/^(\xef\xbb\xbf|\ufeff)+/, '')
    .replaceAll('\0', '')
    .trimStart()
    .slice(0, 2000)
    .toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<body|<meta|<style|<div)/.test(text))
    refuse('unsupported-format', 'html-table');
  if (text.startsWith('<?xml') || /^<[a-z][\w:.-]*[\s/>]/.test(text)) {
    if (text.includes('<html')) refuse('unsupported-format', 'html-table');
    refuse('unsupported-format', 'format', {
      format: text.includes('urn:schemas-microsoft-com:office:spreadsheet') ? 'xmlSpreadsheet' : 'xml',
    });
  }
  if (/^[[{]\s*(["{[\]}]|-?\d|true|false|null)/.test(text))
    refuse('unsupported-format', 'format', { format: 'json' });
  if (text.startsWith('begin:vcalendar')) refuse('unsupported-format', 'format', { format: 'ics' });
}

/**
 * Says whether the bytes are text or a ZIP (workbook), whatever the file is called. Throws the refusal of everything
 * else: `unsupported-format` by name, `unreadable-file` for empty and locked files, `too-large` over the limit.
 */
export async function fileKind(path: string): Promise<FileKind> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) refuse('unreadable-file', 'empty-file');
    if (size > READING_LIMITS.fileBytes)
      refuse('too-large', 'file-bytes', { limit: READING_LIMITS.fileBytes, size });
    const head = await readAt(file, 4096, 0);
    const text = ascii(head);
    if (ZIP.some((magic) => text.startsWith(magic))) return 'zip';
    if (text.startsWith(OLE)) return await refuseOle(file, size);
    const known = MAGIC.find(([magic]) => text.startsWith(magic));
    if (known) refuse('unsupported-format', 'format', { format: known[1] });
    refuseMarkup(text);
    return 'text';
  } finally {
    await file.close();
  }
}
