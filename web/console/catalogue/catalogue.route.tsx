import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import { listCatalogueEntries } from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueEntrySummary } from '../../../rules/catalogue/catalogue.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { Time } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { FindForm } from '../find-form.tsx';
import { ListPage } from '../list-page.tsx';

interface CatalogueData {
  page: Page<CatalogueEntrySummary>;
  mayWrite: boolean;
}

const PAGE = 30;
const PATH = '/console/catalogue';

export async function loader({ context, request }: LoaderFunctionArgs): Promise<CatalogueData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const page = await load(context, listCatalogueEntries, { limit: PAGE, ...askedOf(request, 'q') });
  const mayWrite = actor !== null && can(actor, 'catalogue-entry.write', { bodyId: actor.bodyId });
  return { page, mayWrite };
}

export default function Catalogue() {
  const { page, mayWrite } = useLoaderData<CatalogueData>();
  const t = useT();
  return (
    <ListPage
      place="catalogue"
      title={t('console.catalogue.title', { total: page.total })}
      meta={t('console.catalogue.internal')}
      aside={
        mayWrite && (
          <LinkButton kind="primary" to={`${PATH}/new`}>
            {t('console.catalogue.new')}
          </LinkButton>
        )
      }
      page={page}
      columns={useColumns()}
      none={{ title: t('console.catalogue.none'), text: t('console.catalogue.none-text') }}
    >
      <FindForm label={t('console.catalogue.find')} />
    </ListPage>
  );
}

function useColumns(): Column<CatalogueEntrySummary>[] {
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
      cell: ({ fieldCount }) => format.number(fieldCount),
    },
    {
      key: 'changed',
      head: t('console.changed-at'),
      minor: true,
      cell: ({ changedAt }) => <Time at={changedAt} />,
    },
  ];
}
