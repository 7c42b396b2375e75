import {
  anyCosts,
  letterCosts,
  surprise,
  wideCosts,
  wordSurprise,
  type UnitCosts,
} from '../../../rules/reading/encoding-cost.ts';
import {
  ALPHABETS,
  JAPANESE,
  KOREAN,
  SIMPLIFIED,
  TRADITIONAL,
} from '../../../rules/reading/encoding-usage.ts';
import { charactersIn, decodeAll, eucTwAsBig5 } from './codecs.ts';

/** An encoding with how likely it is. */
export interface Ranked {
  label: string;
  /** Bits of surprise, those of its rarity included; the least is the likeliest. */
  bits: number;
  /** Of the bytes judged, characters that could not be decoded. */
  undecodable: number;
  text: string;
}

interface Writing {
  label: string;
  /** Bits that speak against it before anything was read: what a Chinese city meets seldom. */
  rare: number;
  decode(bytes: Buffer): string;
  costs(): readonly UnitCosts[];
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const chinese = once(() =>
  wideCosts({
    level1: charactersIn('gb18030', 0xb0, 0xd7),
    level2: charactersIn('gb18030', 0xd8, 0xf7),
    usual: SIMPLIFIED,
    first: 7.5,
    kana: false,
  }),
);
const traditional = once(() =>
  wideCosts({
    level1: charactersIn('big5', 0xa4, 0xc6),
    level2: charactersIn('big5', 0xc9, 0xf9),
    usual: TRADITIONAL,
    first: 7.5,
    kana: false,
  }),
);
const japanese = once(() =>
  wideCosts({
    level1: charactersIn('euc-jp', 0xb0, 0xcf),
    level2: charactersIn('euc-jp', 0xd0, 0xf4),
    usual: JAPANESE,
    first: 8,
    kana: true,
  }),
);
const korean = once(() =>
  wideCosts({
    level1: charactersIn('euc-kr', 0xb0, 0xc8),
    level2: charactersIn('euc-kr', 0xca, 0xfd),
    usual: KOREAN,
    first: 6.8,
    kana: false,
  }),
);
/** Traditional characters written in GB18030, which has them all and sets none of them apart. */
const traditionalInGb = once(() =>
  wideCosts({ level1: '', level2: '', usual: TRADITIONAL, first: 10.5, kana: false }),
);

const alphabets = new Map<string, () => UnitCosts[]>(
  Object.entries(ALPHABETS).map(([label, all]) => [label, once(() => all.map(letterCosts))]),
);
const everything = once(() =>
  anyCosts([
    chinese(),
    traditional(),
    japanese(),
    korean(),
    ...[...alphabets.values()].flatMap((each) => each()),
  ]),
);

const wide = (label: string, rare: number, costs: () => readonly UnitCosts[]): Writing => ({
  label,
  rare,
  costs,
  decode: (bytes) => decodeAll(label, bytes),
});

const byLetters = (label: string, rare: number, alphabet = label): Writing => ({
  label,
  rare,
  costs: () => alphabets.get(alphabet)?.() ?? [],
  decode: (bytes) => decodeAll(label, bytes),
});

const WRITINGS: readonly Writing[] = [
  wide('gb18030', 0, () => [chinese(), traditionalInGb()]),
  wide('utf-8', 0, () => [everything()]),
  wide('big5', 8, () => [traditional()]),
  { ...wide('euc-tw', 14, () => [traditional()]), decode: (bytes) => decodeAll('big5', eucTwAsBig5(bytes)) },
  wide('shift_jis', 8, () => [japanese()]),
  wide('euc-jp', 10, () => [japanese()]),
  wide('euc-kr', 10, () => [korean()]),
  byLetters('windows-1252', 6),
  byLetters('windows-1251', 9),
  byLetters('koi8-r', 11, 'windows-1251'),
  byLetters('koi8-u', 12, 'windows-1251'),
  byLetters('iso-8859-5', 12, 'windows-1251'),
  byLetters('ibm866', 13, 'windows-1251'),
  byLetters('x-mac-cyrillic', 15, 'windows-1251'),
  byLetters('windows-1250', 9),
  byLetters('iso-8859-2', 10, 'windows-1250'),
  byLetters('iso-8859-16', 14, 'windows-1250'),
  byLetters('windows-1253', 10),
  byLetters('iso-8859-7', 11, 'windows-1253'),
  byLetters('windows-1254', 10),
  byLetters('windows-1255', 10),
  byLetters('iso-8859-8', 12, 'windows-1255'),
  byLetters('windows-1256', 10),
  byLetters('iso-8859-6', 12, 'windows-1256'),
  byLetters('windows-1257', 11),
  byLetters('iso-8859-13', 12, 'windows-1257'),
  byLetters('iso-8859-4', 13, 'windows-1257'),
  byLetters('windows-1258', 13),
  byLetters('windows-874', 10),
  byLetters('iso-8859-15', 8, 'windows-1252'),
  byLetters('macintosh', 13, 'windows-1252'),
];

/** A declaration that the bytes agree with is worth this many bits. */
const DECLARED = 40;

const count = (text: string, character: string): number => text.split(character).length - 1;

function judge(writing: Writing, bytes: Buffer, declared: string | null): Ranked {
  const text = writing.decode(bytes);
  const undecodable = count(text, '\ufffd');
  const bits =
    writing.rare +
    Math.min(...writing.costs().map((costs) => surprise(text, costs))) +
    wordSurprise(text) -
    (declared === writing.label && undecodable === 0 ? DECLARED : 0);
  return { label: writing.label, bits, undecodable, text };
}

const byBits = (a: Ranked, b: Ranked): number => a.bits - b.bits;

/** Bytes by which most encodings are ruled out, and how many are left then. */
const FIRST_LOOK = 4096;
const LEFT = 8;

/** The encodings worth judging by all of the bytes. */
function promising(bytes: Buffer, declared: string | null): readonly Writing[] {
  if (bytes.length < 2 * FIRST_LOOK) return WRITINGS;
  const lineEnd = bytes.indexOf(10, FIRST_LOOK);
  const part = bytes.subarray(0, lineEnd < 0 ? FIRST_LOOK : lineEnd);
  const first = WRITINGS.map((writing) => ({ writing, ...judge(writing, part, declared) })).sort(byBits);
  return first.slice(0, LEFT).map(({ writing }) => writing);
}

/** The encodings that may have written the bytes, the likeliest first; of those that read the same text only one. */
export function rankEncodings(bytes: Buffer, declared: string | null): Ranked[] {
  const texts = new Set<string>();
  return promising(bytes, declared)
    .map((writing) => judge(writing, bytes, declared))
    .sort(byBits)
    .filter(({ text }) => !texts.has(text) && texts.add(text));
}

/** Characters lean on each other, so that bits prove less than they say. */
const LEANING = 3;

/** How sure the first of the ranked is, 0 to 1, and each of the others. */
export function sureness(ranked: readonly Ranked[]): number[] {
  const least = ranked[0]?.bits ?? 0;
  const weights = ranked.map(({ bits }) => 2 ** ((least - bits) / LEANING));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Bits of surprise in a text that may be in any language. */
export const anySurprise = (text: string): number => surprise(text, everything());
