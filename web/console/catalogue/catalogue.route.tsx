import { Link, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { listCatalogueEntries } from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { linkWith } from '../../app/query-string.ts';
import { LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { Time } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { FindForm } from '../find-form.tsx';
import { PageHead } from '../page-head.tsx';

interface CatalogueData {
  items: CatalogueEntryView[];
  total: number;
  next: string | null;
  q: string;
  mayWrite: boolean;
}

const PAGE = 30;
const PATH = '/console/catalogue';

export async function loader({ context, request }: LoaderFunctionArgs): Promise<CatalogueData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const asked = new URL(request.url).searchParams;
  const q = (asked.get('q') ?? '').trim().slice(0, 100);
  const cursor = asked.get('cursor');
  const { items, total, next } = await load(context, listCatalogueEntries, {
    limit: PAGE,
    ...(q && { q }),
    ...(cursor && { cursor }),
  });
  const mayWrite = actor !== null && can(actor, 'catalogue-entry.write', { bodyId: actor.bodyId });
  return { items, total, next, q, mayWrite };
}

export default function Catalogue() {
  const { items, total, next, q, mayWrite } = useLoaderData<CatalogueData>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.catalogue.title', { total })}
        tab={t('console.place.catalogue')}
        meta={t('console.catalogue.internal')}
        aside={
          mayWrite && (
            <LinkButton kind="primary" to={`${PATH}/new`}>
              {t('console.catalogue.new')}
            </LinkButton>
          )
        }
      />
      <FindForm label={t('console.catalogue.find')} q={q} />
      <Table
        caption={t('console.place.catalogue')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('console.catalogue.none')}>{t('console.catalogue.none-text')}</EmptyState>
        }
      />
      {total > items.length && (
        <Pagination
          summary={t('console.page', { count: items.length, total })}
          first={search.has('cursor') ? linkWith(PATH, search, { cursor: null }) : undefined}
          next={next === null ? undefined : linkWith(PATH, search, { cursor: next })}
        />
      )}
    </>
  );
}

function useColumns(): Column<CatalogueEntryView>[] {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const profile = profileOf(usePage());
  return [
    {
      key: 'name',
      head: t('console.catalogue.name'),
      cell: ({ id, name }) => <Link to={`${PATH}/${id}`}>{name}</Link>,
    },
    { key: 'body', head: t('console.catalogue.body'), cell: ({ bodyName }) => bodyName },
    {
      key: 'openness',
      head: t('console.catalogue.openness'),
      cell: ({ openness }) => <ClassMark kind={openness} />,
    },
    {
      key: 'domain',
      head: t('console.entry.domain'),
      minor: true,
      cell: ({ domain }) => (domain ? domainName(profile, domain, language) : ''),
    },
    {
      key: 'fields',
      head: t('console.catalogue.fields'),
      numeric: true,
      minor: true,
      cell: ({ fields }) => format.number(fields.length),
    },
    {
      key: 'changed',
      head: t('console.changed-at'),
      minor: true,
      cell: ({ changedAt }) => <Time at={changedAt} />,
    },
  ];
}
