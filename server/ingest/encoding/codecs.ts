import iconv from 'iconv-lite';

/** Turns bytes into text piece by piece. */
export interface Decoding {
  write(bytes: Buffer): string;
  end(): string;
}

/**
 * The runtime's decoders of these are not those of the WHATWG standard: euc-kr lacks 6,475 syllables, big5 the 5,091
 * characters of Hong Kong, and shift_jis exchanges three control characters.
 */
const BY_LIBRARY: Readonly<Record<string, 'cp949' | 'big5hkscs' | 'cp932'>> = {
  'euc-kr': 'cp949',
  big5: 'big5hkscs',
  shift_jis: 'cp932',
};

/** Encodings that are recognised by name only, because nothing here turns them into text. */
const UNDECODABLE = ['euc-tw', 'iso-2022-kr', 'iso-2022-cn'];
export const isUndecodable = (label: string): boolean => UNDECODABLE.includes(label);

const undecodable = (): never => {
  throw new TypeError('The bytes are not of the encoding');
};

/** The library's tables hold no U+FFFD, so one that comes out stands for bytes without a character. */
function byLibrary(label: 'cp949' | 'big5hkscs' | 'cp932', strict: boolean): Decoding {
  const decoder = iconv.getDecoder(label);
  const checked = (text: string): string => (strict && text.includes('\ufffd') ? undecodable() : text);
  return { write: (bytes) => checked(decoder.write(bytes)), end: () => checked(decoder.end() ?? '') };
}

function byRuntime(label: string, strict: boolean): Decoding {
  const decoder = new TextDecoder(label, { ignoreBOM: true, fatal: strict });
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

const UNIT = 4;
const isCharacter = (code: number): boolean => code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);

function utf32(littleEndian: boolean, strict: boolean): Decoding {
  let rest: Buffer = Buffer.alloc(0);
  const missing = (): string => (strict ? undecodable() : '\ufffd');
  const write = (chunk: Buffer): string => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let text = '';
    let at = 0;
    for (; at + UNIT <= bytes.length; at += UNIT) {
      const code = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
      text += isCharacter(code) ? String.fromCodePoint(code) : missing();
    }
    rest = Buffer.from(bytes.subarray(at));
    return text;
  };
  return { write, end: () => (rest.length > 0 ? missing() : '') };
}

/**
 * A decoder for a WHATWG label or utf-32le, utf-32be. Undecodable bytes become U+FFFD; a strict one throws TypeError at
 * them. Throws RangeError for a label that nothing decodes.
 */
export function decodingOf(label: string, strict = false): Decoding {
  if (label.startsWith('utf-32')) return utf32(label === 'utf-32le', strict);
  const library = BY_LIBRARY[label];
  return library ? byLibrary(library, strict) : byRuntime(label, strict);
}

/** Decodes bytes that end on a whole character. */
export function decodeAll(label: string, bytes: Buffer): string {
  const decoding = decodingOf(label);
  return decoding.write(bytes) + decoding.end();
}

/** The WHATWG name of a declared or chosen label; null for one that does not exist. */
export function canonicalLabel(label: string): string | null {
  const plain = label.trim().toLowerCase();
  if (plain === 'utf-32le' || plain === 'utf-32be') return plain;
  if (isUndecodable(plain.replace(/^x-/, ''))) return plain.replace(/^x-/, '');
  try {
    const { encoding } = new TextDecoder(plain);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return null;
  }
}

const rows = (leads: readonly [number, number], trails: readonly (readonly [number, number])[]): Buffer => {
  const bytes: number[] = [];
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (const [from, to] of trails) for (let trail = from; trail <= to; trail++) bytes.push(lead, trail);
  return Buffer.from(bytes);
};

const EUC_TRAILS = [[0xa1, 0xfe]] as const;
const BIG5_TRAILS = [
  [0x40, 0x7e],
  [0xa1, 0xfe],
] as const;

/** Every character that an encoding keeps between two lead bytes. */
export function charactersIn(
  label: 'gb18030' | 'big5' | 'euc-jp' | 'euc-kr',
  from: number,
  to: number,
): string {
  return decodeAll(label, rows([from, to], label === 'big5' ? BIG5_TRAILS : EUC_TRAILS)).replaceAll(
    '\ufffd',
    '',
  );
}

/**
 * EUC-TW as Big5, good enough to judge and show it: CNS 11643 keeps Big5's two levels nearly in Big5's order on its
 * planes 1 and 2. What has no counterpart becomes 0xFF, which Big5 does not have.
 */
export function eucTwAsBig5(bytes: Buffer): Buffer {
  const out: number[] = [];
  const put = (from: number, lead: number, trail: number, first: number): void => {
    const place = (lead - first) * 94 + trail - 0xa1;
    const column = place % 157;
    out.push(from + Math.floor(place / 157), column < 63 ? 0x40 + column : 0x62 + column);
  };
  for (let at = 0; at < bytes.length; at++) {
    const [byte = 0, next = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
    if (byte < 0x80) out.push(byte);
    else if (byte === 0x8e && next === 0xa2 && third >= 0xa1 && fourth >= 0xa1) {
      put(0xc9, third, fourth, 0xa1);
      at += 3;
    } else if (next >= 0xa1 && ((byte >= 0xa1 && byte <= 0xa3) || byte >= 0xc4)) {
      put(byte >= 0xc4 ? 0xa4 : 0xa1, byte, next, byte >= 0xc4 ? 0xc4 : 0xa1);
      at++;
    } else out.push(0xff);
  }
  return Buffer.from(out);
}
