import { useT } from '../../design/language.tsx';
import { CityMap } from '../../design/map/city-map.tsx';
import type { Boundaries } from '../../../rules/maps/boundaries.schema.ts';
import { atOf, type MapView } from '../../../rules/maps/view.ts';
import { countsOf, drawnDistricts, insetOf, PICTURE, wholeCity } from './drawn-districts.ts';
import { drawnMarks, rowKey } from './drawn-marks.ts';
import type { SeenFeature, SeenMap } from './load-map.ts';

interface MapFigureProps {
  seen: SeenMap;
  name: string;
  /** Where marks lead: the same map, changed. */
  link: (change: { at: string; row?: string }) => string;
  picked?: number | undefined;
}

/** The picture of one view of a dataset's map, with what is to be said of its lines and coordinates. */
export function MapFigure({ seen, name, link, picked }: MapFigureProps) {
  const { map, boundaries, view } = seen;
  if (!view) return boundaries && <Choropleth {...{ seen, boundaries, name }} />;
  return <Marks {...{ seen, name, link, picked, view, map }} />;
}

function Marks({ seen, name, link, picked, view }: MapFigureProps & { view: MapView }) {
  const t = useT();
  const { boundaries, features } = seen;
  const words = {
    rows: (count: number) => t('map.cell', { count }),
    row: (feature: SeenFeature) => rowName(feature) ?? t('map.row', { row: (feature.feature.id ?? 0) + 1 }),
  };
  const districts = boundaries ? drawnDistricts(boundaries.districts, view, { counts: null }) : [];
  return (
    <CityMap
      size={view}
      label={t('map.picture', { name, count: features.length, districts: districts.length })}
      districts={districts}
      marks={drawnMarks(features, view, link, words)}
      picked={picked === undefined ? undefined : rowKey(picked)}
      state={atOf(view.lon, view.lat, view.zoom)}
    >
      <AboutMap seen={seen} />
    </CityMap>
  );
}

function Choropleth({ seen, boundaries, name }: { seen: SeenMap; boundaries: Boundaries; name: string }) {
  const t = useT();
  const { districts } = seen.map.places;
  return (
    <DistrictPicture
      boundaries={boundaries}
      counts={districts}
      label={t('map.picture', { name, count: 0, districts: districts.length })}
    >
      <AboutMap seen={seen} />
    </DistrictPicture>
  );
}

interface DistrictPictureProps {
  boundaries: Boundaries;
  counts: readonly { code: string; count: number }[];
  label: string;
  to?: (district: { code: string; name: string }) => string;
  children: React.ReactNode;
}

/** The city by district, shaded by how much, name and number on each, the small ones in the middle enlarged. */
export function DistrictPicture({ boundaries, counts, label, to, children }: DistrictPictureProps) {
  const t = useT();
  const whole = wholeCity(boundaries);
  if (!whole) return null;
  const wanted = { counts: countsOf(counts), ...(to && { to }) };
  const unnamed = new Set(boundaries.central);
  const inset = insetOf(boundaries, wanted);
  return (
    <CityMap
      size={PICTURE}
      label={label}
      districts={drawnDistricts(boundaries.districts, whole, { ...wanted, unnamed })}
      marks={[]}
      inset={inset && { ...inset, label: t('map.picture-inset') }}
    >
      {children}
    </CityMap>
  );
}

/** The first Chinese text among a row's fields, which mostly is its name; else the first text. */
export function rowName({ feature: { tags } }: SeenFeature): string | undefined {
  const texts = Object.values(tags).filter((value) => typeof value === 'string');
  return texts.find((text) => /\p{Script=Han}/u.test(text)) ?? texts.find((text) => /\p{L}/u.test(text));
}

function AboutMap({ seen: { map, boundaries } }: { seen: SeenMap }) {
  const t = useT();
  const { kind, coordinateSystem: system } = map.places;
  return (
    <>
      {kind !== 'districts' && (system === null ? t('map.system-unstated') : t('map.system', { system }))}{' '}
      <AboutBoundaries boundaries={boundaries} />
    </>
  );
}

export function AboutBoundaries({ boundaries }: { boundaries: Boundaries | null }) {
  const t = useT();
  if (!boundaries) return t('map.no-boundaries');
  const { approval, source, licence } = boundaries;
  return approval === null
    ? t('map.schematic', { source, licence })
    : t('map.approved', { approval, source, licence });
}
