import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import {
  listEmergencyNotices,
  type EmergencyNotice,
} from '../../../rules/emergencies/emergencies.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../misconduct/misconduct.module.css';
import { Section } from '../section.tsx';

const css = classesOf(styles);
const MOST = 100;

export const loader = ({ context }: LoaderFunctionArgs): Promise<Page<EmergencyNotice>> =>
  load(context, listEmergencyNotices, { limit: MOST });

/** What is open in an incident, and what came of those that are over. */
export default function EmergencyNotices() {
  const { items } = useLoaderData<Page<EmergencyNotice>>();
  const t = useT();
  const isProvided = profileOf(usePage()).emergencyOpening !== null;
  return (
    <div className={css('page')}>
      <PageTitle title={t('emergency.notices')} />
      <h1>{t('emergency.notices')}</h1>
      <p className={css('lead')}>{t(isProvided ? 'emergency.notices.lead' : 'emergency.not-provided')}</p>
      {isProvided && items.length === 0 && <p>{t('emergency.notices.none')}</p>}
      {items.map((notice) => (
        <OneNotice key={notice.code} notice={notice} />
      ))}
    </div>
  );
}

function OneNotice({ notice }: { notice: EmergencyNotice }) {
  const t = useT();
  const { title, code, reason, state, isOpen, from, until, forEveryone, datasets, endedAt, review } = notice;
  return (
    <Section title={title} aside={code}>
      <p className={css('words')}>{reason}</p>
      <DefinitionList
        facts={[
          {
            term: t('emergency.state'),
            value: t(isOpen ? 'emergency.now' : `emergency.state.${state}`),
          },
          {
            term: t('emergency.term'),
            value: (
              <>
                <Time at={from} show="date-time" /> – <Time at={until} show="date-time" />
              </>
            ),
          },
          { term: t('emergency.for'), value: t(forEveryone ? 'emergency.for-all' : 'emergency.for-some') },
          ...(endedAt
            ? [{ term: t('emergency.ended-at'), value: <Time at={endedAt} show="date-time" /> }]
            : []),
          ...(review ? [{ term: t('emergency.review'), value: review }] : []),
        ]}
      />
      <ul>
        {datasets.map((dataset) => (
          <li key={dataset.code}>
            <Link to={`/datasets/${dataset.code}`}>{dataset.name}</Link>{' '}
            {isOpen && <a href={`/api/v1/datasets/${dataset.code}/exports/csv`}>{t('emergency.take-csv')}</a>}
          </li>
        ))}
      </ul>
      <ProvisionLink id="cq-main-4" />
    </Section>
  );
}
