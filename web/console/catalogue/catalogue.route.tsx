import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import type { InputOf } from '../../../rules/api/operation.ts';
import { listPublishers } from '../../../rules/bodies/bodies.operations.ts';
import { IMPORT_PAGE } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { CATALOGUE_FORMATS, listCatalogueEntries } from '../../../rules/catalogue/catalogue.operations.ts';
import { ORIGINS, type CatalogueEntrySummary } from '../../../rules/catalogue/catalogue.schema.ts';
import { OPEN_CLASSES } from '../../../rules/datasets/list-entry.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { ListPage } from '../list-page.tsx';
import styles from './catalogue.module.css';
import { NarrowCatalogue } from './narrow-catalogue.tsx';

const css = classesOf(styles);

interface CatalogueData {
  page: Page<CatalogueEntrySummary>;
  mayWrite: boolean;
  mayImport: boolean;
  /** Empty for those who see one body's alone. */
  bodies: { code: string; name: string }[];
}

const PAGE = 30;
const PATH = '/console/catalogue';

export async function loader({ context, request }: LoaderFunctionArgs): Promise<CatalogueData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  const [page, { items: bodies }] = await Promise.all([
    load(context, listCatalogueEntries, { limit: PAGE, ...filterOf(request) }),
    load(context, listPublishers, {}),
  ]);
  const mayWrite = actor !== null && can(actor, 'catalogue-entry.write', { bodyId: actor.bodyId });
  const mayImport = actor !== null && can(actor, 'catalogue.import');
  // Whoever works in one body sees that body's entries alone.
  const across = actor?.bodyId === null;
  return {
    page,
    mayWrite,
    mayImport,
    bodies: across ? bodies.map(({ code, name }) => ({ code, name })) : [],
  };
}

function filterOf(request: Request): Partial<InputOf<typeof listCatalogueEntries>> {
  const { openness, origin, standing, ...rest } = askedOf(
    request,
    'q',
    'publisher',
    'openness',
    'origin',
    'standing',
  );
  const openClass = OPEN_CLASSES.find((known) => known === openness);
  const arising = ORIGINS.find((known) => known === origin);
  return {
    ...rest,
    ...(openClass && { openness: openClass }),
    ...(arising && { origin: arising }),
    ...(standing === 'listed' || standing === 'unlisted' ? { listed: standing === 'listed' } : {}),
    ...(standing === 'shared' && { shared: true }),
    ...(standing === 'disputed' && { disputed: true }),
  };
}

export default function Catalogue() {
  const { page, mayWrite, mayImport, bodies } = useLoaderData<CatalogueData>();
  const t = useT();
  return (
    <ListPage
      place="catalogue"
      title={t('console.catalogue.title', { total: page.total })}
      meta={t('console.catalogue.internal')}
      aside={
        <>
          {mayImport && <LinkButton to={IMPORT_PAGE.path}>{t('console.import.catalogue')}</LinkButton>}
          {mayWrite && (
            <LinkButton kind="primary" to={`${PATH}/new`}>
              {t('console.catalogue.new')}
            </LinkButton>
          )}
        </>
      }
      page={page}
      columns={useColumns()}
      none={{ title: t('console.catalogue.none'), text: t('console.catalogue.none-text') }}
    >
      <NarrowCatalogue bodies={bodies} />
      <Exports />
    </ListPage>
  );
}

/** What is shown, as a file that can be imported again. */
function Exports() {
  const t = useT();
  return (
    <p className={css('quiet')}>
      {t('console.catalogue.export')}{' '}
      {CATALOGUE_FORMATS.map((format) => (
        <a key={format} className={css('export')} href={`/api/v1/catalogue-exports/${format}`} download>
          {format.toUpperCase()}
        </a>
      ))}
    </p>
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
      key: 'dataset',
      head: t('console.catalogue.on-list'),
      cell: ({ dataset, sharedFrom }) => {
        if (dataset) return t(`datasetState.${dataset.state}`);
        return sharedFrom ? t('console.catalogue.of-other', { body: sharedFrom.name }) : '';
      },
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
