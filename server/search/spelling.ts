import { ASKING } from '../../rules/search/asking.ts';
import { ENGLISH, NO_MEANING } from '../../rules/search/english.ts';
import { slipBetween, type Slip } from './edit-distance.ts';
import { soundOf, syllablesOf } from './sounds.ts';
import { pairsOf, plainText, runsOf } from './text.ts';
import { otherNames, type Lexicon } from './ways-to-say.ts';

/** What was probably meant by a query with a slip of the keyboard or of the ear; null where nothing is doubtful. */
export function meantBy(query: string, lexicon: Lexicon): string | null {
  const plain = plainText(query).trim();
  let [mended, at] = ['', 0];
  for (const { han, text } of runsOf(plain)) {
    const place = plain.indexOf(text, at);
    mended += plain.slice(at, place) + (han ? mendedHan(text, lexicon) : mendedLatin(text, lexicon));
    at = place + text.length;
  }
  mended += plain.slice(at);
  return mended === plain ? null : mended;
}

/** Characters of what is mended. */
const LONGEST = 6;
/** Characters of a word in which one slip still tells what was meant. */
const SLIP_LEAST = 3;
/** In how many datasets a short word stands at least that is taken for meant by its sound. */
const COMMON = 3;

/** The run with its most doubtful stretch as it was probably meant. */
function mendedHan(run: string, lexicon: Lexicon): string {
  const doubtful = doubtfulPairs(run, lexicon);
  const near = doubtful.length > 0 ? wordsNear(run, lexicon) : [];
  let likeliest: (Guess & { from: number; to: number }) | null = null;
  for (const pair of doubtful) {
    for (let from = Math.max(0, pair + 2 - LONGEST); from <= pair; from += 1) {
      for (let to = pair + 2; to <= Math.min(run.length, from + LONGEST); to += 1) {
        const found = bestWord(run.slice(from, to), near, lexicon);
        if (found && found.score > (likeliest?.score ?? 0)) likeliest = { from, to, ...found };
      }
    }
  }
  return likeliest ? run.slice(0, likeliest.from) + likeliest.word + run.slice(likeliest.to) : run;
}

/** Words of three characters and more that a slip can have made a part of the run of: one of their ends is in it. */
const wordsNear = (run: string, { vocabulary }: Lexicon): string[] =>
  [...vocabulary.words()].filter(
    (word) =>
      word.length >= SLIP_LEAST &&
      word.length <= LONGEST + 1 &&
      (run.includes(word.charAt(0)) || run.includes(word.charAt(word.length - 1))),
  );

/** Where two characters meet that stand beside each other in no dataset, and not because two known words do. */
export function doubtfulPairs(run: string, lexicon: Lexicon): number[] {
  const words = lexicon.segmenter.words(run);
  const isKnown = (word: string): boolean =>
    ASKING.has(word) ||
    (word.length > 1 && (lexicon.frequency(word) > 0 || otherNames(word, lexicon).length > 0));
  const unsure = words.flatMap((word) => [...word].map(() => !isKnown(word)));
  const asking = words.flatMap((word) => [...word].map(() => ASKING.has(word)));
  return pairsOf(run).flatMap((pair, at) =>
    (unsure[at] || unsure[at + 1]) && !asking[at] && !asking[at + 1] && lexicon.frequency(pair) === 0
      ? [at]
      : [],
  );
}

interface Guess {
  word: string;
  score: number;
}

function bestWord(written: string, near: readonly string[], lexicon: Lexicon): Guess | null {
  const { vocabulary, frequency } = lexicon;
  if (frequency(written) > 0) return null;
  const guess = (word: string, ahead: number): Guess => ({
    word,
    score: 10 * word.length + ahead + Math.log2(1 + frequency(word)),
  });
  const sounding = vocabulary
    .bySound(soundOf(written))
    .filter((word) => word !== written && (word.length >= SLIP_LEAST || frequency(word) >= COMMON));
  const slipped = written.length < SLIP_LEAST ? [] : near.flatMap((word) => slipOf(written, word) ?? []);
  return best([
    ...sounding.map((word) => guess(word, 12)),
    ...slipped.map(({ word, slip }) => guess(word, AHEAD[slip])),
  ]);
}

/** A guess that is longer than what was written is no better for that. */
const AHEAD: Readonly<Record<Slip, number>> = { swapped: 9, exchanged: 0, added: 0, 'left-out': -10 };

function slipOf(written: string, word: string): { word: string; slip: Slip } | null {
  const slip = slipBetween(written, word);
  return slip === null || (slip === 'exchanged' && !isLikely(written, word)) ? null : { word, slip };
}

/** Of short words another character makes another word, unless it sounds nearly the same. */
function isLikely(written: string, word: string): boolean {
  if (word.length > 3) return true;
  const at = [...written].findIndex((character, place) => character !== word[place]);
  const [one = '', other = ''] = [written, word].map((text) => syllablesOf(text)[at] ?? '');
  return slipBetween(one, other) !== null;
}

const best = (all: readonly Guess[]): Guess | null =>
  all.reduce<Guess | null>((most, each) => (each.score > (most?.score ?? -Infinity) ? each : most), null);

/** Letters of a word that is taken for misspelt at least. */
const LEAST_LETTERS = 4;

/** A word of English or one typed by its sound as it was probably meant. */
function mendedLatin(run: string, lexicon: Lexicon): string {
  const { vocabulary, frequency } = lexicon;
  if (!/^[a-z]+$/.test(run) || run.length < LEAST_LETTERS || frequency(run) > 0) return run;
  if (englishWords().has(run) || NO_MEANING.has(run) || vocabulary.bySounds(run).length > 0) return run;
  if (vocabulary.byInitials(run).length > 0) return run;
  for (const word of englishWords()) if (word.length >= LEAST_LETTERS && slipBetween(run, word)) return word;
  const sounds = [...vocabulary.sounds()].filter(
    (sound) => sound.length > LEAST_LETTERS && slipBetween(run, sound),
  );
  const words = sounds.flatMap((sound) => vocabulary.bySound(sound).slice(0, 1));
  return best(words.map((word) => ({ word, score: frequency(word) })))?.word ?? run;
}

let english: ReadonlySet<string> | null = null;

/** Each word of English that says something, also in the plural. */
function englishWords(): ReadonlySet<string> {
  english ??= new Set(
    [...ENGLISH.keys()].flatMap((phrase) => phrase.split(' ')).flatMap((word) => [word, `${word}s`]),
  );
  return english;
}
