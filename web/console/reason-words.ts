import { isMessageKey } from '../../locales/index.ts';
import { useT } from '../design/language.tsx';

/** Reasons of recorded acts in words: grounds of returns, kinds of findings, outcomes of pulls, problems; else as written. */
export function useReasonWords(): (reasons: readonly string[]) => string[] {
  const t = useT();
  const said = (reason: string): string => {
    const [, ground = '', text = ''] = /^([a-z-]+): (.*)$/s.exec(reason) ?? [];
    const key = `returnGround.${ground}`;
    if (isMessageKey(key)) return t('console.difference.part', { part: t(key), text });
    const keys = [`console.finding-kind.${reason}`, `source.outcome.${reason}`, `${reason}.title`];
    const known = keys.find(isMessageKey);
    return known ? t(known) : reason;
  };
  return (reasons) => [...new Set(reasons.map(said))];
}
