import type { PartStudy } from '../../../rules/applications/applications.operations.ts';
import { PART_STATES } from '../../../rules/applications/application-part.machine.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { useEnumeration } from '../enumeration.ts';
import styles from './applications.module.css';

const css = classesOf(styles);

/** What stands beside the request: grade, record, precedents, and with what it can be put together. */
export function StudyView({ study }: { study: PartStudy }) {
  const t = useT();
  const format = useFormat();
  const enumeration = useEnumeration();
  const { grade, record, precedents, combinations } = study;
  const levels = Object.values(grade).join(' ');
  const earlier = PART_STATES.flatMap((state) =>
    record[state] === undefined ? [] : [`${t(`application.state.${state}`)} ${String(record[state])}`],
  );
  return (
    <div className={css('beside')}>
      <div>
        <p className={css('label')}>{t('application.grade')}</p>
        <p>{levels || '–'}</p>
        <p className={css('label')}>{t('application.record')}</p>
        <p>{earlier.length === 0 ? t('application.record-none') : enumeration(earlier)}</p>
      </div>
      <div>
        <p className={css('label')}>{t('application.precedents')}</p>
        {precedents.length === 0 && <p>{t('application.precedents-none')}</p>}
        <ul className={css('lines')}>
          {precedents.map(({ code, dataset, sameDataset, sameScenario, state, reasons, decidedAt }) => (
            <li key={code + dataset.code}>
              {enumeration([
                code,
                t(`application.state.${state}`),
                ...(sameDataset ? [t('application.same-dataset')] : [dataset.name]),
                ...(sameScenario ? [t('application.same-scenario')] : []),
                format.date(decidedAt),
                ...reasons.map(({ text }) => text),
              ])}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <p className={css('label')}>{t('application.combinations')}</p>
        <p>
          {t(combinations.length === 0 ? 'application.combinations-none' : 'application.combinations-lead')}
        </p>
        <ul className={css('lines')}>
          {combinations.map(({ dataset, held, fields }) => (
            <li key={dataset.code}>
              <a href={`/datasets/${dataset.code}`}>{dataset.name}</a>{' '}
              {t(held ? 'application.held' : 'application.open')}
              <span className={css('label')}>{enumeration(fields)}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
