import { Link, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { EmbedCode } from '../embed/embed-code.tsx';
import { loadMapPage, type MapData } from './load-map-page.ts';
import { MapBody } from './map-body.tsx';
import { labelsOf } from './map-link.ts';
import { MapSentence } from './map-tables.tsx';
import styles from './maps.module.css';

const css = classesOf(styles);

export const loader = (args: LoaderFunctionArgs): Promise<MapData> => loadMapPage(args);

export default function DatasetMap() {
  const data = useLoaderData<MapData>();
  const [search] = useSearchParams();
  const { origin } = usePage();
  const t = useT();
  const { dataset, seen, where } = data;
  const { code, name } = dataset;
  const page = `/datasets/${code}/map`;
  return (
    <>
      <PageTitle title={t('map.of', { name })} />
      <Breadcrumb
        crumbs={[
          { name: t('dataset.catalogue'), to: '/datasets' },
          { name, to: `/datasets/${code}` },
          { name: t('map.title') },
        ]}
      />
      <h1>{t('map.of', { name })}</h1>
      <p className={css('sentence')}>
        <MapSentence places={seen.map.places} labels={labelsOf(seen)} />
      </p>
      {where !== null && (
        <p className={css('quiet')}>
          {t('map.filtered', { where })} <Link to={page}>{t('map.unfiltered')}</Link>
        </p>
      )}
      <MapBody data={data} path={page} search={search} />
      {seen.view && (
        <p className={css('quiet')}>
          <a href={linkWith(`/api/v1${page}`, new URLSearchParams(), { where })}>{t('map.tiles')}</a>
        </p>
      )}
      <EmbedCode
        title={t('map.of', { name })}
        address={linkWith(`${origin}/embed${page}`, search, {})}
        height={640}
      />
    </>
  );
}
