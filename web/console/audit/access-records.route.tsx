import { Form, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import {
  listAccessRecords,
  readAccessRecordCounts,
  type AccessRecordView,
} from '../../../rules/access-records/access-records.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { isMessageKey } from '../../../locales/index.ts';
import { load } from '../../app/load.ts';
import { linkWith } from '../../app/query-string.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { PageHead } from '../page-head.tsx';
import { dayRange } from './day-range.ts';

const css = classesOf(styles);
const PAGE = 50;
const PATH = '/console/access-records';

interface AccessRecordsData {
  items: AccessRecordView[];
  total: number;
  totalIsEstimate: boolean;
  next: string | null;
  counts: OutputOf<typeof readAccessRecordCounts>;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<AccessRecordsData> {
  const asked = new URL(request.url).searchParams;
  const cursor = asked.get('cursor');
  const dataset = (asked.get('dataset') ?? '').trim();
  const [page, counts] = await Promise.all([
    load(context, listAccessRecords, {
      limit: PAGE,
      ...dayRange(asked.get('day')),
      ...(dataset && { dataset }),
      ...(cursor && { cursor }),
    }),
    load(context, readAccessRecordCounts, {}),
  ]);
  const { items, total, totalIsEstimate, next } = page;
  return { items, total, totalIsEstimate, next, counts };
}

export default function AccessRecords() {
  const { items, total, totalIsEstimate, next, counts } = useLoaderData<AccessRecordsData>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t(totalIsEstimate ? 'console.access.title-about' : 'console.access.title', { total })}
        tab={t('console.place.access-records')}
        meta={t('console.access.counts', counts)}
      />
      <Form className={css('find')}>
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
        <Button>{t('console.find')}</Button>
      </Form>
      <Table
        caption={t('console.access.caption')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('console.access.none')}>{t('console.access.none-text')}</EmptyState>}
      />
      {(next !== null || search.has('cursor')) && (
        <Pagination
          summary={t('console.page', { count: items.length, total })}
          first={search.has('cursor') ? linkWith(PATH, search, { cursor: null }) : undefined}
          next={next === null ? undefined : linkWith(PATH, search, { cursor: next })}
        />
      )}
    </>
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
