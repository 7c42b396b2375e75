import { READING_LIMITS } from '../limits.ts';
import type { RowList } from '../table-observer.ts';
import { toWgs84, type ToWgs84 } from './convert.ts';
import { isProjected } from './systems.ts';
import { eachPosition, hasOpenRing, isWkt } from './wkt.ts';

/** Where a place lies when its numbers are taken as degrees. */
export type Whereabouts = 'earth' | 'swapped' | 'metres' | 'nowhere';

/** Larger numbers than this are no slip of a point in degrees: they are metres. */
const METRES = 10_000;

/** Places that latitude and longitude swapped would put into the Arctic lie in China when swapped back. */
const looksChineseSwapped = (x: number, y: number): boolean => x >= 17 && x <= 54 && y >= 73 && y <= 136;

export function whereabouts(x: number, y: number): Whereabouts {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return looksChineseSwapped(x, y) ? 'swapped' : 'earth';
  if (Math.abs(x) <= 90 && Math.abs(y) <= 180) return 'swapped';
  return Math.max(Math.abs(x), Math.abs(y)) >= METRES ? 'metres' : 'nowhere';
}

export const addRow = (list: RowList, row: number): void => {
  if (list.count++ < READING_LIMITS.listedRows) list.rows.push(row);
};

/** What the geometries of a whole table were seen to hold. */
export interface GeometryFacts {
  geometries: number;
  /** Geometries with numbers that only metres can be. */
  metres: RowList;
  swapped: RowList;
  outside: RowList;
  openRings: RowList;
  /** Cells that are no geometry. */
  bad: RowList;
  /** Cells without a typed value: no geometry, or not on the Earth by their projection. */
  unfit: number;
}

const list = (): RowList => ({ count: 0, rows: [] });

/** Takes the geometry of every record once and notes what cannot be. */
export class GeometryObserver {
  readonly facts: GeometryFacts = {
    geometries: 0,
    metres: list(),
    swapped: list(),
    outside: list(),
    openRings: list(),
    bad: list(),
    unfit: 0,
  };
  private readonly convert: ToWgs84 | null;
  private readonly isProjected: boolean;

  /** `system` is what the file states; null when it states nothing. */
  constructor(system: string | null) {
    this.convert = system === null ? null : toWgs84(system);
    this.isProjected = system !== null && isProjected(system);
  }

  cell(wkt: string, row: number): void {
    if (wkt === '') return;
    const { facts } = this;
    facts.geometries++;
    if (!isWkt(wkt)) {
      facts.unfit++;
      addRow(facts.bad, row);
      return;
    }
    if (hasOpenRing(wkt)) addRow(facts.openRings, row);
    const seen = this.placesOf(wkt);
    if (seen.has('swapped')) addRow(facts.swapped, row);
    else if (seen.has('nowhere')) addRow(facts.outside, row);
    else if (seen.has('metres')) addRow(facts.metres, row);
  }

  private placesOf(wkt: string): Set<Whereabouts> {
    const seen = new Set<Whereabouts>();
    const { convert, isProjected } = this;
    let nowhere = 0;
    eachPosition(wkt, (x, y) => {
      const isPlaced = !convert || convert(x, y) !== null;
      if (!isPlaced) nowhere++;
      if (isProjected) seen.add(isPlaced ? 'earth' : 'nowhere');
      else seen.add(whereabouts(x, y));
    });
    if (nowhere > 0) this.facts.unfit++;
    return seen;
  }
}
