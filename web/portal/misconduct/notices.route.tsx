import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { GROUND_PROVISION } from '../../../rules/misconduct/ground.ts';
import { listNotices, type Notice } from '../../../rules/misconduct/misconduct.operations.ts';
import { load } from '../../app/load.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { measureWords } from '../../console/misconduct/measure-words.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Section } from '../section.tsx';
import styles from './misconduct.module.css';

const css = classesOf(styles);
const MOST = 100;

export const loader = ({ context }: LoaderFunctionArgs): Promise<Page<Notice>> =>
  load(context, listNotices, { limit: MOST });

/** Every notice in force, newest first. */
export default function Notices() {
  const { items } = useLoaderData<Page<Notice>>();
  const t = useT();
  const hasEmergencies = profileOf(usePage()).emergencyOpening !== null;
  return (
    <div className={css('page')}>
      <PageTitle title={t('misconduct.notices.title')} />
      <h1>{t('misconduct.notices.title')}</h1>
      <p className={css('lead')}>{t('misconduct.notices.lead')}</p>
      {items.length === 0 && <p>{t('misconduct.notices.none')}</p>}
      {items.map((notice) => (
        <OneNotice key={notice.code} notice={notice} />
      ))}
      <p>
        <Link to="/reports/new">{t('misconduct.report.title')}</Link>
        {hasEmergencies && <Link to="/emergencies"> {t('emergency.notices')}</Link>}
      </p>
    </div>
  );
}

function OneNotice({
  notice: { code, dataUser, ground, notice, measures, publishedAt },
}: {
  notice: Notice;
}) {
  const t = useT();
  const format = useFormat();
  return (
    <Section title={dataUser} aside={code}>
      <p className={css('words')}>{notice}</p>
      <DefinitionList
        facts={[
          { term: t('misconduct.ground'), value: t(`misconduct.ground.${ground}`) },
          ...measures.map((measure) => ({
            term: t(`misconduct.measure.${measure.kind}`),
            value: format.list(measureWords(t, measure)),
          })),
          { term: t('misconduct.notices.published'), value: <Time at={publishedAt} /> },
        ]}
      />
      <ProvisionLink id={GROUND_PROVISION[ground]} />
    </Section>
  );
}
