import type { Reading } from '../reading.schema.ts';
import { toWgs84 } from './convert.ts';
import type { Position } from './gcj02.ts';
import { hasPlaces } from './has-places.ts';
import { placeColumns } from './place-columns.ts';
import { eachPosition } from './wkt.ts';

/** Systems in degrees that are shown side by side with what each makes of a place. */
const GEOGRAPHIC = ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const;

/** A system that coordinates may be in, and where it puts the place that is looked at. */
export interface CoordinateChoice {
  system: string;
  /** Longitude and latitude in WGS-84; null where the system has no such place. */
  place: Position | null;
  /** Metres from where the numbers lie when they are taken for WGS-84; null for lengths. */
  metres: number | null;
}

/** One place of the table and what each system makes of it. */
export interface CoordinateLook {
  /** The row of the file that it stands in. */
  row: number;
  x: number;
  y: number;
  choices: CoordinateChoice[];
}

interface Row {
  number: number;
  role: string;
  cells: readonly string[];
}

function placeIn(cells: readonly string[], { columns }: Pick<Reading, 'columns'>): Position | null {
  const at = columns.findIndex(({ type }) => type === 'geometry');
  if (at >= 0) {
    let first: Position | null = null;
    // Any place of a long line shows the same shift.
    eachPosition((cells[at] ?? '').slice(0, 200), (x, y) => (first ??= [x, y]));
    return first;
  }
  const [pair] = placeColumns(columns.map(({ label, name }) => label || name));
  const [x, y] = pair ? [cells[pair.x], cells[pair.y]].map((cell) => Number((cell ?? '').trim() || NaN)) : [];
  return x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}

const inDegrees = ([x, y]: Position): boolean => Math.abs(x) <= 180 && Math.abs(y) <= 90;

const METRES_A_DEGREE = 111_195;

/** Metres between two places that lie close to each other. */
function distance([x, y]: Position, [east, north]: Position): number {
  const width = Math.cos((y * Math.PI) / 180);
  return Math.hypot((east - x) * width, north - y) * METRES_A_DEGREE;
}

function choiceOf(system: string, place: Position): CoordinateChoice {
  const convert = toWgs84(system);
  const [x, y] = place;
  const wgs84 = convert ? convert(x, y) : inDegrees(place) ? place : null;
  return { system, place: wgs84, metres: wgs84 && inDegrees(place) ? distance(place, wgs84) : null };
}

/**
 * What each system makes of the first place among rows of the file, cells as written: the four in degrees, and the one in
 * force when it is another. Null where no row has a place.
 */
export function lookAtPlaces(reading: Reading, rows: readonly Row[]): CoordinateLook | null {
  if (!hasPlaces(reading)) return null;
  for (const { number, role, cells } of rows) {
    const place = role === 'data' ? placeIn(cells, reading) : null;
    if (!place) continue;
    const systems = new Set<string>(inDegrees(place) ? GEOGRAPHIC : []);
    if (reading.coordinateSystem !== null) systems.add(reading.coordinateSystem);
    return {
      row: number,
      x: place[0],
      y: place[1],
      choices: [...systems].map((system) => choiceOf(system, place)),
    };
  }
  return null;
}
