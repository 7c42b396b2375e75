import type { QueryField } from '../expressions/query-tree.ts';
import { placeColumns } from '../reading/geo/place-columns.ts';
import type { Boundaries } from './boundaries.schema.ts';

/** What of a table says where its rows are. */
export type PlaceSource =
  | { kind: 'geometry'; field: string; system: string | null }
  | { kind: 'pair'; x: string; y: string; system: string | null }
  | { kind: 'district'; field: string };

interface Column extends QueryField {
  /** The least and greatest value, where they are known. */
  profile?: { min: string | null; max: string | null };
}

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'decimal']);
const DISTRICT_LABEL = /区县|区划|所在区|行政区|辖区|^区$|district/i;

/**
 * Where the rows of a table are: by its geometry, by columns of longitude and latitude (those in WGS-84 first), else by
 * the district that they name; null where nothing says it. `system` is what the reading of the file found.
 */
export function placeOf(
  columns: readonly Column[],
  system: string | null,
  boundaries: Boundaries | null,
): PlaceSource | null {
  const geometry = columns.find(({ type }) => type === 'geometry');
  if (geometry) return { kind: 'geometry', field: geometry.name, system };
  return pairOf(columns, system) ?? (boundaries && byDistrict(columns, boundaries));
}

function pairOf(columns: readonly Column[], system: string | null): PlaceSource | null {
  const pairs = placeColumns(columns.map(({ label, name }) => label || name)).flatMap((pair) => {
    const [x, y] = [columns[pair.x], columns[pair.y]];
    if (!x || !y || ![x, y].every(({ type }) => NUMERIC.has(type))) return [];
    return [{ kind: 'pair' as const, x: x.name, y: y.name, system: pair.system ?? system }];
  });
  return pairs.find((pair) => pair.system === 'WGS-84') ?? pairs[0] ?? null;
}

/** A column whose least and greatest value are districts, by a name of its own that says so or by its values. */
function byDistrict(columns: readonly Column[], boundaries: Boundaries): PlaceSource | null {
  const names = new Set(boundaries.districts.flatMap(({ code, name }) => [code, name]));
  const isDistrict = (value: string | null | undefined): boolean =>
    typeof value === 'string' && names.has(value);
  const fitting = columns.filter(
    ({ type, profile }) =>
      (type === 'text' || type === 'integer') && isDistrict(profile?.min) && isDistrict(profile?.max),
  );
  const named = fitting.find(({ label, name }) => DISTRICT_LABEL.test(label || name));
  const field = (named ?? fitting[0])?.name;
  return field === undefined ? null : { kind: 'district', field };
}
