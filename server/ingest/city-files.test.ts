import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesOf } from '../../rules/reading/roles.ts';
import { rowCells } from '../../rules/reading/row-view.ts';
import { closeIngest, convertFile, inspectFile } from './index.ts';
import { formatOf } from './formats/index.ts';
import { CITY_FACTS, CITY_TYPES } from './testing/city-facts.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';

const city = join(dataFolder, 'A_city');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-city-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!hasData('A_city'))('public tables of a city', () => {
  it.each(CITY_FACTS)(
    '[xz-16] given %s (%s), when read and converted, then rows, columns and every cell are those of the file',
    async (file, encoding, headerRows, rows, columns, digest) => {
      const path = join(city, file);
      const reading = await inspectFile(path, basename(file));
      expect({ encoding: reading.encoding, headerRows: reading.headerRows, rows: reading.rows }).toEqual({
        encoding,
        headerRows,
        rows,
      });
      expect(reading.columns).toHaveLength(columns);
      const hash = createHash('sha256');
      const roleOf = rolesOf(reading);
      await formatOf(reading).eachRow(path, reading, (row) => {
        const cells = row.shown ?? rowCells(row);
        if (roleOf(row.number, row.count === 0) === 'data')
          hash.update(reading.columns.map((_, i) => cells[i] ?? '').join('\u001f') + '\u001e');
      });
      expect(hash.digest('hex').slice(0, 16)).toBe(digest);

      const out = join(folder, 'table.parquet');
      await rm(out, { force: true });
      const converted = await convertFile(path, reading, {}, out);
      expect(converted.rows).toBe(rows);
      for (const { name, plan } of reading.columns) expect(converted.profile[name]?.nulls).toBe(plan.missing);
    },
  );

  it.each(CITY_TYPES)('[xz-16] given %s, when read, then %s is %s', async (file, column, type) => {
    const reading = await inspectFile(join(city, file), basename(file));
    expect(reading.columns.find(({ name }) => name === column)?.type).toBe(type);
  });
});
