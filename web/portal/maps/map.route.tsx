import { Link, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { getDataset, type DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { atOf, placeAt, type MapView } from '../../../rules/maps/view.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { orProblem } from '../../app/problem-view.ts';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { readPreviewQuery } from '../dataset/preview-query.ts';
import { countOf } from './drawn-marks.ts';
import { loadMap, type SeenFeature, type SeenMap } from './load-map.ts';
import { MapFigure, rowName } from './map-figure.tsx';
import { labelsOf, mapLink } from './map-link.ts';
import { MapScript } from './map-script.tsx';
import { DistrictTable, MapSentence } from './map-tables.tsx';
import styles from './maps.module.css';

const css = classesOf(styles);
const LISTED = 15;

interface MapData {
  dataset: DatasetView;
  seen: SeenMap;
  where: string | null;
  /** The number of the chosen row, from 0. */
  picked: number | null;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<MapData> {
  const dataset = await load(context, getDataset, { id: params['code'] ?? '' });
  const { searchParams } = new URL(request.url);
  const { where } = readPreviewQuery(searchParams, dataset.fields);
  const row = /^\d{1,9}$/.exec(searchParams.get('row') ?? '')?.[0];
  const seen = await orProblem(loadMap(context, { id: dataset.code, where, at: searchParams.get('at') }));
  return { dataset, seen, where: where ?? null, picked: row === undefined ? null : Number(row) };
}

export default function DatasetMap() {
  const { dataset, seen, where, picked } = useLoaderData<MapData>();
  const [search] = useSearchParams();
  const t = useT();
  const { code, name } = dataset;
  const link = (change: { at: string; row?: string }) => mapLink(code, search, change);
  const chosen = seen.features.find(({ feature }) => feature.id === picked);
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
          {t('map.filtered', { where })} <Link to={`/datasets/${code}/map`}>{t('map.unfiltered')}</Link>
        </p>
      )}
      <div data-map-root="">
        {seen.view && <Tools seen={seen} view={seen.view} link={link} />}
        <div className={css('beside')}>
          <MapFigure seen={seen} name={name} link={link} picked={picked ?? undefined} />
          <div className={css('side')}>
            {chosen && <Chosen seen={seen} chosen={chosen} />}
            {seen.view && <InView seen={seen} view={seen.view} link={link} />}
            <DistrictTable places={seen.map.places} />
          </div>
        </div>
      </div>
      {seen.view && (
        <p className={css('quiet')}>
          <a href={linkWith(`/api/v1/datasets/${code}/map`, new URLSearchParams(), { where })}>
            {t('map.tiles')}
          </a>
        </p>
      )}
      <MapScript />
    </>
  );
}

interface ToolsProps {
  seen: SeenMap;
  view: MapView;
  link: (change: { at: string; row?: string }) => string;
}

/** Of the picture, that one step moves. */
const STEP = 0.4;

/** Links, so that the map moves without scripts, too; the view stands in the address. */
function Tools({ seen: { whole }, view, link }: ToolsProps) {
  const t = useT();
  const { lon, lat, zoom, width, height } = view;
  const moved = (dx: number, dy: number): string =>
    link({ at: atOf(...placeAt(view, width * (0.5 + dx), height * (0.5 + dy)), zoom) });
  const all = [
    ['map.nearer', link({ at: atOf(lon, lat, zoom + 1) })],
    ['map.farther', link({ at: atOf(lon, lat, zoom - 1) })],
    ['map.whole', whole && link({ at: atOf(whole.lon, whole.lat, whole.zoom) })],
    ['map.north', moved(0, -STEP)],
    ['map.south', moved(0, STEP)],
    ['map.west', moved(-STEP, 0)],
    ['map.east', moved(STEP, 0)],
  ] as const;
  return (
    <nav aria-label={t('map.tools')}>
      <ul className={css('tools')}>
        {all.map(
          ([key, to]) =>
            to !== null && (
              <li key={key}>
                <Link to={to} className={css('tool')}>
                  {t(key)}
                </Link>
              </li>
            ),
        )}
        <li className={css('quiet')} data-with-scripts="" hidden id="map-keys">
          {t('map.keys')}
        </li>
      </ul>
    </nav>
  );
}

/** The rows of the picture in words, those in the middle first: what the marks lead to, for keys and for who does not see them. */
function InView({ seen: { features }, view, link }: ToolsProps) {
  const t = useT();
  const count = features.reduce((sum, each) => sum + countOf(each), 0);
  const rows = nearest(features, view);
  const isDense = rows.length < features.length;
  const note =
    count === 0
      ? t('map.in-view-none')
      : isDense
        ? t('map.in-view-cells', { count })
        : t('map.in-view-note', { shown: Math.min(LISTED, rows.length), all: rows.length });
  return (
    <section aria-labelledby="in-view">
      <h2 id="in-view">{t('map.in-view')}</h2>
      <p className={css('quiet')}>{note}</p>
      {!isDense && rows.length > 0 && (
        <ul className={css('rows')}>
          {rows.slice(0, LISTED).map((each) => (
            <li key={each.feature.id}>
              <Link to={link({ at: atOf(view.lon, view.lat, view.zoom), row: String(each.feature.id ?? 0) })}>
                {rowName(each) ?? t('map.row', { row: (each.feature.id ?? 0) + 1 })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Rows, each once however many tiles it lies in, by their distance from the middle. */
function nearest(features: readonly SeenFeature[], { width, height }: MapView): SeenFeature[] {
  const far = ({ at: [x, y] }: SeenFeature): number => (x - width / 2) ** 2 + (y - height / 2) ** 2;
  const rows = new Map<number, SeenFeature>();
  for (const each of [...features].sort((a, b) => far(a) - far(b))) {
    const { id } = each.feature;
    if (id !== undefined && !rows.has(id)) rows.set(id, each);
  }
  return [...rows.values()];
}

function Chosen({ seen, chosen }: { seen: SeenMap; chosen: SeenFeature }) {
  const t = useT();
  const format = useFormat();
  const labels = labelsOf(seen);
  const { tags } = chosen.feature;
  const facts = Object.entries(tags).map(([name, value]) => ({
    term: labels[name] ?? name,
    value: typeof value === 'number' && Number.isInteger(value) ? format.number(value) : String(value),
  }));
  return (
    <section className={css('picked')} aria-labelledby="picked" aria-live="polite">
      <h2 id="picked">{t('map.picked')}</h2>
      <DefinitionList facts={facts} />
      {facts.length >= 12 && <p className={css('quiet')}>{t('map.picked-first', { count: facts.length })}</p>}
    </section>
  );
}
