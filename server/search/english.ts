import { RANKING } from '../../rules/search/ranking.ts';
import { ENGLISH, NO_MEANING } from '../../rules/search/english.ts';
import { waysToSay, weaker, type Concept, type Lexicon } from './ways-to-say.ts';

/**
 * What English words ask for, the longest phrase first; null when they are none that we know. `latin` holds the words
 * that stand here, null where there is no further one.
 */
export function englishConcept(
  latin: readonly (string | null)[],
  lexicon: Lexicon,
): { concepts: Concept[]; used: number } | null {
  const [first] = latin;
  if (typeof first === 'string' && NO_MEANING.has(first)) return { concepts: [], used: 1 };
  for (let used = latin.length; used >= 1; used -= 1) {
    const words = latin.slice(0, used).filter((word) => word !== null);
    const meaning = words.length === used ? ENGLISH.get(words.map(singular).join(' ')) : undefined;
    if (meaning === undefined) continue;
    const own = used === 1 ? [{ terms: words, weight: 1 }] : [];
    const ways = waysToSay(meaning, lexicon);
    return {
      concepts: [{ alternatives: [...own, ...weaker(ways, RANKING.ways.english)] }],
      used,
    };
  }
  return null;
}

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<![su])s$/, '');
