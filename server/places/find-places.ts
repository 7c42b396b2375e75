import { readQuery } from '../../rules/expressions/read-query.ts';
import type { Query } from '../../rules/expressions/query-tree.ts';
import type { Boundaries } from '../../rules/maps/boundaries.schema.ts';
import type { Places } from '../../rules/maps/maps.operations.ts';
import type { PlaceSource } from '../../rules/maps/place.ts';
import { printName } from '../../rules/expressions/print.ts';
import { byDistrict, extentOfLayer, kindOf, placedRows } from '../engine/index.ts';
import type { Asker, Engine, EngineTable } from '../engine/index.ts';

/** Rows of a table that were asked for, and what says where they are. */
export interface Placed {
  table: EngineTable;
  query: Query;
  source: PlaceSource;
}

interface Asked {
  boundaries: Boundaries | null;
  asker?: Asker;
}

/** Districts that one column can name. */
const MOST_DISTRICTS = 1000;

/** Where rows are; throws as the engine does. */
export function findPlaces(engine: Engine, placed: Placed, asked: Asked): Promise<Places> {
  const { source } = placed;
  return source.kind === 'district'
    ? namedPlaces(engine, placed, source.field, asked)
    : drawnPlaces(engine, { ...placed, source }, asked);
}

async function drawnPlaces(
  engine: Engine,
  { table, query, source }: Placed & { source: Exclude<PlaceSource, { kind: 'district' }> },
  { boundaries, asker }: Asked,
): Promise<Places> {
  const layer = await engine.layer(table, query, source, asker);
  return {
    kind: kindOf(layer),
    fields: source.kind === 'pair' ? [source.x, source.y] : [source.field],
    coordinateSystem: source.system,
    rows: layer.rows,
    placeless: layer.rows - placedRows(layer),
    extent: mutable(extentOfLayer(layer)),
    ...byDistrict(layer, boundaries),
  };
}

const mutable = (extent: ReturnType<typeof extentOfLayer>): Places['extent'] =>
  extent && [extent[0], extent[1], extent[2], extent[3]];

async function namedPlaces(
  engine: Engine,
  { table, query: { where } }: Placed,
  field: string,
  { boundaries, asker }: Asked,
): Promise<Places> {
  const grouped = readQuery(
    { select: `${printName(field)} as district, count(*) as n`, groupBy: printName(field) },
    table.columns,
  );
  const page = await engine.rows(table, { ...grouped, where }, { limit: MOST_DISTRICTS }, asker);
  // As the query says: a text or a whole number, and a count.
  const found = JSON.parse(page.json) as { district: string | number | null; n: number }[];
  const counts = new Map(found.map(({ district, n }) => [String(district ?? ''), n]));
  const countOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  const districts = (boundaries?.districts ?? []).flatMap(({ code, name }) => {
    const count = countOf([code, name]);
    return count > 0 ? [{ code, name, count }] : [];
  });
  const rows = countOf([...counts.keys()]);
  const placeless = countOf(['']);
  const inDistricts = districts.reduce((sum, { count }) => sum + count, 0);
  return {
    ...{ kind: 'districts', fields: [field], coordinateSystem: null, rows, placeless, extent: null },
    ...{ districts, elsewhere: rows - placeless - inDistricts },
  };
}
