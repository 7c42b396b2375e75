import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import { recordAt, type Biff } from './biff-records.ts';

/** Reads the content of a record and of those that continue it as one. */
class Continued {
  private readonly stream: Buffer;
  private at: number;
  private end: number;

  constructor(stream: Buffer, { start, end }: Biff) {
    this.stream = stream;
    this.at = start;
    this.end = end;
  }

  /** Whether a byte is left, here or in the record that continues this one. */
  get more(): boolean {
    return this.at < this.end || this.follow();
  }

  u8(): number {
    return this.more ? this.stream.readUInt8(this.at++) : cut();
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return this.u16() + this.u16() * 0x10000;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      if (!this.more) cut();
      const step = Math.min(left, this.end - this.at);
      this.at += step;
      left -= step;
    }
  }

  /** Characters of one byte or two; a record that continues them says anew which. */
  characters(count: number, wide: boolean): string {
    let text = '';
    let isWide = wide;
    for (let left = count; left > 0;) {
      if (this.at >= this.end) {
        if (!this.follow()) cut();
        isWide = (this.u8() & 1) === 1;
      }
      const size = isWide ? 2 : 1;
      const taken = Math.min(left, Math.floor((this.end - this.at) / size));
      if (taken === 0 && this.at < this.end) cut();
      const to = this.at + taken * size;
      text += this.stream.toString(isWide ? 'utf16le' : 'latin1', this.at, to);
      this.at = to;
      left -= taken;
    }
    return text;
  }

  private follow(): boolean {
    for (;;) {
      const next = recordAt(this.stream, this.end);
      if (next?.kind !== 'continued') return false;
      this.at = next.start;
      this.end = next.end;
      if (next.start < next.end) return true;
    }
  }
}

const cut = (): never => refuse('unreadable-file', 'damaged-workbook', { part: 'texts' });

/** A text of BIFF 8: its length, how wide its characters are, and what is beside them (fonts, phonetics). */
function unicodeText(from: Continued, length: number): string {
  const flags = from.u8();
  const runs = flags & 8 ? from.u16() : 0;
  const extra = flags & 4 ? from.u32() : 0;
  const text = from.characters(length, (flags & 1) === 1);
  from.skip(runs * 4 + extra);
  return text;
}

/** The texts that the cells of a BIFF 8 workbook share. Throws `too-large` when they are more than memory should hold. */
export function sharedTexts(stream: Buffer, record: Biff): string[] {
  const from = new Continued(stream, record);
  from.skip(4);
  const count = from.u32();
  const texts: string[] = [];
  let size = 0;
  while (texts.length < count && from.more) {
    const text = unicodeText(from, from.u16());
    size += text.length;
    if (size > READING_LIMITS.sharedCharacters)
      refuse('too-large', 'shared-texts', { limit: READING_LIMITS.sharedCharacters });
    texts.push(text);
  }
  return texts;
}

/** Code pages by number where the WHATWG has no label of the same name. */
const LABELS: Record<number, string> = {
  367: 'windows-1252',
  437: 'windows-1252',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10001: 'shift_jis',
  10002: 'big5',
  10003: 'euc-kr',
  10008: 'gb18030',
  32768: 'macintosh',
  32769: 'windows-1252',
  65001: 'utf-8',
};

/** The WHATWG label of a code page; western where it is none that can be decoded. */
export function codePageLabel(codePage: number): string {
  const label = LABELS[codePage] ?? `windows-${codePage}`;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'windows-1252';
  }
}

/** Reads one text of a record: `at` points to its length, of one byte or two. */
export type ReadText = (record: Biff, at: number, lengthBytes: 1 | 2) => string;

/** How texts are written: BIFF 8 in Unicode, older ones as bytes of a code page. */
export function textReader(stream: Buffer, version: number, encoding: string): ReadText {
  if (version === 8)
    return (record, at, lengthBytes) => {
      const from = new Continued(stream, { ...record, start: at });
      return unicodeText(from, lengthBytes === 1 ? from.u8() : from.u16());
    };
  const decoder = new TextDecoder(encoding);
  return ({ end }, at, lengthBytes) => {
    if (at + lengthBytes > end) return '';
    const start = at + lengthBytes;
    const length = lengthBytes === 1 ? stream.readUInt8(at) : stream.readUInt16LE(at);
    return decoder.decode(stream.subarray(start, Math.min(end, start + length)));
  };
}
