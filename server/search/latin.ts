import {
  otherNames,
  waysToSay,
  weaker,
  type Alternative,
  type Concept,
  type Lexicon,
} from './ways-to-say.ts';
import { RANKING } from '../../rules/search/ranking.ts';
import { pairsOf, partsOf } from './text.ts';

const YEAR = /^(?:19|20)\d\d(?:\d\d){0,2}$/;
const WEIGHTS = { parts: 0.8, secondSound: 0.6, initials: 0.9 };
/** Letters of what is taken for initials at most, how many readings of them are tried, and of how many. */
const INITIALS = { letters: 10, readings: 5, looked: 40 };

/** What letters and digits ask for: themselves, words typed by sound, or words typed by their initials. */
export function latinConcepts(word: string, lexicon: Lexicon): Concept[] {
  const own = [...asWritten(word, lexicon), ...otherNames(word, lexicon)];
  const one = (alternatives: readonly Alternative[]): Concept => ({ alternatives });
  if (YEAR.test(word)) return [{ ...one(own), weight: RANKING.concepts.year }];
  if (!/^[a-z]+$/.test(word)) return [one(own)];
  const sounds = lexicon.vocabulary.bySounds(word);
  // A syllable has two letters at least, and a word typed by sound is seldom of one character.
  if (sounds.length > 0 && word.length >= 3 * sounds.length) {
    const meant = sounds.map((words) => words.flatMap((each, rank) => bySound(each, rank, lexicon)));
    return meant.map((ways, at) => one(at === 0 ? [...own, ...ways] : ways));
  }
  return [one([...own, ...byInitials(word, lexicon)])];
}

const bySound = (word: string, rank: number, lexicon: Lexicon): Alternative[] =>
  weaker(waysToSay(word, lexicon), rank === 0 ? 1 : WEIGHTS.secondSound);

function asWritten(word: string, { frequency }: Lexicon): Alternative[] {
  const together = word.replaceAll('.', '');
  const parts = partsOf(word).filter((part) => part !== word && part !== together);
  const written = [...new Set([word, together])].filter((each) => frequency(each) > 0);
  const whole = written.map((each) => ({ terms: [each], weight: 1 }));
  return parts.length > 0 ? [...whole, { terms: parts, weight: WEIGHTS.parts }] : whole;
}

function byInitials(word: string, { vocabulary, segmenter }: Lexicon): Alternative[] {
  if (word.length < 2 || word.length > INITIALS.letters) return [];
  const stretches = vocabulary
    .byInitials(word)
    .slice(0, INITIALS.looked)
    .map((stretch, rank) => ({ stretch, rank, wholeness: wholenessOf(segmenter.words(stretch)) }))
    .sort((one, other) => other.wholeness - one.wholeness || one.rank - other.rank)
    .slice(0, INITIALS.readings);
  return stretches.map(({ stretch }, rank) => ({
    terms: pairsOf(stretch),
    weight: WEIGHTS.initials ** rank,
  }));
}

/** How far a stretch of a name is words rather than the end of one and the beginning of another, from 0 to 2. */
function wholenessOf(words: readonly string[]): number {
  if (words.length === 1) return 2;
  return words.every((word) => word.length > 1) ? 1 : 0;
}
