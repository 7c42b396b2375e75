import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import readWorkbook from 'read-excel-file/node';
import { SaxesParser } from 'saxes';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import { parseCsv } from '../tables.ts';

// Every format read by programs that share no code with what wrote it; cells as text, missing ones empty.

type Columns = VersionManifest['columns'];
type Reader = (bytes: Buffer, columns: Columns) => string[][] | Promise<string[][]>;
export type Cell = string | number | bigint | boolean | Date | null | undefined;

const run = promisify(execFile);
const MOST_TEXT = 1024 ** 3;
const XML_BYTES = 1024 ** 2;

const cellText = (cell: Cell): string => {
  if (cell instanceof Date) return cell.toISOString();
  return cell === null || cell === undefined ? '' : String(cell);
};
export const inOrder = (columns: Columns, rows: readonly Record<string, Cell>[]): string[][] =>
  rows.map((row) => columns.map(({ name }) => cellText(row[name])));

export async function workbook(source: string | Buffer): Promise<string[][]> {
  const [sheet] = await readWorkbook(source, { trim: false });
  return ((sheet?.data ?? []) as Cell[][]).map((row) => row.map(cellText));
}

const lines = (bytes: Buffer): string[] => bytes.toString('utf8').trimEnd().split('\n');

/** Dates and times come as numbers: milliseconds, but microseconds of a day; decimals as the words of their digits. */
function arrowText(value: unknown, type: string, scale: number): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Uint32Array) return decimalOf(value, scale);
  if (type === 'date') return new Date(Number(value)).toISOString().slice(0, 10);
  if (type === 'datetime') return new Date(Number(value)).toISOString().replace(/(\.000)?Z$/, '');
  if (type === 'time') return new Date(Number(value) / 1000).toISOString().slice(11, 19);
  return cellText(value as Cell);
}

function decimalOf(words: Uint32Array, scale: number): string {
  const whole = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const signed = BigInt.asIntN(128, whole);
  const digits = String(signed < 0n ? -signed : signed).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return signed < 0n ? `-${text}` : text;
}

const arrow: Reader = (bytes, columns) => {
  const table = tableFromIPC(bytes);
  const vectors = columns.map(({ type }, index) => {
    const vector = table.getChildAt(index);
    const [, scale = '0'] = /^Decimal\[\d+e\+?(\d+)\]$/.exec(String(vector?.type)) ?? [];
    return (row: number): string => arrowText(vector?.get(row), type, Number(scale));
  });
  return Array.from({ length: table.numRows }, (_, row) => vectors.map((cell) => cell(row)));
};

/** The name that an element's name was made of. */
const unescaped = (name: string): string =>
  name.replace(/_x([0-9A-F]{4,6})_/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));

/** Rows of a document whose rows are the children of its root, their cells the children of those. */
const xml: Reader = (bytes, columns) => {
  const rows: string[][] = [];
  const place = new Map(columns.map(({ name }, index) => [name, index]));
  const parser = new SaxesParser();
  let [depth, text, packed] = [0, '', false];
  parser.on('opentag', ({ attributes }) => {
    depth += 1;
    if (depth === 2) rows.push(columns.map(() => ''));
    packed = Object.values(attributes).some((value) => value.endsWith('base64Binary'));
    text = '';
  });
  parser.on('text', (part) => (text += part));
  parser.on('closetag', ({ name }) => {
    const at = depth === 3 ? place.get(unescaped(name.replace(/^f:/, ''))) : undefined;
    const row = rows.at(-1);
    if (depth === 3 && at === undefined) throw new Error(`an element ${name} that no column has`);
    if (row && at !== undefined) row[at] = packed ? Buffer.from(text, 'base64').toString() : text;
    depth -= 1;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length; at += XML_BYTES)
    parser.write(decoder.decode(bytes.subarray(at, at + XML_BYTES), { stream: true }));
  parser.close();
  return rows;
};

interface Feature {
  geometry: { coordinates: unknown } | null;
  properties: Record<string, Cell>;
}

const geojson: Reader = (bytes, columns) => {
  const { features } = JSON.parse(bytes.toString('utf8')) as { features: Feature[] };
  return features.map(({ geometry, properties }) =>
    columns.map(({ name, type }) =>
      type === 'geometry' ? JSON.stringify(geometry?.coordinates ?? '') : cellText(properties[name]),
    ),
  );
};

/** Whether `shp` and `gpkg` can be read. */
export const hasGdal = await run('ogr2ogr', ['--version']).then(
  () => true,
  () => false,
);

/** The one layer of a file as GDAL reads it, geometry first. */
async function layerByGdal(name: string, bytes: Buffer): Promise<string[][]> {
  return withFile(name, bytes, async (file) => {
    const options = ['-lco', 'GEOMETRY=AS_WKT', '-lco', 'STRING_QUOTING=ALWAYS'];
    const args = ['-f', 'CSV', '/vsistdout/', file, ...options];
    const { stdout } = await run('ogr2ogr', args, { maxBuffer: MOST_TEXT });
    return parseCsv(stdout).slice(1);
  });
}

async function withFile<T>(name: string, bytes: Buffer, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kaishu-readers-'));
  try {
    const file = join(folder, name);
    await writeFile(file, bytes);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Geometry first, as GDAL has it, to where the table has it. */
const geometryBack = (columns: Columns, rows: string[][]): string[][] => {
  const at = columns.findIndex(({ type }) => type === 'geometry');
  return rows.map(([geometry = '', ...others]) => others.toSpliced(at, 0, geometry));
};

/** Rows as SQLite has them; geometries, which it does not know, as GDAL reads them, which must find the same values. */
const gpkg: Reader = async (bytes, columns) => {
  const rows = await withFile('layer.gpkg', bytes, (file) => {
    const database = new DatabaseSync(file, { readOnly: true });
    const layer = String(database.prepare('select table_name from gpkg_contents').get()?.['table_name']);
    const found = database.prepare(`select * from "${layer}" order by fid`).all() as Record<string, Cell>[];
    database.close();
    return Promise.resolve(found);
  });
  const gdal = await layerByGdal('layer.gpkg', bytes);
  const at = columns.findIndex(({ type }) => type === 'geometry');
  return inOrder(columns, rows).map((row, index) => row.with(at, gdal[index]?.[0] ?? ''));
};

const shp: Reader = async (bytes, columns) =>
  geometryBack(columns, await layerByGdal('layer.shp.zip', bytes));

/** What each format says, by a reader that is not ours. */
export const READERS: Readonly<Record<string, Reader>> = {
  csv: (bytes) => parseCsv(bytes.toString('utf8')).slice(1),
  tsv: (bytes) => parseCsv(bytes.toString('utf8'), '\t').slice(1),
  json: (bytes, columns) => inOrder(columns, JSON.parse(bytes.toString('utf8')) as Record<string, Cell>[]),
  ndjson: (bytes, columns) =>
    inOrder(
      columns,
      lines(bytes).map((line) => JSON.parse(line) as Record<string, Cell>),
    ),
  parquet: async (bytes, columns) => {
    const file = new Uint8Array(bytes).buffer;
    return inOrder(columns, (await parquetReadObjects({ file, compressors })) as Record<string, Cell>[]);
  },
  xlsx: async (bytes) => (await workbook(bytes)).slice(1),
  arrow,
  xml,
  rdf: xml,
  geojson,
  gpkg,
  shp,
};

/** The different positions of a geometry, to the 15 digits of GDAL, in order: the same however its rings run. */
export function positionsOf(geometry: string): string {
  // In JSON a position stands in brackets of its own, in WKT between commas.
  const found = geometry.startsWith('[')
    ? geometry.match(/\[-?[\d.][^[\]]*/g)?.map((position) => position.slice(1).split(','))
    : geometry.split(/[(),]/).map((position) => position.trim().split(/\s+/));
  const positions = (found ?? [])
    .filter(([x = '', y = '']) => x !== '' && y !== '' && isFinite(Number(x)))
    .map(([x, y]) => `${Number(x).toPrecision(15)} ${Number(y).toPrecision(15)}`);
  return [...new Set(positions)].sort().join(', ');
}
