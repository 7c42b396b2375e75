import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { readQuery } from '../rules/expressions/read-query.ts';
import { latOf, lonOf, tilesOver, type Extent, type TileAddress } from '../rules/maps/mercator.ts';
import { createEngine, type Engine, type EngineTable } from '../server/engine/index.ts';
import { takingTurns, timed, type Figure, type Measured } from './figure.ts';

const ROWS = 1_600_000;
const CITY: Extent = [120.9, 30.7, 121.9, 31.6];
const ROUNDS = 3;
const MOST_TILES = 24;
const PICTURE = 6;

/** As a version's Parquet lies: a key, a name, a district, a number, and a place that is denser in the middle. */
const POINTS = `SELECT printf('SH%07d', i::int) AS 编号, '站点' || (i % 5000) AS 名称, (i % 16)::varchar || '区' AS 区, (i % 300)::int AS 数量,
  round(121.45 + (hash(i) % 20011 / 20011 + hash(i * 7) % 20011 / 20011 - 1) * 0.5, 6) AS lon,
  round(31.2 + (hash(i * 11) % 20011 / 20011 + hash(i * 13) % 20011 / 20011 - 1) * 0.4, 6) AS lat
  FROM range(${ROWS}) AS r(i)`;
const COLUMNS = (
  [
    ['编号', 'text'],
    ['名称', 'text'],
    ['区', 'text'],
    ['数量', 'integer'],
    ['lon', 'decimal'],
    ['lat', 'decimal'],
  ] as const
).map(([name, type]) => ({ name, label: name, type }));
const SOURCE = { kind: 'pair', x: 'lon', y: 'lat', system: null } as const;

/** Counts by cell of one tile, asked of DuckDB anew for each: what tiles cost without places in memory. */
const cellsSql = (file: string, { z, x, y }: TileAddress): string => {
  const [west, east] = [lonOf(x / 2 ** z), lonOf((x + 1) / 2 ** z)];
  const [north, south] = [latOf(y / 2 ** z), latOf((y + 1) / 2 ** z)];
  const px = `((lon + 180) / 360 * ${2 ** z} - ${x})`;
  const py = `((0.5 - asinh(tan(radians(lat))) / (2 * pi())) * ${2 ** z} - ${y})`;
  return `SELECT floor(${px} * 32), floor(${py} * 32), count(*), avg(${px}), avg(${py}) FROM read_parquet('${file}') WHERE lon >= ${west} AND lon < ${east} AND lat > ${south} AND lat <= ${north} GROUP BY 1, 2`;
};

/** Vector tiles of 1.6 M points, none from a cache: their first, then those of one zoom after another. */
export const tiles: Figure = {
  yardstick: 'one DuckDB query a tile: the same points counted by the same cells',
  async run(say) {
    const directory = await mkdtemp(path.join(tmpdir(), 'kaishu-tiles-'));
    const file = path.join(directory, 'points.parquet');
    const duck = await DuckDBInstance.create(':memory:', { threads: '2' });
    const connection = await duck.connect();
    say('making 1.6 M points');
    await connection.run(`COPY (${POINTS}) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE 32768)`);
    const engine = await createEngine({
      memoryLimit: '512MB',
      threads: 2,
      temporaryDirectory: path.join(directory, 'tmp'),
      allowedDirectories: [directory],
    });
    try {
      return await measure({ engine, connection, file });
    } finally {
      await engine.close();
      connection.closeSync();
      await rm(directory, { recursive: true, force: true });
    }
  },
};

interface Bench {
  engine: Engine;
  connection: DuckDBConnection;
  file: string;
}

async function measure({ engine, connection, file }: Bench): Promise<Measured[]> {
  let version = 0;
  const tableOf = (): EngineTable => ({ path: file, columns: COLUMNS, rows: ROWS, version: `v${version}` });
  const query = readQuery({}, COLUMNS);
  const cut = (tile: TileAddress): Promise<Uint8Array> =>
    engine.tile(tableOf(), query, { source: SOURCE, tile });
  const counted = (tile: TileAddress) => connection.runAndReadAll(cellsSql(file, tile));
  const whole: TileAddress = { z: 0, x: 0, y: 0 };

  const first = await takingTurns(ROUNDS, [
    () => {
      version += 1;
      return timed(() => cut(whole));
    },
    () => timed(() => counted(whole)),
  ]);
  const measured: Measured[] = [
    {
      work: 'first tile of a version, 1.6 M places read',
      ...{ ours: first[0] ?? NaN, yardstick: first[1] ?? NaN, unit: 'ms', reach: '≤ 20 s, once a version' },
    },
  ];
  for (const z of [9, 12, 15, 17]) measured.push(await ofZoom(z, cut, counted));
  return measured;
}

/** Tiles a second, ours with the fields of rows where they are few enough. */
async function ofZoom(
  z: number,
  cut: (tile: TileAddress) => Promise<Uint8Array>,
  counted: (tile: TileAddress) => Promise<unknown>,
): Promise<Measured> {
  const all = tilesOver(CITY, z);
  // In the middle, where points are densest.
  const from = Math.max(0, Math.floor((all.length - MOST_TILES) / 2));
  const asked = all.slice(from, from + MOST_TILES);
  let largest = 0;
  const [ours = NaN, yardstick = NaN] = await takingTurns(ROUNDS, [
    () =>
      timed(async () => {
        // As many at one time as a picture has.
        for (let at = 0; at < asked.length; at += PICTURE) {
          const made = await Promise.all(asked.slice(at, at + PICTURE).map(cut));
          largest = Math.max(largest, ...made.map(({ length }) => length));
        }
      }),
    () =>
      timed(async () => {
        for (const tile of asked) await counted(tile);
      }),
  ]);
  const speed = (ms: number): number => (asked.length * 1000) / ms;
  return {
    work: `tiles of zoom ${z}`,
    ours: speed(ours),
    yardstick: speed(yardstick),
    unit: 'tiles/s',
    reach: 'largest ≤ 200 kB',
    note: `${asked.length} tiles, largest ${(largest / 1024).toFixed(0)} kB`,
  };
}
