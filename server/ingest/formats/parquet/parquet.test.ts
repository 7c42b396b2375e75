import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../../../rules/reading/reading.schema.ts';
import { rowCells } from '../../../../rules/reading/row-view.ts';
import { sqlText, withEngine } from '../../duckdb.ts';
import { closeIngest, convertFile, inspectFile } from '../../index.ts';
import { plainNumber } from './parquet-columns.ts';
import { parquet } from './parquet.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-parquet-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

async function written(select: string, name = '[a]*.parquet'): Promise<string> {
  const made = join(folder, 'made.parquet');
  await rm(made, { force: true });
  await withEngine({ folders: [folder], spill: join(folder, 'spill') }, (connection) =>
    connection.run(`COPY (${select}) TO ${sqlText(made)} (FORMAT parquet)`),
  );
  const path = join(folder, name);
  await writeFile(path, await readFile(made));
  return path;
}

async function read(path: string): Promise<{ reading: Reading; rows: string[][]; types: string[] }> {
  const reading = await parquet.inspect(path, 'a.parquet', {});
  const rows: string[][] = [];
  await parquet.eachRow(path, reading, (row) => rows.push(rowCells(row)));
  return { reading, rows, types: reading.columns.map(({ type }) => type) };
}

describe('[xz-16] Parquet', () => {
  it('given columns of every type, when read and converted, then the declared types and all values are kept', async () => {
    const path = await written(`SELECT * FROM (VALUES
      ('007', 310101199001011234::BIGINT, 1.50::DECIMAL(9,2), true, DATE '2024-02-09', TIMESTAMP '2024-02-09 08:00:00',
       TIME '08:30:00', [1, 2], {'k': '豫园'}, 'a'::BLOB, TIMESTAMPTZ '2024-02-09 00:00:00+00', 1e-7::DOUBLE),
      ('NA', NULL, 2.00, false, NULL, NULL, NULL, NULL, NULL, 'b'::BLOB, NULL, 'nan'::DOUBLE))
      t(text, id, amount, flag, day, moment, clock, list, struct, bytes, zoned, float)`);
    const { reading, rows, types } = await read(path);
    expect(types).toEqual([
      'text',
      'integer',
      'decimal',
      'boolean',
      'date',
      'datetime',
      'time',
      'text',
      'text',
      'text',
      'datetime',
      'decimal',
    ]);
    expect(rows).toEqual([
      [
        '007',
        '310101199001011234',
        '1.50',
        'true',
        '2024-02-09',
        '2024-02-09 08:00:00',
        '08:30:00',
        '[1,2]',
        '{"k":"豫园"}',
        'a',
        '2024-02-09 08:00:00',
        '0.0000001',
      ],
      ['NA', '', '2.00', 'false', '', '', '', '', '', 'b', '', ''],
    ]);
    expect(reading.warnings.map(({ code }) => code)).toEqual(['not-numbers', 'zoned-times']);
    const out = join(folder, 'out.parquet');
    const converted = await convertFile(path, await inspectFile(path, 'a.parquet'), {}, out);
    expect(converted.rows).toBe(2);
    expect(converted.profile).toMatchObject({
      text: { nulls: 0, min: '007', max: 'NA' },
      id: { nulls: 1, max: '310101199001011234' },
    });
  });

  it('given values beyond the types of a table, when read, then the column is read by its values and none is lost', async () => {
    const path = await written(`SELECT * FROM (VALUES (18446744073709551615::UBIGINT, DATE '12024-01-01'),
      (1::UBIGINT, DATE '2024-01-01')) t(big, far)`);
    const { rows, types, reading } = await read(path);
    expect(rows[0]).toEqual(['18446744073709551615', '12024-01-01']);
    expect(types).toEqual(['text', 'text']);
    expect(reading.columns.every(({ plan }) => plan.unfit === 0)).toBe(true);
  });

  it('given rows of many groups, when read, then they come in order', async () => {
    const path = await written('SELECT range AS n FROM range(200000)');
    const { rows } = await read(path);
    expect(rows).toHaveLength(200_000);
    expect(rows.every(([n], i) => n === String(i))).toBe(true);
  });

  it('given a file that is cut, damaged or none, when read, then it is refused', async () => {
    const whole = await readFile(await written("SELECT 'x' || range AS n FROM range(5000)"));
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 10, 400);
    for (const content of [whole.subarray(0, whole.length - 20), damaged, Buffer.from('PAR1 …')]) {
      const path = join(folder, 'damaged.parquet');
      await writeFile(path, content);
      await expect(read(path)).rejects.toMatchObject({ extra: { reason: 'damaged-parquet' } });
    }
  });

  it('given any number, when its exponent is written out, then the value is the same', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const plain = plainNumber(String(value));
        expect(plain).not.toContain('e');
        expect(Number(plain)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
