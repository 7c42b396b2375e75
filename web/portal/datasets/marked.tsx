import type { ReactNode } from 'react';

/** Parts of a text: those at odd places are the words found. Longest words win; case is ignored. */
export function splitByWords(text: string, words: readonly string[]): string[] {
  const wanted = words.filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [text];
  const pattern = wanted.map((word) => RegExp.escape(word)).join('|');
  return text.split(new RegExp(`(${pattern})`, 'giu'));
}

/** The text with the searched words marked. */
export const Marked = ({ text, words }: { text: string; words: readonly string[] }): ReactNode =>
  splitByWords(text, words).map((part, place) => (place % 2 === 1 ? <mark key={place}>{part}</mark> : part));
