import { Form, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import type { Static } from 'typebox';
import { isMessageKey } from '../../../locales/index.ts';
import { listEvents, type TrailItem } from '../../../rules/events/events.operations.ts';
import { load } from '../../app/load.ts';
import { linkWith } from '../../app/query-string.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { Select, TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { PageHead } from '../page-head.tsx';
import { useReasonWords } from '../reason-words.ts';

const css = classesOf(styles);
const PAGE = 50;
const PATH = '/console/events';
const THINGS = [
  'dataset',
  'version',
  'work-order',
  'upload',
  'catalogue-entry',
  'account',
  'session',
  'token',
  'body',
] as const;

type Trail = Static<typeof TrailItem>;

interface EventsData {
  items: Trail[];
  total: number;
  next: string | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<EventsData> {
  const asked = new URL(request.url).searchParams;
  const given = (name: string): string => (asked.get(name) ?? '').trim().slice(0, 100);
  const [thing, thingId, cursor] = [given('thing'), given('thingId'), asked.get('cursor')];
  const { items, total, next } = await load(context, listEvents, {
    limit: PAGE,
    ...(thing && { thing }),
    ...(thingId && { thingId }),
    ...(cursor && { cursor }),
  });
  return { items, total, next };
}

export default function Events() {
  const { items, total, next } = useLoaderData<EventsData>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.events.title', { total })}
        tab={t('console.place.events')}
        meta={t('console.events.lead')}
      />
      <Form className={css('find')}>
        <Select
          label={t('console.events.thing')}
          name="thing"
          none={t('console.all')}
          defaultValue={search.get('thing') ?? ''}
          options={THINGS.map((value) => ({ value, label: t(`console.thing.${value}`) }))}
        />
        <TextField
          label={t('console.events.thing-id')}
          name="thingId"
          defaultValue={search.get('thingId') ?? ''}
        />
        <Button>{t('console.find')}</Button>
      </Form>
      <Table
        caption={t('console.place.events')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('console.events.none')}>{t('console.events.none-text')}</EmptyState>}
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

function useWord(): (key: string, otherwise: string) => string {
  const t = useT();
  return (key, otherwise) => (isMessageKey(key) ? t(key) : otherwise);
}

function useColumns(): Column<Trail>[] {
  const t = useT();
  const format = useFormat();
  const word = useWord();
  const reasonWords = useReasonWords();
  return [
    { key: 'at', head: t('console.access.at'), cell: ({ at }) => <Time at={at} show="date-time" /> },
    {
      key: 'action',
      head: t('console.events.act'),
      cell: ({ action, result }) =>
        format.list([
          word(`act.${action}`, action),
          result === 'done' ? '' : word(`console.result.${result}`, result),
        ]),
    },
    {
      key: 'who',
      head: t('console.access.who'),
      cell: ({ bodyName, role, actorName }) =>
        format.list([bodyName ?? '', word(`role.${role}`, role), actorName]),
    },
    { key: 'thing', head: t('console.events.thing'), cell: (item) => <Thing {...item} /> },
    {
      key: 'reasons',
      head: t('console.events.reasons'),
      minor: true,
      cell: ({ reasons }) => format.list(reasonWords(reasons)),
    },
    {
      key: 'provision',
      head: t('console.events.provision'),
      minor: true,
      cell: ({ provision }) => provision !== null && <ProvisionLink id={provision} />,
    },
  ];
}

function Thing({ thing, thingId }: Trail) {
  const word = useWord();
  return (
    <a href={`${PATH}?thing=${encodeURIComponent(thing)}&thingId=${encodeURIComponent(thingId)}`}>
      {word(`console.thing.${thing}`, thing)} <code>{thingId.slice(-8)}</code>
    </a>
  );
}
