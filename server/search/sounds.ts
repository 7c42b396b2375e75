import { pinyin } from 'pinyin-pro';

/** The sound of each character, without tones; what is no Chinese character stands for itself. */
export const syllablesOf = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true });

/** How a word is typed by its sound, without tones. */
export const soundOf = (word: string): string => syllablesOf(word).join('');

/** The first letter of each character's sound; what is no Chinese character stands for itself. */
export const initialsOf = (text: string): string =>
  syllablesOf(text)
    .map((syllable) => syllable.slice(0, 1))
    .join('');
