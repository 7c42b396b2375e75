import iconv from 'iconv-lite';
import { decodeAll } from './codecs.ts';
import { anySurprise } from './rank.ts';
import type { Piece } from './survey.ts';

/** UTF-8 that was once opened in another encoding and saved again. */
export interface Mojibake {
  /** Offset of the piece in which it was seen first. */
  at: number;
  /** What it was opened as. */
  as: string;
  /** As it is now, and as far as it can be undone, as it was. */
  seen: string;
  meant: string;
}

const WRONGLY_OPENED = ['gb18030', 'windows-1252'] as const;
/** Stretches that hold nothing but characters beyond ASCII: what was lost is U+FFFD and breaks them. */
const STRETCHES = /[^\0-\x7f\ufffd]{2,}/g;
/** What Chinese in UTF-8 reads like; two bytes of GBK often pass for two of UTF-8. */
const CHINESE = /^[\u2000-\u9fff\uff00-\uffef]+$/;
const SHOWN = 40;

/** Every byte by the character that the WHATWG reading of windows-1252 makes of it. */
const WESTERN = new Map(
  Array.from({ length: 256 }, (_, byte) => [decodeAll('windows-1252', Buffer.of(byte)), byte]),
);

/** The bytes that were opened as `as`; null when they could not become this text. */
function bytesBehind(stretch: string, as: (typeof WRONGLY_OPENED)[number]): Buffer | null {
  if (as === 'gb18030') {
    const bytes = iconv.encode(stretch, as);
    return iconv.decode(bytes, as) === stretch ? bytes : null;
  }
  const bytes = Array.from(stretch, (character) => WESTERN.get(character) ?? -1);
  return bytes.includes(-1) ? null : Buffer.from(bytes);
}

function undone(stretch: string, as: (typeof WRONGLY_OPENED)[number]): string | null {
  const text = bytesBehind(stretch, as)?.toString('utf8') ?? '';
  // What the wrong opening lost was at the stretch's ends.
  const whole = text.replace(/^\ufffd{1,3}|\ufffd{1,3}$/g, '');
  if (whole === '' || whole.includes('\ufffd')) return null;
  return as === 'gb18030' && !CHINESE.test(whole) ? null : whole;
}

/** Of a text, how much less surprising it is undone: the text undone, or null when it is no mojibake. */
function better(text: string, as: (typeof WRONGLY_OPENED)[number]): string | null {
  const found = { seen: '', meant: '', characters: 0 };
  for (const [stretch] of text.matchAll(STRETCHES)) {
    found.characters += stretch.length;
    const meant = undone(stretch, as);
    if (meant === null) continue;
    found.seen += stretch;
    found.meant += meant;
  }
  if (found.meant.length < 2 || found.seen.length * 2 < found.characters) return null;
  const gain = anySurprise(found.seen) - anySurprise(found.meant);
  return gain > 8 + found.meant.length * 3 ? found.meant : null;
}

/** Looks through pieces of UTF-8 for the first that reads better once a wrong opening is undone. */
export function findMojibake(pieces: readonly Piece[]): Mojibake | null {
  for (const { at, bytes } of pieces) {
    const text = bytes.toString('utf8');
    for (const as of WRONGLY_OPENED) {
      const meant = better(text, as);
      if (meant !== null) return { at, as, seen: text.slice(0, SHOWN), meant: meant.slice(0, SHOWN) };
    }
  }
  return null;
}
