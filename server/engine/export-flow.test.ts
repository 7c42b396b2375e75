import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import type { EngineTable } from './index.ts';
import { aField, aWorkbench, bytesOf, type Workbench } from './testing/tables.ts';

const COLUMNS = [aField('n', 'integer'), aField('t', 'text')];
const ROWS = 120_000;

let bench: Workbench;
let table: EngineTable;
beforeAll(async () => {
  bench = await aWorkbench({ maxExports: 1 });
  table = await bench.tableOf(COLUMNS, `SELECT i AS n, 'text ' || i AS t FROM range(${ROWS}) r(i)`, ROWS);
});
afterAll(() => bench.close());

const whole = () => readQuery({}, COLUMNS);
const leftovers = async (): Promise<string[]> => readdir(join(bench.directory, 'tmp'));
const places = () => readQuery({ select: "n, t, t || 'x' as u, point(n % 180, 1.25) as p" }, COLUMNS);
/** A table whose export is far more than pipe and memory hold together. */
const wide = () =>
  readQuery(
    { select: Array.from({ length: 20 }, (_, index) => `t || '${index}' as c${index}`).join(',') },
    COLUMNS,
  );

describe('the flow of an export', () => {
  it.each(['csv', 'xlsx', 'parquet'] as const)(
    'given a client that leaves in the middle of %s, when it has left, then the place is free and nothing is left behind',
    async (format) => {
      for (let time = 0; time < 3; time += 1) {
        for await (const bytes of await bench.engine.export(table, wide(), format)) {
          expect(bytes.length).toBeGreaterThan(0);
          break;
        }
      }
      expect(await leftovers()).toEqual([]);
      expect(
        (
          await bytesOf(await bench.engine.export(table, readQuery({ where: 'n = 1' }, COLUMNS), 'ndjson'))
        ).toString(),
      ).toBe('{"n":1,"t":"text 1"}\n');
    },
  );

  it.each(['arrow', 'geojson', 'gpkg', 'shp'] as const)(
    'given clients that leave %s at once or after a while, when others ask, then they are served and nothing is left behind',
    async (format) => {
      for await (const bytes of await bench.engine.export(table, places(), format)) {
        expect(bytes.length).toBeGreaterThan(0);
        break;
      }
      const later = (await bench.engine.export(table, places(), format))[Symbol.asyncIterator]();
      await later.next();
      await later.return?.();
      const one = readQuery({ where: 'n = 2' }, COLUMNS);
      const next = await bytesOf(await bench.engine.export(table, one, 'ndjson'));
      expect(next.toString()).toContain('text 2');
      expect(await leftovers()).toEqual([]);
    },
    60_000,
  );

  it('given a slow taker, when the engine has to wait for it, then it gets every byte in order', async () => {
    const parts: Uint8Array[] = [];
    for await (const bytes of await bench.engine.export(table, whole(), 'csv')) {
      parts.push(bytes);
      if (parts.length === 2)
        await bench.engine.count(table, readQuery({ where: "contains(t, '99')" }, COLUMNS));
    }
    const lines = Buffer.concat(parts).toString().trimEnd().split('\n');
    expect(lines.length).toBe(ROWS + 1);
    expect(lines.every((line, index) => index === 0 || line === `${index - 1},text ${index - 1}`)).toBe(true);
  });

  it.each(['csv', 'xlsx', 'gpkg'] as const)(
    'given %s under way, when the engine closes, then it ends and the engine closes',
    async (format) => {
      const closing = await aWorkbench();
      const source = await closing.tableOf(
        COLUMNS,
        `SELECT i AS n, 'text ' || i AS t FROM range(${ROWS}) r(i)`,
        ROWS,
      );
      const query = format === 'gpkg' ? places() : wide();
      const running = await closing.engine.export(source, query, format);
      await closing.close();
      await expect(bytesOf(running)).rejects.toMatchObject({ code: 'unavailable' });
    },
  );

  it('given more rows than a sheet can hold, when a workbook is asked for, then it is refused before the first byte', async () => {
    const many = await bench.tableOf(
      [aField('n', 'integer')],
      'SELECT i AS n FROM range(1048576) r(i)',
      1_048_576,
    );
    await expect(bench.engine.export(many, readQuery({}, many.columns), 'xlsx')).rejects.toMatchObject({
      code: 'too-large',
    });
    const long = await bench.tableOf([aField('t', 'text')], "SELECT repeat('长', 32768) AS t", 1);
    await expect(bench.engine.export(long, readQuery({}, long.columns), 'xlsx')).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});
