import { isMessageKey } from '../../locales/index.ts';
import type { Finding } from '../../rules/findings/finding.schema.ts';
import { useT } from '../design/language.tsx';

/** A finding as a sentence; types of fields and kinds of information are said in words. */
export function useFindingWords(): (finding: Finding) => string {
  const t = useT();
  const word = (value: string | number, of = 'fieldType'): string | number => {
    const key = `${of}.${String(value)}`;
    return isMessageKey(key) ? t(key) : value;
  };
  return ({ code, args }) => {
    const key = `finding.${code}`;
    if (!isMessageKey(key)) return code;
    const { listed, found, kind, ...rest } = args;
    return t(key, {
      ...rest,
      ...(listed === undefined ? {} : { listed: word(listed) }),
      ...(found === undefined ? {} : { found: word(found) }),
      ...(kind === undefined ? {} : { kind: word(kind, 'sign') }),
    });
  };
}
