import { COMMON } from '../../rules/search/ranking.ts';
import type { Segmenter } from './segmenter.ts';
import { runsOf } from './text.ts';

/** What a title is about, without words that say what kind of table it is, and where. */
export interface Subject {
  /** The last word of it, as Chinese names things; empty when there is none. */
  head: string;
  /** Characters of Chinese, and words of other scripts. */
  length: number;
}

export function subjectOf(title: string, segmenter: Segmenter, isPlace: (word: string) => boolean): Subject {
  let head = '';
  let length = 0;
  for (const { han, text } of runsOf(title))
    for (const word of han ? segmenter.words(text) : [text]) {
      if (COMMON.has(word) || isPlace(word)) continue;
      length += han ? word.length : 1;
      if (han && word.length > 1) head = word;
    }
  return { head, length };
}
