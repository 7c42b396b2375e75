import { createContext, useContext, useMemo, type ReactNode } from 'react';
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

const InHand = createContext<Words | null>(null);
const CHINESE = wordsOf('zh-CN');

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const words = useMemo(() => wordsOf(language), [language]);
  return <InHand value={words}>{children}</InHand>;
}

const useWords = (): Words => useContext(InHand) ?? CHINESE;

export const useLanguage = (): Language => useWords().language;
/** Text by key in the reader's language. */
export const useT = (): Translate => useWords().t;
/** Numbers, dates and sizes in the reader's language, times in +08:00. */
export const useFormat = (): Formatter => useWords().format;
