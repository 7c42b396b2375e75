import { initialsOf, soundOf } from './sounds.ts';

/** The words of what can be found, by how they are typed when only their sound is known. */
export interface Vocabulary {
  /** Counts the words of a document, and its name. */
  learn(words: Iterable<string>, name: string): void;
  /** Takes back what was learned of a document that has gone. */
  forget(words: Iterable<string>, name: string): void;
  /** Words that sound so, the commonest first. */
  bySound(sound: string): string[];
  /** For each of the fewest words whose sounds, one after the other, are the letters: which it can be. */
  bySounds(letters: string): string[][];
  /** Stretches of names whose characters begin with these letters, the commonest first. */
  byInitials(letters: string): string[];
  /** All words, and all sounds that words have or had. */
  words(): Iterable<string>;
  sounds(): Iterable<string>;
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

export function createVocabulary(): Vocabulary {
  const words = createCounts();
  const names = createCounts();
  const initials = new Map<string, string>();
  const bySound = new Map<string, Set<string>>();
  let joined: JoinedNames | null = null;

  const ranked = (sound: string): string[] =>
    [...(bySound.get(sound) ?? [])]
      .filter((word) => words.of(word) > 0)
      .sort((one, other) => words.of(other) - words.of(one));
  /** The best way to end at a place of the letters, from the best ways to the places before it. */
  const bestWay = (letters: string, ways: readonly (Way | null)[], end: number): Way | null => {
    let best: Way | null = null;
    for (let start = Math.max(0, end - LONGEST_SOUND); start < end; start += 1) {
      const before = ways[start];
      const meant = before ? ranked(letters.slice(start, end)).slice(0, SAME_SOUND) : [];
      const [commonest] = meant;
      if (!before || commonest === undefined) continue;
      const cost = before.cost + WORD_COST - Math.log2(words.of(commonest));
      if (!best || cost < best.cost) best = { cost, words: [...before.words, meant] };
    }
    return best;
  };

  return {
    learn(learned, name) {
      for (const word of learned) {
        if (words.add(word, 1) > 1) continue;
        const sound = soundOf(word);
        bySound.set(sound, (bySound.get(sound) ?? new Set()).add(word));
      }
      if (names.add(name, 1) > 1) return;
      initials.set(name, initialsOf(name));
      joined = null;
    },
    forget(learned, name) {
      for (const word of learned) words.add(word, -1);
      if (names.add(name, -1) > 0) return;
      initials.delete(name);
      joined = null;
    },
    bySound: ranked,
    bySounds(letters) {
      const ways: (Way | null)[] = [{ cost: 0, words: [] }];
      for (let end = 1; end <= letters.length; end += 1) ways.push(bestWay(letters, ways, end));
      return ways.at(-1)?.words ?? [];
    },
    byInitials(letters) {
      joined ??= joinNames(initials);
      return stretchesOf(joined, letters);
    },
    words: () => words.all(),
    sounds: () => bySound.keys(),
  };
}

interface Counts {
  add(key: string, by: number): number;
  of(key: string): number;
  all(): Iterable<string>;
}

function createCounts(): Counts {
  const counts = new Map<string, number>();
  return {
    add(key, by) {
      const now = (counts.get(key) ?? 0) + by;
      if (now > 0) counts.set(key, now);
      else counts.delete(key);
      return now;
    },
    of: (key) => counts.get(key) ?? 0,
    all: () => counts.keys(),
  };
}

/** All names one after the other, and the initials of their characters: a place in one is that place in the other. */
interface JoinedNames {
  names: string;
  initials: string;
}

function joinNames(initials: ReadonlyMap<string, string>): JoinedNames {
  // A character of two code units has one initial: such names cannot stand at the same places.
  const even = [...initials].filter(([name, letters]) => letters.length === name.length);
  return {
    names: even.map(([name]) => name).join('\n'),
    initials: even.map(([, letters]) => letters).join('\n'),
  };
}

function stretchesOf({ names, initials }: JoinedNames, letters: string): string[] {
  const found = createCounts();
  for (let at = initials.indexOf(letters); at >= 0; at = initials.indexOf(letters, at + 1))
    found.add(names.slice(at, at + letters.length), 1);
  return [...found.all()].sort((one, other) => found.of(other) - found.of(one));
}
