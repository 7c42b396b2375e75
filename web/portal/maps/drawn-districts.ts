import type { Boundaries, District } from '../../../rules/maps/boundaries.schema.ts';
import { extentOf, extentOfCity } from '../../../rules/maps/district-of.ts';
import { inView, outlineOf, viewOf, type MapView } from '../../../rules/maps/view.ts';
import type { DrawnDistrict } from '../../design/map/city-map.tsx';

export const PICTURE = { width: 800, height: 520 };
const INSET = { width: 300, height: 340 };

/** What each district counts, by its code. */
export type Counts = ReadonlyMap<string, number>;

export const countsOf = (districts: readonly { code: string; count: number }[]): Counts =>
  new Map(districts.map(({ code, count }) => [code, count]));

interface Wanted {
  /** Shade and number; null for the bare lines of the city. */
  counts: Counts | null;
  /** Districts whose names are left to the inset. */
  unnamed?: ReadonlySet<string>;
  to?: (district: District) => string;
}

/** Districts as a view shows them; those outside are left out. */
export function drawnDistricts(
  districts: readonly District[],
  view: MapView,
  { counts, unnamed, to }: Wanted,
): DrawnDistrict[] {
  const most = Math.max(0, ...(counts?.values() ?? []));
  return districts.flatMap((district) => {
    const { code, name, at } = district;
    const { outline, isRoomy } = placeIn(view, district);
    if (outline === '') return [];
    const count = counts?.get(code) ?? 0;
    const isNamed = unnamed?.has(code) !== true && isRoomy;
    return [
      {
        ...{ code, outline, at: inView(view, at[0], at[1]) },
        name: isNamed ? name : '',
        value: counts !== null && isNamed ? count : null,
        step: counts === null ? 0 : stepOf(count, most),
        ...(to && { to: to(district) }),
      },
    ];
  });
}

interface PlaceInView {
  outline: string;
  /** Whether its name can stand on it. */
  isRoomy: boolean;
}

/** As long as a view is kept, as those of the whole city are, so is what it makes of the districts. */
const PLACES = new WeakMap<MapView, WeakMap<District, PlaceInView>>();

function placeIn(view: MapView, district: District): PlaceInView {
  const known = PLACES.get(view) ?? new WeakMap<District, PlaceInView>();
  PLACES.set(view, known);
  const place = known.get(district) ?? {
    outline: outlineOf(view, district),
    isRoomy: hasRoom(view, district),
  };
  known.set(district, place);
  return place;
}

/** The whole of a city, and its middle, each in a picture of its own. */
interface CityViews {
  whole: MapView | null;
  middle: { districts: District[]; view: MapView } | null;
}

const CITY_VIEWS = new WeakMap<Boundaries, CityViews>();

function viewsOfCity(boundaries: Boundaries): CityViews {
  const known = CITY_VIEWS.get(boundaries);
  if (known) return known;
  const whole = extentOfCity(boundaries);
  const districts = boundaries.districts.filter(({ code }) => boundaries.central.includes(code));
  const middle = extentOf(districts.flatMap(({ rings }) => rings));
  const views = {
    whole: whole && viewOf(whole, PICTURE, true),
    middle: middle && { districts, view: viewOf(middle, INSET, true) },
  };
  CITY_VIEWS.set(boundaries, views);
  return views;
}

/** The whole city in a picture; null of one without districts. */
export const wholeCity = (boundaries: Boundaries): MapView | null => viewsOfCity(boundaries).whole;

/** Steps that a character of a name takes. */
const CHARACTER = 12;

/** Whether a name can stand on a district without covering its neighbours. */
function hasRoom(view: MapView, { name, rings }: District): boolean {
  const [west, south, east, north] = extentOf(rings) ?? [0, 0, 0, 0];
  const [[x0, y0], [x1, y1]] = [inView(view, west, north), inView(view, east, south)];
  return x1 - x0 >= name.length * CHARACTER && y1 - y0 >= 2 * CHARACTER;
}

/** A fifth of the greatest count a step; nothing is no step. */
function stepOf(count: number, most: number): DrawnDistrict['step'] {
  if (count === 0 || most === 0) return 0;
  const steps = [1, 2, 3, 4, 5] as const;
  return steps[Math.min(4, Math.floor((count / most) * 5))] ?? 5;
}

/** The small districts in the middle by themselves; null where a city has none. */
export function insetOf(boundaries: Boundaries, wanted: Omit<Wanted, 'unnamed'>) {
  const { middle } = viewsOfCity(boundaries);
  if (!middle) return null;
  const most = Math.max(0, ...(wanted.counts?.values() ?? []));
  const drawn = drawnDistricts(middle.districts, middle.view, wanted);
  // Shades are those of the whole city.
  const shaded = drawn.map((each) => ({ ...each, step: stepOf(wanted.counts?.get(each.code) ?? 0, most) }));
  return { size: INSET, districts: shaded };
}
