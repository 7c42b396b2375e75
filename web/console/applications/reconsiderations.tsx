import type { ApplicationPartView } from '../../../rules/applications/applications.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import styles from './applications.module.css';

const css = classesOf(styles);

/** What the applicant asked to consider again, and what came of it. */
export function Reconsiderations({ reconsiderations }: Pick<ApplicationPartView, 'reconsiderations'>) {
  const t = useT();
  return (
    <div>
      <p className={css('label')}>{t('application.reconsideration')}</p>
      <ul className={css('dialogue')}>
        {reconsiderations.map(({ of, at, text, answer }) => (
          <li key={of}>
            <span className={css('label')}>
              {t(`application.reconsideration-of.${of}`)} <Time at={at} show="date-time" />
            </span>
            <p>{text}</p>
            <p>
              <b>{t(`application.reconsideration.${answerOf(answer)}`)}</b>
            </p>
            {answer?.reasons.map((reason) => (
              <p key={reason}>{reason}</p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

const answerOf = (answer: { upheld: boolean } | null): 'waits' | 'upheld' | 'reopened' => {
  if (answer === null) return 'waits';
  return answer.upheld ? 'upheld' : 'reopened';
};
