import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import type { Query } from '../../rules/expressions/query-tree.ts';
import { GEOMETRY_KINDS } from '../../rules/reading/geo/wkt.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { textOf } from './cell-text.ts';
import { compileExport } from './compile-query.ts';
import { DBASE_LIMITS, dbaseField, dbaseNames, type ColumnWidth, type DbaseField } from './dbase.ts';
import type { Encode, Encoding } from './encoding.ts';
import { geometryColumn, geometryFacts, refuseKinds, shapeOf } from './geometry-column.ts';
import { rowSource } from './row-source.ts';
import { LAYER_OF, type LayerName } from './shape-records.ts';
import { createLayer, type ShapefileLayer } from './shapefile-layer.ts';
import { noParameters } from './sql-text.ts';

const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const FIXED = { mtime: new Date(Date.UTC(1980, 0, 1)), compressionLevel: 3 };

/**
 * Shapefiles in a ZIP, one for each type of shape that there is, with `fields.csv` saying what the cut names stand for
 * and how many texts were cut. A part's head says how long it is, so all must be written before the first byte can go.
 * Throws `unsuitable-format`, `too-large`.
 */
export const encodeShapefile: Encode = async function* (encoding) {
  const directory = await mkdtemp(join(encoding.directory, 'export-'));
  try {
    const plan = await planOf(encoding);
    const layers = await writeLayers(directory, plan, encoding);
    yield* zipped(layers, plan, encoding.order.options.layer ?? 'data');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

interface Column {
  /** Where among the selected values. */
  place: number;
  name: string;
  field: DbaseField;
  /** How many texts are longer than a field can hold. */
  cut: number;
}
interface Plan {
  geometry: number;
  layers: readonly LayerName[];
  columns: readonly Column[];
}

async function planOf({ loan, order, stop }: Encoding): Promise<Plan> {
  const { query } = order;
  const geometry = geometryColumn(query, 'shp');
  const { kinds } = await geometryFacts(loan, query, geometry, stop);
  refuseKinds(kinds, GEOMETRY_KINDS, 'shp');
  const found = GEOMETRY_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => LAYER_OF[kind]);
  const layers = [...new Set<LayerName>(found.length > 0 ? found : ['points'])];
  return { geometry, layers, columns: await columnsOf({ loan, order, stop }, geometry) };
}

type Measured = Pick<Encoding, 'loan' | 'order' | 'stop'>;

async function columnsOf({ loan, order, stop }: Measured, geometry: number): Promise<Column[]> {
  const { query } = order;
  const places = query.select.flatMap((_, index) => (index === geometry ? [] : [index]));
  if (places.length > DBASE_LIMITS.fields) throw new Problem('too-large', { limit: DBASE_LIMITS.fields });
  const parameters = noParameters();
  const select = query.select.filter((_, index) => index !== geometry);
  const { from, values } = rowSource({ ...query, select, orderBy: [] }, loan.info, parameters);
  const measures = places.flatMap((place, index) => {
    const text = textOf(values[index] ?? 'NULL', typeAt(query, place));
    const fraction = `length(split_part(${text}, '.', 2))`;
    const all = [
      `max(strlen(${text}))`,
      `max(${fraction})`,
      `count_if(strlen(${text}) > ${DBASE_LIMITS.text})`,
    ];
    return all.map((each) => `CAST(${each} AS VARCHAR)`);
  });
  const sql = `SELECT ${measures.join(', ') || 'NULL'} FROM ${from}`;
  const [seen = []] = await loan.connection.all(sql, parameters, { stop });
  const names = dbaseNames(places.map((place) => query.select[place]?.name ?? ''));
  return places.map((place, index) => {
    const [longest, fraction, cut] = [0, 1, 2].map((each) => Number(seen[index * 3 + each] ?? 0));
    const width: ColumnWidth = { longest: longest ?? 0, fraction: Math.min(fraction ?? 0, 15) };
    const field = dbaseField(names[index] ?? '', typeAt(query, place), width);
    return { place, name: query.select[place]?.name ?? '', field, cut: cut ?? 0 };
  });
}

const typeAt = ({ select }: Query, place: number) => select[place]?.expression.type ?? 'text';

type Layers = ReadonlyMap<LayerName, ShapefileLayer>;

async function writeLayers(directory: string, plan: Plan, encoding: Encoding): Promise<Layers> {
  const { loan, order, stop } = encoding;
  const fields = fieldsOf(plan);
  const made = plan.layers.map(async (name) => [name, await createLayer(directory, name, fields)] as const);
  const layers: Layers = new Map(await Promise.all(made));
  const { sql, parameters } = compileExport(order.query, loan.info, ({ values }) =>
    values.map((value, index) => textOf(value, typeAt(order.query, index))),
  );
  try {
    for await (const chunk of loan.connection.chunks(sql, parameters, { stop })) {
      for (let row = 0; row < (chunk[0]?.length ?? 0); row += 1) await addRow(layers, plan, chunk, row);
    }
    for (const layer of layers.values()) await layer.finish();
  } finally {
    for (const layer of layers.values()) await layer.close();
  }
  return layers;
}

/** A table of dBase has a field at least. */
const ROW_FIELD: DbaseField = { name: 'row', kind: 'N', width: 10, decimals: 0 };
const fieldsOf = ({ columns }: Plan): DbaseField[] =>
  columns.length === 0 ? [ROW_FIELD] : columns.map(({ field }) => field);

async function addRow(
  layers: Layers,
  { geometry, columns, layers: [first] }: Plan,
  chunk: readonly (readonly (string | null)[])[],
  row: number,
): Promise<void> {
  const shape = shapeOf(chunk[geometry]?.[row], 'shp');
  const wanted = shape && shape.kind !== 'GEOMETRYCOLLECTION' ? LAYER_OF[shape.kind] : first;
  const cells = columns.map(({ place }) => chunk[place]?.[row] ?? null);
  if (wanted) await layers.get(wanted)?.add(shape, cells);
}

function zipped(layers: Layers, { columns }: Plan, name: string): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const [layer, { paths }] of layers) {
    const base = layers.size === 1 ? name : `${name}_${layer}`;
    for (const { ending, path } of paths) zip.addFile(path, `${base}.${ending}`, FIXED);
    zip.addBuffer(Buffer.from(WGS84), `${base}.prj`, FIXED);
    zip.addBuffer(Buffer.from('UTF-8'), `${base}.cpg`, FIXED);
  }
  zip.addBuffer(Buffer.from(fieldList(columns)), 'fields.csv', FIXED);
  zip.end();
  return zip.outputStream as AsyncIterable<Uint8Array>;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const fieldList = (columns: readonly Column[]): string =>
  [
    'field,name,type,width,textsCut',
    ...columns.map(({ name, cut, field }) =>
      [quoted(field.name), quoted(name), field.kind, field.width, cut].join(','),
    ),
  ].join('\r\n') + '\r\n';
