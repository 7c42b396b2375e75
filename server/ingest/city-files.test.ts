import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { closeIngest, inspectFile, sampleFile } from './index.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';
import { judge } from './testing/expected/judge.ts';
import { expectedOf, yearlyFiles, type Expectation } from './testing/expected/outcome.ts';

const MINUTES = 60_000;
/** Of the yearbook's files, which are all alike, every so many are read by default. */
const EVERY = Number(process.env['KAISHU_RUNS'] ?? 100) > 100 ? 1 : 20;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-city-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

/** The middle of each shape as it is published, by the name beside it. */
async function middles(file: string, nameColumn: string): Promise<Map<string, [number, number]>> {
  const path = join(dataFolder, 'A_city', file);
  const reading = await inspectFile(path, basename(file));
  const at = (label: string): number => reading.columns.findIndex((column) => column.label === label);
  const { rows } = await sampleFile(path, reading, {}, { offset: 0, limit: 100 });
  return new Map(
    rows.map(({ typed }) => {
      const numbers = typed[at('geometry')]?.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
      const middle = (axis: 0 | 1): number => {
        const values = numbers.filter((_, i) => i % 2 === axis);
        return (Math.min(...values) + Math.max(...values)) / 2;
      };
      return [typed[at(nameColumn)] ?? '', [middle(0), middle(1)]];
    }),
  );
}

/** What is wrong in our reading of a city file; empty when it is right. */
async function departures(file: string, expectation: Expectation): Promise<string[]> {
  const out = join(folder, 'table.parquet');
  const { wrong } = await judge(join(dataFolder, 'A_city', file), basename(file), expectation, out);
  await rm(out, { force: true });
  return wrong;
}

describe.skipIf(!hasData('A_city'))('public tables of a city', () => {
  it.each(expectedOf('city'))(
    '[xz-16] given %s, when read and converted, then its rows, columns, types, places and cells are those of the file',
    async (file, expectation) => {
      expect(await departures(file, expectation)).toEqual([]);
    },
    2 * MINUTES,
  );

  it('[xz-16] given the districts in GCJ-02 and in WGS-84, when published, then both lie in the same place', async () => {
    const [shifted, straight, mapped] = await Promise.all([
      middles('geo/310000_gcj02.geojson', 'name'),
      middles('geo/310000_wgs84.geojson', 'name'),
      middles('sh_district_shp/区县界_area.shp', 'NAME'),
    ]);
    expect(shifted.size).toBe(16);
    for (const [name, [x, y]] of shifted) {
      const [east = NaN, north = NaN] = straight.get(name) ?? [];
      // A metre is about 0.00001 degrees; unconverted they lie 0.0045 apart.
      expect(Math.max(Math.abs(x - east), Math.abs(y - north)), name).toBeLessThan(0.00002);
    }
    const [x = NaN, y = NaN] = mapped.get('徐汇区') ?? [];
    expect(x).toBeCloseTo(shifted.get('徐汇区')?.[0] ?? NaN, 3);
    expect(y).toBeCloseTo(shifted.get('徐汇区')?.[1] ?? NaN, 3);
  });

  it.each(['sh_district_shp/区县界_area.shp', 'sh_metroline2_shp/metroline2.shp'])(
    '[xz-16] given %s and the files beside it in one ZIP, when read and converted, then they are one table',
    async (file) => {
      const city = join(dataFolder, 'A_city', dirname(file));
      const zip = new ZipFile();
      for (const name of await readdir(city)) zip.addFile(join(city, name), name);
      zip.end();
      const packed = join(folder, 'packed.zip');
      await pipeline(zip.outputStream, createWriteStream(packed));
      const expectation = expectedOf('city').find(([name]) => name === file)?.[1];
      if (!expectation) throw new Error(`no expectation of ${file}`);
      const { wrong } = await judge(packed, 'packed.zip', expectation, join(folder, 'packed.parquet'));
      expect(wrong).toEqual([]);
    },
  );

  it(
    '[xz-16] given the files of a yearbook, when read and converted, then each has its years and indicators',
    async () => {
      const files = yearlyFiles().filter((_, i) => i % EVERY === 0);
      const wrong: Record<string, string[]> = {};
      for (const [file, expectation] of files) {
        const found = await departures(file, expectation);
        if (found.length > 0) wrong[file] = found;
      }
      expect(wrong).toEqual({});
      expect(files.length).toBeGreaterThanOrEqual(70);
    },
    10 * MINUTES,
  );
});
