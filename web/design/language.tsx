import { createContext, useContext, type ReactNode } from 'react';
import { translator, type Language, type Translate } from '../../locales/index.ts';
import { formatter, type Formatter } from './format.ts';

interface Words {
  language: Language;
  t: Translate;
  format: Formatter;
}

const wordsOf = (language: Language): Words => ({
  language,
  t: translator(language),
  format: formatter(language),
});

const WORDS: Record<Language, Words> = { 'zh-CN': wordsOf('zh-CN'), en: wordsOf('en') };
const InHand = createContext<Words>(WORDS['zh-CN']);

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <InHand value={WORDS[language]}>{children}</InHand>;
}

const useWords = (): Words => useContext(InHand);

export const useLanguage = (): Language => useWords().language;
/** Text by key in the reader's language. */
export const useT = (): Translate => useWords().t;
/** Numbers, dates and sizes in the reader's language, times in +08:00. */
export const useFormat = (): Formatter => useWords().format;
