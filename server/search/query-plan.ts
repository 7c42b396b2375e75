import { ASKING } from '../../rules/search/asking.ts';
import { COMMON, RANKING } from '../../rules/search/ranking.ts';
import { englishConcepts } from './english.ts';
import { latinConcepts } from './latin.ts';
import { nearestKnown } from './nearest-known.ts';
import { soundOf } from './sounds.ts';
import { doubtfulPairs } from './spelling.ts';
import { jointOf, partsOf, plainText, runsOf, type Run } from './text.ts';
import { waysToSay, weaker, type Alternative, type Concept, type Lexicon } from './ways-to-say.ts';

const IS_QUESTION =
  /[?？吗呢谁啥咋]|哪|怎么|怎样|多少|如何|什么|为何|是否|有没有|能不能|是不是|多久|多长|几[个家点]/u;

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

/** A question without the words that it asks with, and not for: a single character is hardly what it is about. */
function withoutAsking(text: string, { segmenter }: Lexicon): string {
  const without = (isAsking: (word: string) => boolean): string =>
    text.replaceAll(/\p{Script=Han}+/gu, (han) =>
      segmenter
        .words(han)
        .map((word) => (isAsking(word) ? ' ' : word))
        .join(''),
    );
  const subject = without((word) => word.length === 1 || ASKING.has(word));
  return runsOf(subject).length > 0 ? subject : without((word) => ASKING.has(word));
}

function readRun(runs: readonly Run[], at: number, lexicon: Lexicon): { concepts: Concept[]; used: number } {
  const run = runs[at];
  if (!run) return { concepts: [], used: 1 };
  if (run.han) return { concepts: hanConcepts(run.text, lexicon), used: 1 };
  const joint = jointConcept(run, runs[at + 1], lexicon);
  if (joint) return joint;
  const latin = runs.slice(at, at + 3).map(({ han, text }) => (han ? null : text));
  const english = englishConcepts(latin, (meaning) => hanConcepts(meaning, lexicon));
  if (english) return english;
  return { concepts: latinConcepts(run.text, lexicon), used: 1 };
}

/** Letters and the one character that they lead to, and what stands after it. */
function jointConcept(
  run: Run,
  next: Run | undefined,
  lexicon: Lexicon,
): { concepts: Concept[]; used: number } | null {
  const [unit = '', ...rest] = next?.han ? lexicon.segmenter.words(next.text) : [];
  const whole = jointOf(run, next, unit);
  if (whole === null) return null;
  const parts = [
    run.text,
    ...partsOf(run.text)
      .slice(-1)
      .map((part) => `${part}${unit}`),
  ];
  const alternatives = [
    { terms: [whole], weight: 1 },
    { terms: [run.text, unit], weight: RANKING.ways.apart },
    ...parts.map((part) => ({ terms: [part], weight: RANKING.ways.part, part: true })),
  ];
  return {
    concepts: [{ alternatives, weight: RANKING.concepts.joint }, ...conceptsOf(rest, lexicon)],
    used: 2,
  };
}

function hanConcepts(text: string, lexicon: Lexicon): Concept[] {
  const words = lexicon.segmenter.words(text);
  const doubtful = doubtfulPairs(text, lexicon);
  const meant =
    doubtful.length === 0 || words.some((_, at) => mend(words, at, lexicon))
      ? null
      : nearestKnown(text, doubtful, lexicon);
  if (meant === null) return conceptsOf(words, lexicon);
  return conceptsOf(lexicon.segmenter.words(meant), lexicon).map((concept) => ({
    ...concept,
    alternatives: weaker(concept.alternatives, RANKING.ways.meant),
  }));
}

function conceptsOf(words: readonly string[], lexicon: Lexicon): Concept[] {
  const concepts: Concept[] = [];
  for (let at = 0; at < words.length;) {
    const mended = mend(words, at, lexicon);
    concepts.push({
      alternatives: mended?.alternatives ?? waysToSay(words[at] ?? '', lexicon),
      ...(!mended && COMMON.has(words[at] ?? '') && { weight: RANKING.concepts.common }),
    });
    at += mended?.used ?? 1;
  }
  return concepts;
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
    return { alternatives: [asWritten, ...weaker(ways, RANKING.ways.meant)], used };
  }
  return null;
}

function isDoubtful(stretch: readonly string[], { frequency }: Lexicon): boolean {
  const written = stretch.join('');
  const unknown = (word: string): boolean => word.length === 1 || frequency(word) === 0;
  const fits = written.length >= 2 && written.length <= LONGEST_MENDED;
  return fits && stretch.some(unknown) && frequency(written) === 0;
}
