import { slipBetween } from './edit-distance.ts';
import { soundOf, syllablesOf } from './sounds.ts';

/** The words of what can be found, by how they are typed when only their sound is known. */
export interface Vocabulary {
  learn(word: string): void;
  forget(word: string): void;
  /** Words that sound so, the commonest first. */
  bySound(sound: string): string[];
  /** For each of the fewest words whose sounds, one after the other, are the letters: which it can be. */
  bySounds(letters: string): string[][];
  /** Stretches of names whose characters begin with these letters, the commonest first. */
  byInitials(letters: string): string[];
  /** Characters of words that sound so, or so but for one letter. */
  soundingSo(syllable: string): Iterable<string>;
  soundingNearly(syllable: string): Iterable<string>;
  /** All characters of words. */
  characters(): Iterable<string>;
  /** All words, and all sounds that words have or had. */
  words(): Iterable<string>;
  sounds(): Iterable<string>;
}

/** What a vocabulary is told by the index that it belongs to. */
export interface Known {
  /** In how many documents a word stands. */
  frequency(word: string): number;
  byInitials(letters: string): string[];
}

/** Letters of the longest word, such as a body's name. */
const LONGEST_SOUND = 36;
/** Words of one sound that are tried. */
const SAME_SOUND = 3;
/** What another word costs, in doublings of frequency. */
const WORD_COST = 20;

interface Way {
  cost: number;
  words: string[][];
}

export function createVocabulary({ frequency, byInitials }: Known): Vocabulary {
  const bySound = new Map<string, Set<string>>();
  const characters = new Map<string, Set<string>>();

  const ranked = (sound: string): string[] =>
    [...(bySound.get(sound) ?? [])]
      .map((word) => ({ word, often: frequency(word) }))
      .filter(({ often }) => often > 0)
      .sort((one, other) => other.often - one.often || (one.word < other.word ? -1 : 1))
      .map(({ word }) => word);
  /** The best way to end at a place of the letters, from the best ways to the places before it. */
  const bestWay = (letters: string, ways: readonly (Way | null)[], end: number): Way | null => {
    let best: Way | null = null;
    for (let start = Math.max(0, end - LONGEST_SOUND); start < end; start += 1) {
      const before = ways[start];
      const meant = before ? ranked(letters.slice(start, end)).slice(0, SAME_SOUND) : [];
      const [commonest] = meant;
      if (!before || commonest === undefined) continue;
      const cost = before.cost + WORD_COST - Math.log2(frequency(commonest));
      if (!best || cost < best.cost) best = { cost, words: [...before.words, meant] };
    }
    return best;
  };

  return {
    learn(word) {
      const syllables = syllablesOf(word);
      const sound = syllables.join('');
      bySound.set(sound, (bySound.get(sound) ?? new Set()).add(word));
      for (const [at, syllable] of syllables.entries()) {
        const alike = characters.get(syllable) ?? new Set();
        characters.set(syllable, alike.add(word.charAt(at)));
      }
    },
    forget(word) {
      bySound.get(soundOf(word))?.delete(word);
    },
    bySound: ranked,
    bySounds(letters) {
      const ways: (Way | null)[] = [{ cost: 0, words: [] }];
      for (let end = 1; end <= letters.length; end += 1) ways.push(bestWay(letters, ways, end));
      return ways.at(-1)?.words ?? [];
    },
    byInitials,
    soundingSo: (syllable) => characters.get(syllable) ?? [],
    *soundingNearly(syllable) {
      for (const [other, alike] of characters) if (slipBetween(syllable, other) !== null) yield* alike;
    },
    *characters() {
      for (const alike of characters.values()) yield* alike;
    },
    *words() {
      for (const words of bySound.values()) for (const word of words) if (frequency(word) > 0) yield word;
    },
    sounds: () => bySound.keys(),
  };
}
