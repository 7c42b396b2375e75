import { isMessageKey } from '../../../locales/index.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { useGuideline } from '../guideline-in-hand.ts';
import type { EntryPart } from './entry-differences.ts';

/** A part's text as people read it: codes in words. */
export function usePartWords(): (part: EntryPart | 'type', text: string) => string {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(usePage());
  const dimensions = useGuideline()?.dimensions ?? [];
  const coded = (key: string, otherwise: string): string => (isMessageKey(key) ? t(key) : otherwise);
  return (part, text) => {
    switch (part) {
      case 'domain':
        return domainName(profile, text, language);
      case 'updateFrequency':
      case 'openClass':
        return coded(`${part}.${text}`, text);
      case 'type':
        return coded(`fieldType.${text}`, text);
      case 'levels': {
        const levels = dimensions.flatMap((dimension) => dimension.levels);
        const found = levels.find(({ code }) => code === text);
        return found ? `${text} ${found.name[language]}` : text;
      }
      default:
        return text;
    }
  };
}
