import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import type { Static } from 'typebox';
import type { Page } from '../../../rules/api/views.ts';
import { isMessageKey } from '../../../locales/index.ts';
import { listEvents, type TrailItem } from '../../../rules/events/events.operations.ts';
import { load } from '../../app/load.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { Select, TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { NarrowForm } from '../find-form.tsx';
import { ListPage } from '../list-page.tsx';
import { useReasonWords } from '../reason-words.ts';
import { THINGS } from './things.ts';

const PAGE = 50;
const PATH = '/console/events';
type Trail = Static<typeof TrailItem>;

export const loader = ({ context, request }: LoaderFunctionArgs): Promise<Page<Trail>> =>
  load(context, listEvents, { limit: PAGE, ...askedOf(request, 'thing', 'thingId') });

export default function Events() {
  const page = useLoaderData<Page<Trail>>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <ListPage
      place="events"
      title={t('console.events.title', { total: page.total })}
      meta={t('console.events.lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('console.events.none'), text: t('console.events.none-text') }}
    >
      <NarrowForm label={t('console.find')}>
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
      </NarrowForm>
    </ListPage>
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
