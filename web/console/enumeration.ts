import { useLanguage } from '../design/language.tsx';

/** Like things one after the other: 、 in Chinese, commas in English. */
export function useEnumeration(): (words: readonly string[]) => string {
  const language = useLanguage();
  return (words) => words.join(language === 'en' ? ', ' : '、');
}
