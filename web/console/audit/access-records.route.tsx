import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import {
  listAccessRecords,
  readAccessRecordCounts,
  type AccessRecordView,
} from '../../../rules/access-records/access-records.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { Page } from '../../../rules/api/views.ts';
import { isMessageKey } from '../../../locales/index.ts';
import { load } from '../../app/load.ts';
import { Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { NarrowForm } from '../find-form.tsx';
import { ListPage } from '../list-page.tsx';
import { dayRange } from './day-range.ts';

const PAGE = 50;

interface AccessRecordsData {
  page: Page<AccessRecordView>;
  counts: OutputOf<typeof readAccessRecordCounts>;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<AccessRecordsData> {
  const { day, ...asked } = askedOf(request, 'dataset', 'day');
  const [page, counts] = await Promise.all([
    load(context, listAccessRecords, { limit: PAGE, ...dayRange(day), ...asked }),
    load(context, readAccessRecordCounts, {}),
  ]);
  return { page, counts };
}

export default function AccessRecords() {
  const { page, counts } = useLoaderData<AccessRecordsData>();
  const { total, totalIsEstimate } = page;
  const [search] = useSearchParams();
  const t = useT();
  return (
    <ListPage
      place="access-records"
      title={t(totalIsEstimate ? 'console.access.title-about' : 'console.access.title', { total })}
      meta={t('console.access.counts', counts)}
      page={page}
      columns={useColumns()}
      none={{ title: t('console.access.none'), text: t('console.access.none-text') }}
    >
      <NarrowForm label={t('console.find')}>
        <TextField
          label={t('console.access.dataset')}
          hint={t('console.access.dataset-hint')}
          name="dataset"
          defaultValue={search.get('dataset') ?? ''}
        />
        <TextField
          label={t('console.access.day')}
          name="day"
          type="date"
          defaultValue={search.get('day') ?? ''}
        />
      </NarrowForm>
    </ListPage>
  );
}

const MICROSECONDS = 1000;

function useColumns(): Column<AccessRecordView>[] {
  const t = useT();
  const format = useFormat();
  const role = (name: string): string => {
    const key = `role.${name}`;
    return isMessageKey(key) ? t(key) : name;
  };
  return [
    { key: 'at', head: t('console.access.at'), cell: ({ at }) => <Time at={at} show="date-time" /> },
    {
      key: 'operation',
      head: t('console.access.operation'),
      cell: ({ operation }) => <code>{operation}</code>,
    },
    {
      key: 'dataset',
      head: t('console.access.dataset'),
      cell: ({ datasetCode, format: as }) => format.list([datasetCode ?? '', as ?? '']),
    },
    {
      key: 'who',
      head: t('console.access.who'),
      cell: ({ accountName, role: name }) => format.list([accountName ?? '', role(name)]),
    },
    {
      key: 'address',
      head: t('console.access.address'),
      minor: true,
      cell: ({ address }) => <code>{address}</code>,
    },
    { key: 'status', head: t('console.access.status'), numeric: true, cell: ({ status }) => String(status) },
    {
      key: 'bytes',
      head: t('console.access.bytes'),
      numeric: true,
      minor: true,
      cell: ({ bytes }) => format.bytes(bytes),
    },
    {
      key: 'duration',
      head: t('console.access.duration'),
      numeric: true,
      minor: true,
      cell: ({ durationUs }) => format.number(durationUs / MICROSECONDS, 1),
    },
  ];
}
