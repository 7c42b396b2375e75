import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { describe, expect, onTestFinished } from 'vitest';
import { downloaded } from '../download.ts';
import { city, journey, type Open } from '../journey.ts';

const PARKING = '公共停车场（库）基本信息';
const PLACES = '可回收物服务点名录（2026 年）';
const run = promisify(execFile);
/** A Python with pyarrow; KAISHU_PYTHON names another than the system's. */
const PYTHON = process.env['KAISHU_PYTHON'] ?? 'python3';
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

const FORMATS: Record<string, string> = {
  Parquet: 'parquet',
  Excel: 'xlsx',
  GeoJSON: 'geojson',
  GeoPackage: 'gpkg',
  Shapefile: 'shp',
};

type Row = Record<string, unknown>;

/** What the visitor's browser saves when the file of that name is taken from the page, beside the rows of the interface. */
async function takeFrom(open: Open, dataset: string, link: string): Promise<{ file: string; rows: Row[] }> {
  const page = await open(`/datasets?q=${encodeURIComponent(dataset)}`);
  await page.getByRole('link', { name: dataset, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: dataset }).waitFor();
  await page.getByText('其他格式').click();
  const { name, bytes } = await downloaded(page, () =>
    page
      .locator(`a[href*="/exports/${FORMATS[link] ?? ''}"]`)
      .first()
      .click(),
  );
  const folder = await mkdtemp(join(tmpdir(), 'kaishu-opened-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, bytes);
  const code = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const answer = await fetch(`${city().origin}/api/v1/datasets/${code}/exports/json`);
  return { file, rows: (await answer.json()) as Row[] };
}

/** Cells as text, by which every reader can be compared: 15.10 is 15.1, and so is what a reader makes a double of. */
const asTexts = (rows: readonly Row[]): string[][] =>
  rows.map((row) => Object.values(row).map((value) => asText(value)));
function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = typeof value === 'string' ? value : String(value);
  return /^-?\d+\.\d+$/.test(text) ? String(Number(Number(text).toPrecision(15))) : text;
}

const linesOf = (csv: string): string[][] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => asText(cell.replace(/^"(.*)"$/, '$1'))));

describe('files taken from the page of a dataset, opened by other programs', () => {
  journey(
    '[xz-17] given the Parquet, when a reader in JavaScript opens it, then each row is as the interface says',
    async ({ open }) => {
      const { file, rows } = await takeFrom(open, PARKING, 'Parquet');
      const bytes = await readFile(file);
      const read = await parquetReadObjects({
        file: bytes.buffer.slice(bytes.byteOffset),
        compressors,
      });
      expect(asTexts(read)).toEqual(asTexts(rows));
    },
  );

  journey(
    '[xz-17] given the Parquet, when Apache Arrow opens it in Python, then each row is as the interface says',
    async ({ open, skip }) => {
      if (!has(PYTHON, '-c', 'import pyarrow.parquet'))
        return skip('no Python with pyarrow (KAISHU_PYTHON names one)');
      const { file, rows } = await takeFrom(open, PARKING, 'Parquet');
      const program = `import json, sys, pyarrow.parquet
print(json.dumps(pyarrow.parquet.read_table(sys.argv[1]).to_pylist(), default=str))`;
      const { stdout } = await run(PYTHON, ['-c', program, file], { maxBuffer: 64 * 1024 ** 2 });
      expect(asTexts(JSON.parse(stdout) as Row[])).toEqual(asTexts(rows));
    },
  );

  journey(
    '[xz-17] given the Excel file, when LibreOffice opens it, then each cell is as the interface says',
    async ({ open, skip }) => {
      if (!has('soffice', '--version')) return skip('no LibreOffice (soffice) on this machine');
      const { file, rows } = await takeFrom(open, PARKING, 'Excel');
      const folder = join(file, '..');
      // Separated by commas, in UTF-8, as shown.
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true';
      const home = `-env:UserInstallation=file://${join(folder, 'office')}`;
      await run('soffice', [home, '--headless', '--convert-to', filter, '--outdir', folder, file]);
      const [head, ...lines] = linesOf(await readFile(file.replace(/xlsx$/, 'csv'), 'utf8'));
      expect(head).toEqual(Object.keys(rows[0] ?? {}));
      expect(lines).toEqual(asTexts(rows));
    },
    60_000,
  );

  journey.for(['GeoJSON', 'GeoPackage', 'Shapefile'])(
    '[xz-17] given the %s, when GDAL opens it, then each point and each name is as the interface says',
    async (link, { open, skip }) => {
      if (!has('ogr2ogr', '--version')) return skip('no GDAL (ogr2ogr) on this machine');
      const { file, rows } = await takeFrom(open, PLACES, link);
      const source = file.endsWith('.zip') ? `/vsizip/${file}` : file;
      const asCsv = [
        '-f',
        'CSV',
        '/vsistdout/',
        source,
        '-lco',
        'GEOMETRY=AS_WKT',
        '-lco',
        'SEPARATOR=COMMA',
      ];
      const { stdout } = await run('ogr2ogr', asCsv, { maxBuffer: 64 * 1024 ** 2 });
      const [, ...lines] = linesOf(stdout);
      const placeFirst = rows.map(({ geometry, ...row }) => ({ geometry, ...row }));
      expect(lines).toEqual(asTexts(placeFirst));
    },
  );
});
