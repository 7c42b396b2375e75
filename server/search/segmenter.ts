import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Parts stretches of Chinese characters into words. */
export interface Segmenter {
  /** Words, one after the other. */
  words(han: string): string[];
  /** The same, and the shorter words in them. */
  allWords(han: string): string[];
}

/** More than any word of the language has, so that a word of the city is not parted. */
const CITY_FREQUENCY = 100_000;

/** With the words of a city beside those of the language. Loading takes a third of a second and 60 MB. */
export function createSegmenter(cityWords: Iterable<string>): Segmenter {
  const jieba = Jieba.withDict(dict);
  jieba.loadDict(Buffer.from([...cityWords].map((word) => `${word} ${String(CITY_FREQUENCY)}`).join('\n')));
  return {
    words: (han) => jieba.cut(han, false),
    allWords: (han) => jieba.cutForSearch(han, false),
  };
}
