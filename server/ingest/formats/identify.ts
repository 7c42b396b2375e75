import { open } from 'node:fs/promises';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { archiveNames } from './archive.ts';

/** Everything that is told apart by its bytes; most kinds are a format of their own (`formats/index.ts`). */
export type FileKind =
  | 'text'
  | 'json'
  | 'geojson'
  | 'xml'
  | 'kml'
  | 'xlsx'
  | 'xlsb'
  | 'ods'
  | 'xls'
  | 'xml-spreadsheet'
  | 'html'
  | 'sylk'
  | 'dif'
  | 'parquet'
  | 'sqlite'
  | 'shapefile'
  | 'dbf'
  | 'gzip'
  | 'zip'
  | Foreign;

/** Kinds that hold no table; they are refused by name. */
type Foreign =
  | 'pdf'
  | 'numbers'
  | 'rar'
  | 'tar'
  | 'sevenZip'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | 'image'
  | 'rtf'
  | 'program'
  | 'ics'
  | 'docx'
  | 'pptx';

const HEAD = 4096;

/** How files that are not text begin. */
const MAGIC: readonly (readonly [string, FileKind])[] = [
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

/** Where a tar archive says what it is. */
const TAR_MARK = 257;
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** Old workbooks without a container: the first record opens a stream of BIFF 2, 3 or 4. */
const BARE_BIFF = ['\x09\x00\x04\x00', '\x09\x02\x06\x00', '\x09\x04\x06\x00'];
const DBF_VERSIONS = new Set([0x02, 0x03, 0x30, 0x31, 0x43, 0x83, 0x8b, 0xcb, 0xf5]);

/** What a ZIP is by the names of its parts. */
function archiveKind(names: readonly string[]): FileKind {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/)) return 'xlsb';
  if (has(/^word\//)) return 'docx';
  if (has(/^ppt\//)) return 'pptx';
  if (names.includes('mimetype') && has(/^content\.xml$/)) return 'ods';
  if (has(/^_rels\/\.rels$/) || has(/^xl\/workbook\.xml$/)) return 'xlsx';
  if (has(/(^|\/)Index(\.zip|\/[^/]*\.iwa)$/)) return 'numbers';
  return has(/^doc\.kml$/) ? 'kml' : 'zip';
}

/** The header of a dBASE table: version, a date that can be, a header that ends on a field. */
function looksLikeDbf(head: Buffer): boolean {
  if (head.length < 33 || !DBF_VERSIONS.has(head[0] ?? 0)) return false;
  const [month = 0, day = 0] = [head[2], head[3]];
  const headerBytes = head.readUInt16LE(8);
  return month <= 12 && day <= 31 && headerBytes >= 33 && head.readUInt16LE(10) > 0;
}

/** What only GeoJSON says of itself; whether it truly is, is seen when it is read. */
const GEOJSON =
  /"type"\s*:\s*"(featurecollection|feature|(multi)?(point|linestring|polygon)|geometrycollection)"/;

/** What follows the prolog of markup: its declaration, comments and document type. */
const rootOf = (text: string): string =>
  text.replace(/^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!doctype[^<>[]*(?:\[[^\]]*\])?\s*>)+/, '');

/** Markup, JSON and calendars, judged by their first characters; anything else is delimited text. */
function textKind(head: string): FileKind {
  const text = head
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff|\ufeff)+/, '')
    .replaceAll('\0', '')
    .replaceAll('\x1e', '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<body|<meta|<style|<div)/.test(text)) return 'html';
  if (text.startsWith('<?xml') || /^<!doctype |^<!--|^<[a-z_\x80-\xff][^\s<>/"'=,;]*[\s/>]/.test(text)) {
    if (rootOf(text).startsWith('<html')) return 'html';
    if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml-spreadsheet';
    return /<kml[\s>]/.test(text) ? 'kml' : 'xml';
  }
  if (/^(\{\s*'|[[{]\s*(["{[\]}]|-?\d|true|false|null|nan|-?infinity))/.test(text))
    return GEOJSON.test(text) ? 'geojson' : 'json';
  if (/^id;p[^\r\n]*[\r\n]+(b|c|f|p|o|nn|ne);/.test(text)) return 'sylk';
  if (/^table\s*[\r\n]+0,1[\r\n]/.test(text)) return 'dif';
  return text.startsWith('begin:vcalendar') ? 'ics' : 'text';
}

/**
 * Says what a file is by its bytes, whatever it is called. Throws `unreadable-file` for an empty one, `too-large` for
 * one over the limit.
 */
export async function identify(path: string): Promise<FileKind> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) refuse('unreadable-file', 'empty-file');
    if (size > READING_LIMITS.fileBytes)
      refuse('too-large', 'file-bytes', { limit: READING_LIMITS.fileBytes, size });
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const text = head.toString('latin1');
    if (ZIP.some((magic) => text.startsWith(magic))) return archiveKind(await archiveNames(path));
    if ([OLE, ...BARE_BIFF].some((magic) => text.startsWith(magic))) return 'xls';
    if (text.startsWith('ustar', TAR_MARK)) return 'tar';
    const known = MAGIC.find(([magic]) => text.startsWith(magic));
    return known?.[1] ?? (looksLikeDbf(head) ? 'dbf' : textKind(text));
  } finally {
    await file.close();
  }
}
