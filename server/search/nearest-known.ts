import { LOOK_ALIKES } from '../../rules/search/look-alikes.ts';
import { RANKING } from '../../rules/search/ranking.ts';
import { syllablesOf } from './sounds.ts';
import { pairsOf } from './text.ts';
import type { Lexicon } from './ways-to-say.ts';

/** A stretch with one slip mended, where that is, and how likely the slip. */
interface Mended {
  text: string;
  at: number;
  likely: number;
}

/** Characters of a stretch in which slips are looked for. */
const LONGEST = 24;

/**
 * A stretch of Chinese as it was probably meant: with one character exchanged for one that sounds or looks alike, left
 * out, put in, or in its neighbour's place, so that all that meets there is known. Null where nothing is like that.
 * `doubtful` are the places where two characters meet that do so nowhere.
 */
export function nearestKnown(run: string, doubtful: readonly number[], lexicon: Lexicon): string | null {
  const [first] = doubtful;
  if (first === undefined || run.length > LONGEST) return null;
  const last = doubtful.at(-1) ?? first;
  // More than two doubtful places, or two apart, are more than one slip can make.
  if (last - first > 2) return null;
  return (
    likeliest(slipsAt(run, first, last, lexicon), lexicon) ??
    (first === last ? likeliest(leftOut(run, first, lexicon), lexicon) : null)
  );
}

function likeliest(all: readonly Mended[], lexicon: Lexicon): string | null {
  let best: { text: string; score: number } | null = null;
  for (const mended of all) {
    const known = wordAt(mended, lexicon);
    if (known === null) continue;
    const score = mended.likely + commonness(mended, lexicon) + RANKING.slips.letter * known.length;
    if (score > (best?.score ?? -Infinity)) best = { text: mended.text, score };
  }
  return best?.text ?? null;
}

/** All that one slip can have been between two doubtful places. */
function slipsAt(run: string, first: number, last: number, lexicon: Lexicon): Mended[] {
  const { swapped, doubled } = RANKING.slips;
  const found: Mended[] = [];
  const put = (at: number, old: number, text: string, likely: number): void => {
    found.push({ text: run.slice(0, at) + text + run.slice(at + old), at, likely });
  };
  for (let at = Math.max(0, first - 1); at <= Math.min(last + 1, run.length - 2); at += 1)
    put(at, 2, `${run.charAt(at + 1)}${run.charAt(at)}`, swapped);
  for (let at = last; at <= first + 1; at += 1) {
    if (run.length > 2) put(at, 1, '', doubled);
    for (const [other, likely] of alike(run, at, lexicon)) put(at, 1, other, likely);
  }
  return found;
}

function alike(run: string, at: number, { vocabulary }: Lexicon): Map<string, number> {
  const { sameSound, nearSound, looks } = RANKING.slips;
  const written = run.charAt(at);
  const syllable = syllablesOf(run)[at] ?? '';
  const found = new Map<string, number>();
  for (const other of vocabulary.soundingNearly(syllable)) found.set(other, nearSound);
  for (const other of LOOK_ALIKES.get(written) ?? []) found.set(other, looks);
  for (const other of vocabulary.soundingSo(syllable)) found.set(other, sameSound);
  found.delete(written);
  return found;
}

/** All that can stand between two characters that meet nowhere. */
function leftOut(run: string, first: number, { vocabulary, frequency }: Lexicon): Mended[] {
  const [before, after] = [run.charAt(first), run.charAt(first + 1)];
  const found: Mended[] = [];
  for (const each of vocabulary.characters())
    if (frequency(before + each) > 0 && frequency(each + after) > 0)
      found.push({
        text: `${run.slice(0, first + 1)}${each}${run.slice(first + 1)}`,
        at: first + 1,
        likely: RANKING.slips.leftOut,
      });
  return found;
}

/** The pairs that a mended place has made or left. */
const pairsAt = ({ text, at }: Mended): string[] => pairsOf(text.slice(Math.max(0, at - 1), at + 3));

const commonness = (mended: Mended, { frequency }: Lexicon): number => {
  const pairs = pairsAt(mended);
  return pairs.reduce((sum, pair) => sum + Math.log2(1 + frequency(pair)), 0) / Math.max(1, pairs.length);
};

/** The word at the mended place; null where it is not known, or characters meet that do so nowhere. */
function wordAt(mended: Mended, { segmenter, frequency }: Lexicon): string | null {
  if (!pairsAt(mended).every((pair) => frequency(pair) > 0)) return null;
  let end = 0;
  for (const word of segmenter.words(mended.text)) {
    end += word.length;
    if (end > mended.at) return word.length > 1 && frequency(word) > 0 ? word : null;
  }
  return '';
}
