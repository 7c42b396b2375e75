import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { refuse } from '../../rules/reading/refusal.ts';

/** How the bytes of a text become characters. */
export interface TextEncoding {
  /** WHATWG label, or utf-32le, utf-32be. */
  label: string;
  /** Bytes of byte-order marks to leave out at the beginning. */
  skip: number;
  /** Undecodable bytes become U+FFFD: only where a person chose the encoding. */
  lenient: boolean;
  /** The mark is there more than once. */
  marks: number;
}

const CHUNK = 1024 * 1024;
const SAMPLE = 256 * 1024;

async function* chunksOf(file: FileHandle, from: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = from; ;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Bytes at the end of a UTF-8 buffer that begin a character without finishing it. */
function unfinishedUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** UTF-8 already known to be valid, or lenient; cut so that no character is split. */
async function* utf8Texts(file: FileHandle, skip: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file, skip)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = bytes.length - unfinishedUtf8(bytes);
    yield bytes.toString('utf8', 0, cut);
    rest = Buffer.from(bytes.subarray(cut));
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

async function* utf32Texts(file: FileHandle, { label, skip }: TextEncoding): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file, skip)) {
    const bytes = Buffer.concat([rest, chunk]);
    let text = '';
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      const code = label === 'utf-32le' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
      text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    }
    rest = Buffer.from(bytes.subarray(at));
    yield text;
  }
}

/** Streams the decoded text of a file. Throws TypeError at bytes that the encoding does not have, unless lenient. */
export async function* decodedTexts(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    if (encoding.label === 'utf-8') yield* utf8Texts(file, encoding.skip);
    else if (encoding.label.startsWith('utf-32')) yield* utf32Texts(file, encoding);
    else {
      const decoder = new TextDecoder(encoding.label, { fatal: !encoding.lenient, ignoreBOM: true });
      for await (const chunk of chunksOf(file, encoding.skip)) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    }
  } finally {
    await file.close();
  }
}

const exact = (label: string, skip = 0, marks = 0): TextEncoding => ({ label, skip, lenient: false, marks });

function byMark(head: Buffer): TextEncoding | null {
  const hex = head.subarray(0, 4).toString('hex');
  if (hex.startsWith('efbbbf')) {
    let marks = 1;
    while (head.subarray(marks * 3, marks * 3 + 3).toString('hex') === 'efbbbf') marks++;
    return exact('utf-8', marks * 3, marks);
  }
  if (hex === 'fffe0000') return exact('utf-32le', 4, 1);
  if (hex === '0000feff') return exact('utf-32be', 4, 1);
  if (hex.startsWith('fffe')) return exact('utf-16le', 2, 1);
  if (hex.startsWith('feff')) return exact('utf-16be', 2, 1);
  return null;
}

/** Share of 16-bit units that are ordinary: ASCII text, CJK, their punctuation. */
function utf16Sense(head: Buffer, littleEndian: boolean): number {
  const units = Math.floor(head.length / 2);
  let sensible = 0;
  for (let i = 0; i < units; i++) {
    const code = littleEndian ? head.readUInt16LE(i * 2) : head.readUInt16BE(i * 2);
    if (
      (code >= 9 && code < 127) ||
      (code >= 0x3000 && code < 0x9fff) ||
      (code >= 0xd800 && code < 0xe000) ||
      code >= 0xff00
    )
      sensible++;
  }
  return units === 0 ? 0 : sensible / units;
}

/** UTF-16 without a mark: its line ends and delimiters carry NUL bytes on one side only. */
function unmarkedUtf16(head: Buffer, size: number): TextEncoding | null {
  if (size % 2 !== 0 || !head.includes(0)) return null;
  let even = 0;
  let odd = 0;
  head.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even++;
    else odd++;
  });
  const littleEndian = odd > even;
  if (Math.min(even, odd) > Math.max(even, odd) * 0.05) return null;
  return utf16Sense(head, littleEndian) > 0.9 ? exact(littleEndian ? 'utf-16le' : 'utf-16be') : null;
}

async function isAllUtf8(file: FileHandle): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file, 0)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = bytes.length - unfinishedUtf8(bytes);
    if (!isUtf8(bytes.subarray(0, cut))) return false;
    rest = Buffer.from(bytes.subarray(cut));
  }
  return rest.length === 0;
}

async function decodes(path: string, label: string): Promise<boolean> {
  try {
    const texts = decodedTexts(path, exact(label));
    for await (const text of texts) void text;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * How usual the characters are if the bytes are GB18030, and if they are Big5: the share of two-byte characters in
 * each standard's first level, where the everyday characters lie.
 */
function everydayShares(head: Buffer): { gb18030: number; big5: number } {
  const share = (
    first: number,
    last: number,
    trail: (byte: number) => boolean,
    wide: (byte: number) => boolean,
  ): number => {
    let all = 0;
    let usual = 0;
    for (let i = 0; i < head.length - 1; i++) {
      const lead = head[i] ?? 0;
      if (lead < 0x81) continue;
      const next = head[++i] ?? 0;
      if (!wide(next)) continue;
      all++;
      if (lead >= first && lead <= last && trail(next)) usual++;
    }
    return all === 0 ? 0 : usual / all;
  };
  return {
    gb18030: share(
      0xb0,
      0xd7,
      (byte) => byte >= 0xa1,
      (byte) => byte >= 0x40,
    ),
    big5: share(
      0xa4,
      0xc6,
      () => true,
      (byte) => byte >= 0x40,
    ),
  };
}

const CJK_UTF8 = /(?:[\xe4-\xe9][\x80-\xbf]{2}){2,}/;

/** The first line that is not UTF-8 although other lines hold Chinese characters in UTF-8; 0 when there is none. */
function mixedLine(head: Buffer): number {
  let utf8 = 0;
  let broken = 0;
  let line = 1;
  for (let from = 0; from < head.length; line++) {
    const found = head.indexOf(10, from);
    const to = found < 0 ? head.length : found;
    const bytes = head.subarray(from, to);
    if (!isUtf8(bytes)) {
      if (broken === 0 && found >= 0) broken = line;
    } else if (CJK_UTF8.test(bytes.toString('latin1'))) utf8++;
    from = to + 1;
  }
  return utf8 > 0 ? broken : 0;
}

/** Western 8-bit text: single high bytes between ASCII letters, never pairs. */
function looksWestern(head: Buffer): boolean {
  const text = head.toString('latin1');
  const high = text.match(/[\x80-\xff]/g)?.length ?? 0;
  const alone = text.match(/(?<![\x80-\xff])[\xa0-\xff](?![\x80-\xff])/g)?.length ?? 0;
  return high > 0 && alone / high > 0.8;
}

/** Control characters that no text of one byte a letter holds. */
function looksBinary(head: Buffer): boolean {
  let odd = 0;
  for (const byte of head) if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27 && byte !== 1) odd++;
  return odd > Math.max(2, head.length * 0.02);
}

async function unmarked(path: string, file: FileHandle, head: Buffer): Promise<TextEncoding> {
  if (looksBinary(head)) refuse('unsupported-format', 'binary');
  if (await isAllUtf8(file)) return exact('utf-8');
  const mixed = mixedLine(head);
  if (mixed > 0) refuse('unreadable-file', 'mixed-encodings', { row: mixed });
  const western = looksWestern(head);
  const shares = everydayShares(head);
  const chinese = shares.big5 > shares.gb18030 ? ['big5', 'gb18030'] : ['gb18030', 'big5'];
  for (const label of western ? [] : chinese) if (await decodes(path, label)) return exact(label);
  if (western) return exact('windows-1252');
  return refuse('unreadable-file', 'undecodable-bytes', {
    encoding: chinese[0] ?? '',
    row: await firstBadLine(path, chinese[0] ?? ''),
  });
}

async function firstBadLine(path: string, label: string): Promise<number> {
  let line = 1;
  for await (const text of decodedTexts(path, { ...exact(label), lenient: true })) {
    const bad = text.indexOf('\ufffd');
    const part = bad < 0 ? text : text.slice(0, bad);
    line += part.split('\n').length - 1;
    if (bad >= 0) return line;
  }
  return line;
}

function chosen(label: string, marked: TextEncoding | null): TextEncoding {
  if (marked?.label === label) return { ...marked, lenient: true };
  try {
    if (!label.startsWith('utf-32')) return { ...exact(new TextDecoder(label).encoding), lenient: true };
    return { ...exact(label), lenient: true };
  } catch {
    return refuse('invalid-input', 'unknown-encoding', { encoding: label });
  }
}

/**
 * Finds the encoding of a text file from all of its bytes: marks, then UTF-8, then UTF-16 without a mark, GB18030 and
 * Big5 by how usual the characters are. Throws `unreadable-file` with the row when none reads every byte.
 */
export async function detectEncoding(path: string, choice?: string): Promise<TextEncoding> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    const head = buffer.subarray(0, bytesRead);
    const marked = byMark(head);
    if (choice !== undefined) return chosen(choice, marked);
    if (marked)
      return marked.label === 'utf-8' && !(await isAllUtf8(file)) ? await unmarked(path, file, head) : marked;
    return unmarkedUtf16(head, size) ?? (await unmarked(path, file, head));
  } finally {
    await file.close();
  }
}
