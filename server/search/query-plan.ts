import { ASKING } from '../../rules/search/asking.ts';
import { SYNONYMS } from '../../rules/search/synonyms.ts';
import { englishConcept } from './english.ts';
import { latinConcepts } from './latin.ts';
import type { Segmenter } from './segmenter.ts';
import { soundOf } from './sounds.ts';
import { pairsOf, plainText, runsOf, type Run } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One way to say something: all of the terms. */
export interface Alternative {
  terms: readonly string[];
  /** How good a way it is, 0 to 1. */
  weight: number;
  /** It says a part of what is asked for: how rare that is is counted without it. */
  part?: boolean;
}

/** One thing that is asked for, in any of several ways. */
export interface Concept {
  alternatives: readonly Alternative[];
  /** A document should have it; what does not count only helps. */
  counts: boolean;
}

/** What is known of the words of the index. */
export interface Lexicon {
  segmenter: Segmenter;
  vocabulary: Vocabulary;
  /** In how many documents a term stands. */
  frequency(term: string): number;
}

const WEIGHTS = { synonym: 0.85, inside: 0.75, pairs: 0.8, part: 0.35, crossing: 0.35, meant: 0.9 };

const SYNONYMS_OF: ReadonlyMap<string, readonly string[]> = synonyms();

function synonyms(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const row of SYNONYMS)
    for (const word of row) {
      const others = row.filter((each) => each !== word);
      found.set(word, [...(found.get(word) ?? []), ...others]);
    }
  return found;
}

const IS_QUESTION = /[?？吗呢]|哪|怎么|怎样|多少|如何|什么/u;

/** Understands a query: what it asks for, and how each of that may be said in what can be found. */
export function planOf(query: string, lexicon: Lexicon): Concept[] {
  const text = plainText(query);
  const runs = runsOf(IS_QUESTION.test(text) ? withoutAsking(text, lexicon) : text);
  const concepts: Concept[] = [];
  for (let at = 0; at < runs.length;) {
    const { concepts: found, used } = readRun(runs, at, lexicon);
    concepts.push(...found);
    at += used;
  }
  return concepts;
}

/** A question without the words that it asks with, and not for. */
const withoutAsking = (text: string, { segmenter }: Lexicon): string =>
  runsOf(text)
    .map((run) =>
      run.han
        ? segmenter
            .words(run.text)
            .map((word) => (ASKING.has(word) ? ' ' : word))
            .join('')
        : run.text,
    )
    .join(' ');

function readRun(runs: readonly Run[], at: number, lexicon: Lexicon): { concepts: Concept[]; used: number } {
  const run = runs[at];
  if (!run) return { concepts: [], used: 1 };
  if (run.han) return { concepts: hanConcepts(run.text, lexicon), used: 1 };
  const latin = runs.slice(at, at + 3).map(({ han, text }) => (han ? null : text));
  const english = englishConcept(latin, lexicon);
  if (english) return english;
  return { concepts: latinConcepts(run.text, lexicon), used: 1 };
}

function hanConcepts(text: string, lexicon: Lexicon): Concept[] {
  const words = lexicon.segmenter.words(text);
  const concepts: Concept[] = [];
  for (let at = 0; at < words.length;) {
    const mended = mend(words, at, lexicon);
    concepts.push({
      alternatives: mended?.alternatives ?? waysToSay(words[at] ?? '', lexicon),
      counts: true,
    });
    at += mended?.used ?? 1;
  }
  const inside = new Set(words.flatMap(pairsOf));
  const crossing = pairsOf(text).filter((pair) => !inside.has(pair) && lexicon.frequency(pair) > 0);
  const helping = crossing.map((pair) => ({
    alternatives: [{ terms: [pair], weight: WEIGHTS.crossing }],
    counts: false,
  }));
  return [...concepts, ...helping];
}

/** Characters of what is mended at most. */
const LONGEST_MENDED = 6;

/** The longest stretch from here that is no known word but sounds like one, and that word. */
function mend(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
): { alternatives: Alternative[]; used: number } | null {
  for (let used = Math.min(4, words.length - at); used >= 1; used -= 1) {
    const stretch = words.slice(at, at + used);
    const written = stretch.join('');
    if (!isDoubtful(stretch, lexicon)) continue;
    const meant = lexicon.vocabulary.bySound(soundOf(written)).filter((word) => word !== written);
    if (meant.length === 0) continue;
    const ways = meant.slice(0, 2).flatMap((word) => waysToSay(word, lexicon));
    const asWritten = { terms: stretch, weight: 1 };
    return { alternatives: [asWritten, ...weaker(ways, WEIGHTS.meant)], used };
  }
  return null;
}

function isDoubtful(stretch: readonly string[], { frequency }: Lexicon): boolean {
  const written = stretch.join('');
  const unknown = (word: string): boolean => word.length === 1 || frequency(word) === 0;
  const fits = written.length >= 2 && written.length <= LONGEST_MENDED;
  return fits && stretch.some(unknown) && frequency(written) === 0;
}

export const weaker = (ways: readonly Alternative[], by: number): Alternative[] =>
  ways.map((way) => ({ ...way, weight: way.weight * by }));

/** A word, what else it is called, and what it is made of. */
export function waysToSay(word: string, lexicon: Lexicon): Alternative[] {
  const inside = lexicon.segmenter.allWords(word).filter((each) => each !== word && each.length > 1);
  const pairs = pairsOf(word);
  const ways: Alternative[] = [{ terms: [word], weight: 1 }, ...otherNames(word, lexicon)];
  if (inside.length > 1) ways.push({ terms: inside, weight: WEIGHTS.inside });
  if (pairs.length > 1) {
    ways.push({ terms: pairs, weight: WEIGHTS.pairs });
    for (const part of new Set([...inside, ...pairs]))
      ways.push({ terms: [part], weight: WEIGHTS.part, part: true });
  }
  return ways;
}

export const otherNames = (word: string, lexicon: Lexicon): Alternative[] =>
  (SYNONYMS_OF.get(word) ?? []).map((other) => ({
    terms: termsTogether(other, lexicon),
    weight: WEIGHTS.synonym,
  }));

/** The terms that stand for a phrase where it stands. */
export const termsTogether = (phrase: string, { segmenter, frequency }: Lexicon): string[] =>
  frequency(phrase) > 0
    ? [phrase]
    : runsOf(phrase).flatMap(({ han, text }) => (han ? segmenter.words(text) : [text]));
