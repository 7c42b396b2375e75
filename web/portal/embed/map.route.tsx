import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { PageTitle } from '../../app/page-title.tsx';
import { linkWith } from '../../app/query-string.ts';
import { useT } from '../../design/language.tsx';
import { loadMapPage, type MapData } from '../maps/load-map-page.ts';
import { MapBody } from '../maps/map-body.tsx';
import { EmbeddedSource } from './embedded-source.tsx';

export const loader = (args: LoaderFunctionArgs): Promise<MapData> => loadMapPage(args);

export default function EmbeddedMap() {
  const data = useLoaderData<MapData>();
  const [search] = useSearchParams();
  const t = useT();
  const { dataset } = data;
  const page = `/datasets/${dataset.code}/map`;
  return (
    <>
      <PageTitle title={t('map.of', { name: dataset.name })} />
      <h1>{dataset.name}</h1>
      <MapBody data={data} path={`/embed${page}`} search={search} />
      <EmbeddedSource dataset={dataset} href={linkWith(page, search, {})} />
    </>
  );
}
