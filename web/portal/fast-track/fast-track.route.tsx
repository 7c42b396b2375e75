import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { listFastTrack } from '../../../rules/fast-track/fast-track.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { EntriesTable } from '../../console/fast-track/entries-table.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { RulesText } from '../rules/rules-text.tsx';
import { Section } from '../section.tsx';

type Lists = OutputOf<typeof listFastTrack> & { today: string };

export async function loader({ context }: LoaderFunctionArgs): Promise<Lists> {
  return { ...(await load(context, listFastTrack, {})), today: cityDay(new Date()) };
}

/** Who takes the fast track and what they promise, for anyone to read. */
export default function FastTrackPage() {
  const { items, notice, today } = useLoaderData<Lists>();
  const t = useT();
  return (
    <>
      <PageTitle title={t('fastTrack.title')} />
      <h1>{t('fastTrack.title')}</h1>
      <p>{t('fastTrack.lead')}</p>
      <p>
        <ProvisionLink id="plan2023-2.4" />
      </p>
      <Section title={t('fastTrack.list')}>
        <EntriesTable items={items} today={today} />
      </Section>
      <Section title={t('fastTrack.notice')} aside={t('fastTrack.version', { version: notice.version })}>
        <RulesText text={notice.text} />
        <p>{t('fastTrack.hash', { hash: notice.hash })}</p>
      </Section>
    </>
  );
}
