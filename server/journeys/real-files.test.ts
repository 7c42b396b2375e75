import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { fileAt, openDataset } from '../testing/publishing.ts';
import { parseCsv, saysNearly, saysTheSame } from './tables.ts';

const FOLDER = join(process.env['KAISHU_DATA'] ?? '../shared/data', 'A_city');
/** Workbooks are slow to open again: in the quick run only the smaller ones. */
const WORKBOOK_ROWS = Number(process.env['KAISHU_RUNS'] ?? 100) > 100 ? 100_000 : 3_000;

interface RealFile {
  path: string;
  encoding?: string;
  delimiter?: string;
  /** Rows before the first row of data; 1 unless told. */
  header?: number;
}
const FILES: readonly RealFile[] = [
  { path: 'gbk_beijing_air_daily.csv', encoding: 'gb18030' },
  { path: 'gbk_shandong_city.csv', encoding: 'gb18030' },
  { path: 'soda/every5min_entry_20150401.csv', header: 0 },
  { path: 'soda/line.txt', delimiter: '\t' },
  { path: 'soda/station.txt' },
  { path: 'soda/runDiagram.txt' },
  { path: 'cn_cities2015.xlsx' },
  { path: 'cn_railway_stations.xlsx' },
  { path: 'sh_metrostop2.csv' },
  { path: 'sh_poi_metro_station.csv' },
  { path: 'sh_poi_theatre_cinema.csv' },
  { path: 'sh_poi_hospital.csv' },
  { path: 'sh_poi_hotpot.csv' },
  { path: 'college_names.csv', header: 0 },
  { path: 'cn_areas_2023.csv' },
  { path: 'cn_streets_2023.csv' },
  { path: 'fivecities_pm/ShanghaiPM20100101_20151231.csv' },
  { path: 'sz_metro_card_v2_reordered.csv' },
  { path: 'sh_covid_district_daily.csv' },
  { path: 'sh_covid_city_daily.csv' },
  { path: 'sz_busline.csv' },
  { path: 'nbs_yearly/社会消费品零售总额.csv' },
];

let platform: Platform;
beforeAll(async () => {
  if (existsSync(FOLDER)) platform = await testPlatform();
}, 120_000);
afterAll(async () => {
  if (existsSync(FOLDER)) await platform.close();
});

const download = async (id: string, format: string): Promise<Buffer> => {
  const answer = await fetch(`${platform.origin}/api/v1/datasets/${id}/exports/${format}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

/** The source's rows by other means than our readers, header first. */
async function sourceRows({ path, encoding = 'utf-8', delimiter }: RealFile): Promise<string[][]> {
  const file = join(FOLDER, path);
  if (path.endsWith('.xlsx')) return (await workbook(file)).filter((row) => row.some((cell) => cell !== ''));
  const text = new TextDecoder(encoding, { fatal: true }).decode(await readFile(file));
  return parseCsv(text, delimiter);
}

async function workbook(source: string | Buffer): Promise<string[][]> {
  const [sheet] = await readWorkbook(source, { trim: false });
  const rows = (sheet?.data ?? []) as Cell[][];
  return rows.map((row) => row.map(cellText));
}

type Cell = string | number | bigint | boolean | Date | null | undefined;
const cellText = (cell: Cell): string => {
  if (cell instanceof Date) return cell.toISOString();
  return cell === null || cell === undefined ? '' : String(cell);
};

interface Compared {
  source: string[][];
  found: string[][];
  what: string;
  same?: typeof saysTheSame;
}
function expectEqual(
  { columns }: VersionManifest,
  { source, found, what, same = saysTheSame }: Compared,
): void {
  expect(found.length, `${what}: rows`).toBe(source.length);
  const wrong: string[] = [];
  source.forEach((row, index) => {
    columns.forEach(({ type, name }, column) => {
      const [was, is] = [row[column] ?? '', found[index]?.[column] ?? ''];
      if (!same(was, is, type)) wrong.push(`row ${index + 1}, ${name} (${type}): ${was} → ${is}`);
    });
  });
  expect(wrong.slice(0, 10), what).toEqual([]);
}

describe.skipIf(!existsSync(FOLDER))('real files of a city', () => {
  it.each(FILES)(
    '[xz-16-1] [xz-17] given $path, when it was uploaded, published and downloaded, then every value equals the source',
    async (file) => {
      const { datasetId, version } = await openDataset(
        platform,
        await fileAt(join(FOLDER, file.path)),
        `真实文件 ${file.path}`,
      );
      const { manifest } = version;
      if (manifest === null) throw new Error(JSON.stringify(version.findings));
      const source = (await sourceRows(file)).slice(file.header ?? 1);
      const csv = parseCsv((await download(datasetId, 'csv')).toString('utf8')).slice(1);
      expectEqual(manifest, { source, found: csv, what: 'csv' });
      await expectOtherFormats(datasetId, csv, manifest);
    },
    180_000,
  );
});

/** Every other format says what the CSV says, read again by readers that are not ours. */
async function expectOtherFormats(id: string, csv: string[][], manifest: VersionManifest): Promise<void> {
  const names = manifest.columns.map(({ name }) => name);
  const inOrder = (rows: Record<string, Cell>[]): string[][] =>
    rows.map((row) => names.map((name) => cellText(row[name])));
  const json = JSON.parse((await download(id, 'json')).toString('utf8')) as Record<string, Cell>[];
  const equal = (what: string, found: string[][], same = saysTheSame): void =>
    expectEqual(manifest, { source: csv, found, what, same });
  equal('json', inOrder(json));
  const lines = (await download(id, 'ndjson')).toString('utf8').trimEnd().split('\n');
  equal('ndjson', inOrder(lines.map((line) => JSON.parse(line) as Record<string, Cell>)));
  const file = new Uint8Array(await download(id, 'parquet')).buffer;
  // Stored as exact decimals; this reader turns them into doubles.
  equal(
    'parquet',
    inOrder((await parquetReadObjects({ file, compressors })) as Record<string, Cell>[]),
    saysNearly,
  );
  if (manifest.rows <= WORKBOOK_ROWS) equal('xlsx', (await workbook(await download(id, 'xlsx'))).slice(1));
}
