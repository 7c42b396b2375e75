import { useT } from '../design/language.tsx';
import { ProvisionLink } from '../design/facts.tsx';
import { LinkButton } from '../design/button.tsx';
import styles from './problem-page.module.css';
import { classesOf } from '../design/classes.ts';
import { usePage } from './page.tsx';
import type { ProblemView } from './problem-view.ts';

const css = classesOf(styles);

/** What happened, what to do about it, on which provision, and the trace id to report it by. */
export function ProblemPage({ problem }: { problem: ProblemView }) {
  const t = useT();
  const { traceId } = usePage();
  const title = t(`${problem.code}.title`);
  return (
    <div className={css('problem')}>
      <title>{title}</title>
      <p className={css('status')}>{problem.status}</p>
      <h1>{title}</h1>
      {problem.detail && <p className={css('detail')}>{problem.detail}</p>}
      {problem.errors && problem.errors.length > 0 && (
        <section>
          <h2 className={css('heading')}>{t('design.problem.errors')}</h2>
          <ul>
            {problem.errors.map(({ pointer, detail }) => (
              <li key={pointer + detail}>{detail}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className={css('heading')}>{t('design.problem.do')}</h2>
        <p>{t(`${problem.code}.remedy`)}</p>
        {problem.provision && <ProvisionLink id={problem.provision} />}
      </section>
      <p className={css('actions')}>
        <LinkButton to="/">{t('design.problem.home')}</LinkButton>
        <LinkButton to="/datasets">{t('design.problem.datasets')}</LinkButton>
      </p>
      <p className={css('trace')}>
        {t('design.trace')} <code>{traceId}</code> {t('design.problem.trace-note')}
      </p>
    </div>
  );
}
