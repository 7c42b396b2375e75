import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { listPlaces, type PlacedDataset } from '../../../rules/maps/maps.operations.ts';
import type { Boundaries } from '../../../rules/maps/boundaries.schema.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Section } from '../section.tsx';
import { loadBoundaries } from './load-map.ts';
import { AboutBoundaries, DistrictPicture } from './map-figure.tsx';
import styles from './maps.module.css';

const css = classesOf(styles);
type Found = OutputOf<typeof listPlaces>;

interface AllData {
  found: Found;
  boundaries: Boundaries | null;
  /** The district whose datasets are listed. */
  district: string | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<AllData> {
  const asked = new URL(request.url).searchParams.get('district');
  const boundaries = await loadBoundaries(context);
  const district = boundaries?.districts.find(({ name }) => name === asked)?.name ?? null;
  const found = await load(context, listPlaces, district === null ? {} : { district });
  return { found, boundaries, district };
}

const inDistrict = (district: string | null): string =>
  linkWith('/map', new URLSearchParams(), { district }, district === null ? '' : '#datasets');

export default function AllMaps() {
  const { found, boundaries, district } = useLoaderData<AllData>();
  const t = useT();
  const counts = found.districts.map(({ code, datasets }) => ({ code, count: datasets }));
  return (
    <>
      <PageTitle title={t('map.all-title')} />
      <h1>{t('map.all-title')}</h1>
      <p className={css('sentence')}>
        {t('map.all-lead')}
        {district === null && t('map.all-sentence', { datasets: found.items.length })}
      </p>
      <div className={css('beside')}>
        {boundaries && (
          <DistrictPicture
            boundaries={boundaries}
            counts={counts}
            label={t('map.all-picture')}
            to={({ name }) => inDistrict(name)}
          >
            <AboutBoundaries boundaries={boundaries} />
          </DistrictPicture>
        )}
        <DistrictList found={found} district={district} />
      </div>
      <Section
        id="datasets"
        title={district === null ? t('map.all-list') : t('map.all-in', { district })}
        aside={district !== null && <Link to={inDistrict(null)}>{t('map.all-districts')}</Link>}
      >
        <Datasets items={found.items} district={district} />
      </Section>
    </>
  );
}

function DistrictList({ found: { districts }, district }: { found: Found; district: string | null }) {
  const t = useT();
  const format = useFormat();
  return (
    <Table
      caption={t('map.all-picture')}
      columns={[
        {
          key: 'name',
          head: t('map.district'),
          cell: ({ name }: Found['districts'][number]) => (
            <Link to={inDistrict(name)} aria-current={name === district ? 'true' : undefined}>
              {name}
            </Link>
          ),
        },
        {
          key: 'datasets',
          head: t('map.datasets'),
          numeric: true,
          cell: ({ datasets }) => format.number(datasets),
        },
      ]}
      rows={districts}
      rowKey={({ code }) => code}
      empty={null}
    />
  );
}

function Datasets({ items, district }: { items: readonly PlacedDataset[]; district: string | null }) {
  const t = useT();
  return (
    <Table
      caption={t('map.all-list')}
      captionUnseen
      columns={useColumns(district)}
      rows={items}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('map.all-none')}>
          <p>{t('map.all-none-text')}</p>
        </EmptyState>
      }
    />
  );
}

/** Districts named one by one; with more only their number is said. */
const NAMED = 3;

function useColumns(district: string | null): Column<PlacedDataset>[] {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const profile = profileOf(usePage());
  const inIt = ({ places }: PlacedDataset): number =>
    places.districts.find(({ name }) => name === district)?.count ?? 0;
  const covers = ({ places: { districts } }: PlacedDataset): string =>
    districts.length > NAMED
      ? t('map.covers-all', { count: districts.length })
      : format.list(districts.map(({ name }) => name));
  return [
    {
      key: 'name',
      head: t('map.dataset'),
      cell: ({ code, name }) => <Link to={`/datasets/${code}/map`}>{name}</Link>,
    },
    { key: 'publisher', head: t('map.publisher'), cell: ({ publisher }) => publisher, minor: true },
    {
      key: 'domain',
      head: t('dataset.domain'),
      cell: ({ domain }) => domainName(profile, domain, language),
      minor: true,
    },
    { key: 'kind', head: t('map.kind'), cell: ({ places }) => t(`map.kind.${places.kind}`) },
    district === null
      ? { key: 'covers', head: t('map.covers'), cell: covers }
      : {
          key: 'covers',
          head: t('map.here', { district }),
          numeric: true,
          cell: (each) => format.number(inIt(each)),
        },
    {
      key: 'updated',
      head: t('map.updated'),
      minor: true,
      cell: ({ dataUpdatedAt }) => dataUpdatedAt !== null && <Time at={dataUpdatedAt} />,
    },
  ];
}
