import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { getOwnRecords, OWN_ROWS } from '../../../rules/personal-consents/personal-consents.operations.ts';
import { load } from '../../app/load.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { PageHead, Part } from '../page-head.tsx';
import { Uses } from './uses.tsx';

type OwnRecords = OutputOf<typeof getOwnRecords>;

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<OwnRecords> =>
  load(context, getOwnRecords, { id: params['id'] ?? '' });

/** The rows of the person who looks, and who used them under a consent. */
export default function OwnRecords() {
  const { dataset, fields, items, more, uses } = useLoaderData<OwnRecords>();
  const t = useT();
  return (
    <>
      <PageHead
        title={dataset.name}
        tab={t('ownRecords.title')}
        crumbs={[
          { name: t('console.place.personal-consents'), to: '/console/personal-consents' },
          { name: t('ownRecords.title') },
        ]}
        meta={t('ownRecords.lead')}
        aside={<ProvisionLink id="plan2023-3.5" />}
      />
      <Part title={t('ownRecords.rows')} count={String(items.length)}>
        <Table
          caption={t('ownRecords.rows')}
          captionUnseen
          sheet
          columns={fields.map(({ name, label }, place) => ({
            key: name,
            head: label,
            cell: (row: (string | null)[]) => row[place] ?? '–',
          }))}
          rows={items}
          rowKey={(_row, place) => String(place)}
          empty={<p>{t('ownRecords.none')}</p>}
        />
        {more && <p>{t('ownRecords.more', { count: OWN_ROWS })}</p>}
      </Part>
      <Part title={t('personalConsent.uses')} aside={t('personalConsent.uses-note')}>
        <Uses uses={uses} />
      </Part>
    </>
  );
}
