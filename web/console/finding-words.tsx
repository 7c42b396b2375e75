import type { Finding, FindingExample } from '../../rules/findings/finding.schema.ts';
import { useFindingWords } from '../app/finding-words.ts';
import { classesOf } from '../design/classes.ts';
import { ProvisionLink } from '../design/facts.tsx';
import { useFormat, useT } from '../design/language.tsx';
import styles from './findings.module.css';

const css = classesOf(styles);

const SHOWN = 8;

interface FindingsProps {
  findings: readonly Finding[];
  /** Leads to where it is mended. */
  hrefOf?: (finding: Finding) => string;
}

/** All that was found, each with its provision; a long list shows its beginning and folds the rest away. */
export function Findings({ findings, hrefOf }: FindingsProps) {
  const t = useT();
  const rest = findings.slice(SHOWN);
  const link = hrefOf ? { hrefOf } : {};
  return (
    <>
      <FindingList findings={findings.slice(0, SHOWN)} {...link} />
      {rest.length > 0 && (
        <details className={css('rest')}>
          <summary>{t('console.findings.rest', { count: rest.length })}</summary>
          <FindingList findings={rest} {...link} />
        </details>
      )}
    </>
  );
}

/** The first rows that show it. */
function Examples({ examples }: { examples: readonly FindingExample[] }) {
  const t = useT();
  const format = useFormat();
  const words = ({ row, value }: FindingExample): string =>
    value === null ? t('finding.example-row', { row }) : t('finding.example', { row, value });
  return <span className={css('examples')}>{format.list(examples.map(words))}</span>;
}

function FindingList({ findings, hrefOf }: FindingsProps) {
  const words = useFindingWords();
  return (
    <ul className={css('findings')}>
      {findings.map((finding) => (
        <li key={words(finding)} className={css(finding.blocks ? 'blocks' : 'advises')}>
          {hrefOf ? <a href={hrefOf(finding)}>{words(finding)}</a> : <span>{words(finding)}</span>}
          <ProvisionLink id={finding.provision} />
          {finding.examples && finding.examples.length > 0 && <Examples examples={finding.examples} />}
        </li>
      ))}
    </ul>
  );
}
