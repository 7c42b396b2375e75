import { isMessageKey } from '../../locales/index.ts';
import type { Finding } from '../../rules/findings/finding.schema.ts';
import { classesOf } from '../design/classes.ts';
import { ProvisionLink } from '../design/facts.tsx';
import { useT } from '../design/language.tsx';
import styles from './findings.module.css';

const css = classesOf(styles);

/** A finding as a sentence; types of fields are said in words. */
export function useFindingWords(): (finding: Finding) => string {
  const t = useT();
  const word = (value: string | number): string | number => {
    const key = `fieldType.${String(value)}`;
    return isMessageKey(key) ? t(key) : value;
  };
  return ({ code, args }) => {
    const key = `finding.${code}`;
    if (!isMessageKey(key)) return code;
    const { listed, found, ...rest } = args;
    return t(key, {
      ...rest,
      ...(listed === undefined ? {} : { listed: word(listed) }),
      ...(found === undefined ? {} : { found: word(found) }),
    });
  };
}

/** All that was found, each with its provision; `hrefOf` leads to where it is mended. */
export function Findings({
  findings,
  hrefOf,
}: {
  findings: readonly Finding[];
  hrefOf?: (finding: Finding) => string;
}) {
  const words = useFindingWords();
  return (
    <ul className={css('findings')}>
      {findings.map((finding) => (
        <li key={finding.code + finding.pointer} className={css(finding.blocks ? 'blocks' : 'advises')}>
          {hrefOf ? <a href={hrefOf(finding)}>{words(finding)}</a> : <span>{words(finding)}</span>}
          <ProvisionLink id={finding.provision} />
        </li>
      ))}
    </ul>
  );
}
