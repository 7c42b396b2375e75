import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import { MOST_IDLE_MINUTES, MOST_SESSION_HOURS } from '../../../rules/sessions/lifetimes.ts';
import { FAILURES_BEFORE_LOCK_OUT, lockOutMinutes } from '../../../rules/sessions/lock-out.ts';
import { LIMIT_KINDS, REQUEST_LIMITS } from '../../../rules/sessions/request-limits.ts';
import { LONGEST_TOKEN_DAYS } from '../../../rules/tokens/tokens.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** What the platform takes at most, of files, requests, sessions. */
export function LimitsPart() {
  const t = useT();
  const format = useFormat();
  return (
    <Part title={t('console.settings.limits')}>
      <div className={css('pair')}>
        <DefinitionList
          facts={[
            { term: t('console.settings.file'), value: format.bytes(READING_LIMITS.fileBytes) },
            { term: t('console.settings.columns'), value: format.number(READING_LIMITS.columns) },
            { term: t('console.settings.tables'), value: format.number(READING_LIMITS.tables) },
            {
              term: t('console.settings.cell'),
              value: t('console.settings.characters', { count: READING_LIMITS.cellCharacters }),
            },
            {
              term: t('console.settings.session'),
              value: t('console.settings.session-value', {
                minutes: MOST_IDLE_MINUTES,
                hours: MOST_SESSION_HOURS,
              }),
            },
            {
              term: t('console.settings.lock-out'),
              value: t('console.settings.lock-out-value', {
                failures: FAILURES_BEFORE_LOCK_OUT,
                minutes: lockOutMinutes(FAILURES_BEFORE_LOCK_OUT),
              }),
            },
            {
              term: t('console.settings.token'),
              value: t('console.settings.days', { days: LONGEST_TOKEN_DAYS }),
            },
          ]}
        />
        <DefinitionList
          facts={LIMIT_KINDS.map((kind) => ({
            term: t(`console.settings.limit.${kind}`),
            value: t('console.settings.per-minute', { count: REQUEST_LIMITS[kind] }),
          }))}
        />
      </div>
    </Part>
  );
}
