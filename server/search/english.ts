import { RANKING } from '../../rules/search/ranking.ts';
import { ENDINGS, ENGLISH, NO_MEANING } from '../../rules/search/english.ts';
import { weaker, type Concept } from './ways-to-say.ts';

/**
 * What English words ask for, the longest phrase first; null when they are none that we know. `latin` holds the words
 * that stand here, null where there is no further one; `conceptsOf` understands what they mean.
 */
export function englishConcepts(
  latin: readonly (string | null)[],
  conceptsOf: (meaning: string) => Concept[],
): { concepts: Concept[]; used: number } | null {
  const [first] = latin;
  for (let used = latin.length; used >= 1; used -= 1) {
    const words = latin.slice(0, used).filter((word) => word !== null);
    const meaning = words.length === used ? meaningOf(words) : undefined;
    if (meaning === undefined) continue;
    const own = used === 1 ? [{ terms: words, weight: 1 }] : [];
    const concepts = conceptsOf(meaning).map((concept, at) => ({
      ...concept,
      alternatives: [...(at === 0 ? own : []), ...weaker(concept.alternatives, RANKING.ways.english)],
    }));
    return { concepts, used };
  }
  return typeof first === 'string' && NO_MEANING.has(first) ? { concepts: [], used: 1 } : null;
}

/** As it is written, or its last word without an ending; words before that may be in the plural. */
function meaningOf(words: readonly string[]): string | undefined {
  const written = ENGLISH.get(words.join(' '));
  if (written !== undefined) return written;
  const before = words.slice(0, -1).map(singular);
  for (const last of formsOf(words.at(-1) ?? '')) {
    const meaning = ENGLISH.get([...before, last].join(' '));
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<![su])s$/, '');

/** Letters that a word has at least without its ending. */
const LEAST_STEM = 3;

/** What a word may be a form of, itself first. */
const formsOf = (word: string): string[] => [
  word,
  ...ENDINGS.map(([ending, known]) => word.replace(ending, known)).filter(
    (form) => form !== word && form.length >= LEAST_STEM,
  ),
];
