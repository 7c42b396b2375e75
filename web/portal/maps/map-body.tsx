import { Link } from 'react-router';
import { atOf, placeAt, type MapView } from '../../../rules/maps/view.ts';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { countOf, isCell } from './drawn-marks.ts';
import type { SeenFeature, SeenMap } from './load-map.ts';
import type { MapData } from './load-map-page.ts';
import { MapFigure, rowName } from './map-figure.tsx';
import { labelsOf } from './map-link.ts';
import { MapScript } from './map-script.tsx';
import { DistrictTable } from './map-tables.tsx';
import styles from './maps.module.css';

const css = classesOf(styles);
const LISTED = 15;

interface MapBodyProps {
  data: MapData;
  /** The page that shows it, and what its address says now. */
  path: string;
  search: URLSearchParams;
}

/** A map that can be moved: every view is another address of the same page. */
export function MapBody({ data: { dataset, seen, picked }, path, search }: MapBodyProps) {
  const link = ({ at, row }: { at: string; row?: string }): string =>
    linkWith(path, search, { at, row: row ?? null });
  const chosen = seen.features.find(({ feature }) => feature.id === picked);
  return (
    <>
      <div data-map-root="">
        {seen.view && <Tools seen={seen} view={seen.view} link={link} />}
        <div className={css('beside')}>
          <MapFigure seen={seen} name={dataset.name} link={link} picked={picked ?? undefined} />
          <div className={css('side')}>
            {chosen && <Chosen seen={seen} chosen={chosen} />}
            {seen.view && <InView seen={seen} view={seen.view} link={link} />}
            <DistrictTable places={seen.map.places} />
          </div>
        </div>
      </div>
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
  const rows = nearest(features, view);
  const cells = features.filter(isCell);
  const isDense = cells.length > 0;
  const count = rows.length + cells.reduce((sum, each) => sum + countOf(each), 0);
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
