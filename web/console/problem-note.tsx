import { Link } from 'react-router';
import type { ProblemView } from '../app/problem-view.ts';
import { classesOf } from '../design/classes.ts';
import { ProvisionLink } from '../design/facts.tsx';
import { useT } from '../design/language.tsx';
import { ProblemSummary } from '../design/note.tsx';
import styles from './console.module.css';

const css = classesOf(styles);

/** A refused form: what is wrong, where, what to do, on which provision. What was written is still in the form. */
export function ProblemNote({ problem, where }: { problem: ProblemView; where?: Record<string, string> }) {
  const t = useT();
  const { code, detail, errors = [], provision } = problem;
  const items = errors.map(({ pointer, detail: text }) => {
    const href = where?.[pointer];
    return { text, ...(href ? { href } : {}) };
  });
  return (
    <div className={css('notes')}>
      <ProblemSummary title={t(`${code}.title`)} items={items}>
        {detail && <p>{detail}</p>}
        {items.length === 0 && <p>{t(`${code}.remedy`)}</p>}
        {provision && <ProvisionLink id={provision} />}
        <Link to={`/problems/${code}`}>{t('console.problem.more')}</Link>
      </ProblemSummary>
    </div>
  );
}
