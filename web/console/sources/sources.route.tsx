import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import type { SourceView } from '../../../rules/sources/source.schema.ts';
import { listSources } from '../../../rules/sources/sources.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { PageHead } from '../page-head.tsx';
import { useOutcome } from './pull-words.ts';
import { useSourceState } from './source-state.ts';

const PATH = '/console/sources';

interface SourcesData {
  items: SourceView[];
  mayWrite: boolean;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<SourcesData> {
  const { viewer } = pageOf(context).port;
  const { items } = await load(context, listSources, {});
  return { items, mayWrite: viewer !== null && reachOf(actorOf(viewer), 'source.write') !== null };
}

export default function Sources() {
  const { items, mayWrite } = useLoaderData<SourcesData>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.place.sources')}
        meta={t('source.lead')}
        aside={
          mayWrite && (
            <LinkButton kind="primary" to={`${PATH}/new`}>
              {t('source.new')}
            </LinkButton>
          )
        }
      />
      <Table
        caption={t('console.place.sources')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('source.none')}>{t('source.none-text')}</EmptyState>}
      />
    </>
  );
}

function useColumns(): Column<SourceView>[] {
  const t = useT();
  const format = useFormat();
  const outcome = useOutcome();
  const stateOf = useSourceState();
  return [
    {
      key: 'name',
      head: t('source.name'),
      cell: ({ id, name }) => <Link to={`${PATH}/${id}`}>{name}</Link>,
    },
    {
      key: 'kind',
      head: t('source.kind'),
      minor: true,
      cell: ({ address }) => t(`source.kind.${address.kind}`),
    },
    { key: 'dataset', head: t('source.dataset'), minor: true, cell: ({ datasetName }) => datasetName },
    { key: 'state', head: t('source.state'), cell: stateOf },
    {
      key: 'last',
      head: t('source.last'),
      cell: ({ lastPull }) => (lastPull ? outcome(lastPull) : t('source.never')),
    },
    {
      key: 'next',
      head: t('source.next'),
      minor: true,
      cell: ({ nextPullAt }) => (nextPullAt === null ? t('source.no-next') : format.dateTime(nextPullAt)),
    },
  ];
}
