import { plainText } from './text.ts';
import { syllablesOf } from './sounds.ts';

/** Fewer letters than these are only looked for where a text begins: they stand in nearly all. */
const LETTERS_INSIDE = 3;

/** How something typed was found in a text, from the best to the least. */
export const WAYS = ['characters', 'sound', 'initials'] as const;
export type Way = (typeof WAYS)[number];

export interface Match {
  /** Which of the block's texts, by its place. */
  place: number;
  way: Way;
  /** Where, in code units of the name, a tab and the other names. */
  range: [from: number, to: number];
  /** A word begins there. */
  atStart: boolean;
}

/** What can be typed for something: its name, and other names parted by tabs. */
export interface Completed {
  /** As {@link plainText} writes it. */
  plain: string;
  also: string;
  /** How each character of the name sounds. */
  syllables: readonly string[];
}

/** A few thousand texts, each found by its characters, its sound or its initials. */
export interface CompletionBlock {
  /** Each text once for each way; `letters` are given where something can be a sound. */
  matches(typed: Typed, found: (match: Match) => void): void;
}

/** What was typed, as it can be looked for. */
export interface Typed {
  plain: string;
  /** Latin letters alone: how the characters sound, or the letters as they were typed. */
  letters: string;
  /** True where nothing but Latin letters was typed. */
  isLatin: boolean;
}

export function typedAs(text: string): Typed {
  const plain = plainText(text).trim().replaceAll(/\s+/g, ' ');
  const letters = syllablesOf(plain)
    .join('')
    .replaceAll(/[^a-z0-9]/g, '');
  return { plain, letters, isLatin: /^[a-z0-9' ]+$/.test(plain) };
}

/** One long text for each way: looking for a few letters in it is what a processor does best. */
interface Joined {
  text: string;
  /** Where each of the block's texts begins. */
  starts: Uint32Array;
}

interface Sounds extends Joined {
  /** For each letter: which character of its text it belongs to, plus one where it is the character's first. */
  characters: Uint16Array;
  firsts: Uint8Array;
}

export function completionBlock(items: readonly Completed[]): CompletionBlock {
  const plain = joined(items.map((item) => `${item.plain}\t${item.also}`));
  const syllables = items.map((item) => item.syllables);
  const sounds = soundsOf(syllables);
  const initials = joined(syllables.map((each) => each.map((syllable) => syllable.slice(0, 1)).join('')));

  return {
    matches(typed, found) {
      const { plain: text, letters, isLatin } = typed;
      eachIn(plain, anywhere(text, 2), (place, at) => {
        const atStart = at === 0 || isWordStart(plain, place, at);
        found({ place, way: 'characters', range: [at, at + text.length], atStart });
        return true;
      });
      if (letters.length < 2) return;
      const sought = anywhere(letters, LETTERS_INSIDE);
      eachIn(sounds, sought, (place, at) => {
        const start = (sounds.starts[place] ?? 0) + at;
        if (sounds.firsts[start] !== 1) return false;
        const from = sounds.characters[start] ?? 0;
        const to = (sounds.characters[start + letters.length - 1] ?? 0) + 1;
        found({ place, way: 'sound', range: [from, to], atStart: from === 0 });
        return true;
      });
      if (!isLatin) return;
      eachIn(initials, sought, (place, at) => {
        found({ place, way: 'initials', range: [at, at + letters.length], atStart: at === 0 });
        return true;
      });
    },
  };
}

function joined(texts: readonly string[]): Joined {
  const starts = new Uint32Array(texts.length);
  let at = 1;
  for (const [place, text] of texts.entries()) {
    starts[place] = at;
    at += text.length + 1;
  }
  return { text: `\n${texts.join('\n')}\n`, starts };
}

function soundsOf(syllables: readonly (readonly string[])[]): Sounds {
  const base = joined(syllables.map((each) => each.join('')));
  const characters = new Uint16Array(base.text.length);
  const firsts = new Uint8Array(base.text.length);
  for (const [place, each] of syllables.entries()) {
    let at = base.starts[place] ?? 0;
    for (const [character, syllable] of each.entries()) {
      firsts[at] = 1;
      characters.fill(character, at, at + syllable.length);
      at += syllable.length;
    }
  }
  return { ...base, characters, firsts };
}

const anywhere = (text: string, least: number): string => (text.length < least ? `\n${text}` : text);

/** Each text that has it, once: where it has it first and `takes` answers true. What begins with a line break is at the text's begin. */
function eachIn({ text, starts }: Joined, part: string, takes: (place: number, at: number) => boolean): void {
  const skipped = part.startsWith('\n') ? 1 : 0;
  for (let at = text.indexOf(part); at >= 0;) {
    const place = lineAt(starts, at + skipped);
    const isTaken = takes(place, at + skipped - (starts[place] ?? 0));
    at = text.indexOf(part, isTaken ? (starts[place + 1] ?? text.length) - 1 : at + 1);
  }
}

/** The last text that begins at or before a place. */
function lineAt(starts: Uint32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Letters and digits go on where there is one before them; a Chinese character may always begin something. */
const isWordStart = ({ text, starts }: Joined, place: number, at: number): boolean =>
  /[\t\s_\-(（｜/]/u.test(text[(starts[place] ?? 0) + at - 1] ?? '\t');
