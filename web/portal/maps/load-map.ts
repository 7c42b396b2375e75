import type { LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { Boundaries } from '../../../rules/maps/boundaries.schema.ts';
import { extentOfCity } from '../../../rules/maps/district-of.ts';
import { getBoundaries, getMap, getTile } from '../../../rules/maps/maps.operations.ts';
import type { TileAddress } from '../../../rules/maps/mercator.ts';
import { decodeTile } from '../../../rules/maps/mvt-decode.ts';
import { DRAWN, type TileFeature } from '../../../rules/maps/mvt-encode.ts';
import { partsInView, tilesOf, viewAt, viewOf, type MapView } from '../../../rules/maps/view.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt } from '../../app/problem-view.ts';
import { PICTURE } from './drawn-districts.ts';

type Context = LoaderFunctionArgs['context'];
export type MapAnswer = OutputOf<typeof getMap>;

/** A feature of a tile as a picture shows it. */
export interface SeenFeature {
  feature: TileFeature;
  /** x, y, x, y … in steps of the picture. */
  parts: number[][];
  /** Its first place. */
  at: [x: number, y: number];
}

export interface SeenMap {
  map: MapAnswer;
  boundaries: Boundaries | null;
  /** Null where rows have but a district. */
  view: MapView | null;
  /** What the view starts from. */
  whole: MapView | null;
  features: SeenFeature[];
}

/** The districts of the city; null where none are there. */
export async function loadBoundaries(context: Context): Promise<Boundaries | null> {
  const found = await attempt(pageOf(context).port.call(getBoundaries, {}));
  if (!found.ok) return null;
  // Positions are pairs there, too: the schema of the answer says it in words only.
  return found.value as Boundaries;
}

interface AskedMap {
  id: string;
  where?: string | undefined;
  /** As an address has it: longitude, latitude, zoom. */
  at?: string | null;
  size?: Pick<MapView, 'width' | 'height'>;
}

/** A dataset's map as one view shows it; a problem as the operation has it. */
export async function loadMap(
  context: Context,
  { id, where, at = null, size = PICTURE }: AskedMap,
): Promise<SeenMap> {
  const { port } = pageOf(context);
  const asked = { id, ...(where !== undefined && { where }) };
  const map = await port.call(getMap, asked);
  const boundaries = await loadBoundaries(context);
  if (map.tiles.length === 0) return { map, boundaries, view: null, whole: null, features: [] };
  const extent = map.places.extent ?? (boundaries && extentOfCity(boundaries)) ?? map.bounds;
  const whole = viewOf(extent, size);
  const view = viewAt(at, size) ?? whole;
  const seen = await Promise.all(
    tilesOf(view).map(async (tile) => {
      const { body } = await port.call(getTile, { ...asked, ...tile });
      return body instanceof Uint8Array ? seenIn(view, tile, decodeTile(body)) : [];
    }),
  );
  return { map, boundaries, view, whole, features: seen.flat() };
}

/** Points beside the picture are left out. */
function seenIn(view: MapView, tile: TileAddress, features: readonly TileFeature[]): SeenFeature[] {
  return features.flatMap((feature) => {
    const parts = partsInView(view, tile, feature);
    const [[x = 0, y = 0] = []] = parts;
    const isBeside = feature.drawn === DRAWN.point && (x < 0 || y < 0 || x > view.width || y > view.height);
    return isBeside ? [] : [{ feature, parts, at: [x, y] }];
  });
}
