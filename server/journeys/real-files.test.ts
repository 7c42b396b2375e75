import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordsPage } from '../../rules/datasets/datasets.operations.ts';
import type { ProblemView } from '../../rules/problems/problem.schema.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import { dataFolder, hasData } from '../ingest/testing/data-folder.ts';
import { expectedOf, yearlyFiles, type Expectation } from '../ingest/testing/expected/outcome.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import {
  completed,
  fileAt,
  openDataset,
  readUpload,
  sendFile,
  sendVersion,
  writeDraft,
} from '../testing/publishing.ts';
import { hasGdal, inOrder, positionsOf, READERS, workbook, type Cell } from './testing/readers.ts';
import { parseCsv, saysNearly, saysTheSame } from './tables.ts';

const FOLDER = join(dataFolder, 'A_city');
const FULL = Number(process.env['KAISHU_RUNS'] ?? 100) > 100;
/** Workbooks are slow to open again, and the reader's stack does not last for more: in the quick run only the smaller ones. */
const WORKBOOK_ROWS = FULL ? 30_000 : 3_000;

/** One of each kind, for the quick run. */
const QUICK = new Set([
  'gbk_beijing_air_daily.csv',
  'gbk_shandong_city.csv',
  'cn_cities2015.xlsx',
  'cn_holidays.ics',
  'sh_busline.geojson',
  'sh_district_shp/区县界_area.shp',
  'sh_metroline2_shp/metroline2.dbf',
  'soda/line.txt',
  'soda/stations_by_name.json',
  'sz_metro_card_v2_reordered.csv',
]);
/** Of the yearbook's files, which are all alike, every so many. */
const EVERY = FULL ? 1 : 1000;
const FILES: readonly [string, Expectation][] = [
  ...expectedOf('city').filter(([path]) => FULL || QUICK.has(path)),
  ...yearlyFiles().filter((_, index) => index % EVERY === 0),
];
const isRefused = ({ accept }: Expectation): boolean => accept.every((one) => one.as === 'refused');
/** Rides of people by the numbers of their cards. */
const isPersonal = (path: string): boolean => path.includes('metro_card');

/** What Excel can hold in a cell: a table with more of it cannot become a workbook. */
const CELL_CHARACTERS = 32_767;
/** The others turn exact decimals into doubles. */
const EXACT_READERS = ['csv', 'tsv', 'arrow', 'xml', 'rdf'];
const GEOMETRY_FORMATS = ['geojson', 'shp', 'gpkg'];

let platform: Platform;
beforeAll(async () => {
  if (hasData('A_city')) platform = await testPlatform();
}, 120_000);
const outcomes: string[] = [];
afterAll(async () => {
  if (FULL) process.stdout.write(`${outcomes.join('\n')}\n`);
  if (hasData('A_city')) await platform.close();
});

const told = (path: string, outcome: string): void => void outcomes.push(`${path}: ${outcome}`);

/** On a connection of its own: comparing a large file holds this process until a kept one has gone stale. */
const asked = (id: string, format: string): Promise<Response> =>
  fetch(`${platform.origin}/api/v1/datasets/${id}/exports/${format}`, { headers: { connection: 'close' } });

async function download(id: string, format: string): Promise<Buffer> {
  const answer = await asked(id, format);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status, `${format}: ${bytes.toString('utf8', 0, 500)}`).toBe(200);
  return bytes;
}

/** All rows, page by page. */
async function pages(id: string, { columns, rows }: VersionManifest): Promise<string[][]> {
  const found: string[][] = [];
  const limit = Math.min(10_000, Math.max(1, Math.ceil(rows / 3)));
  for (let cursor: string | null = ''; cursor !== null;) {
    const asking = new URLSearchParams({ limit: String(limit), ...(cursor === '' ? {} : { cursor }) });
    const page: RecordsPage = await platform.ask(null, 'GET', `/datasets/${id}/records?${asking.toString()}`);
    found.push(...inOrder(columns, page.items as Record<string, Cell>[]));
    cursor = page.next;
  }
  return found;
}

/** The source's rows with its header by other means than our readers; null where there are none at hand. */
async function sourceRows(path: string, encoding: string, delimiter: string): Promise<string[][] | null> {
  const file = join(FOLDER, path);
  if (path.endsWith('.xlsx')) return (await workbook(file)).filter((row) => row.some((cell) => cell !== ''));
  // Columns set apart by several blanks are no dialect of CSV.
  if (!/\.(csv|txt|csv\.gz)$/.test(path) || delimiter === ' ') return null;
  const bytes = await readFile(file);
  const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parseCsv(new TextDecoder(encoding, { fatal: true }).decode(text), delimiter);
}

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
      const equal = type === 'geometry' ? positionsOf(was) === positionsOf(is) : same(was, is, type);
      if (!equal)
        wrong.push(`row ${index + 1}, ${name} (${type}): ${was.slice(0, 100)} → ${is.slice(0, 100)}`);
    });
  });
  expect(wrong.slice(0, 10), what).toEqual([]);
}

async function refused(path: string, { accept }: Expectation): Promise<void> {
  const { name, bytes } = await fileAt(join(FOLDER, path));
  const { state, problem } = await readUpload(platform, await sendFile(platform, name, bytes));
  expect(state).toBe('refused');
  const codes = accept.flatMap((one) => (one.as === 'refused' ? one.codes : []));
  expect(codes).toContain(problem?.type.replace('/problems/', ''));
  told(path, `refused: ${problem?.type ?? ''}`);
}

/** What tells of people is graded as that; then nobody can open it, and none of its rows can be had. */
async function held(path: string): Promise<void> {
  const { datasetId, version } = await sendVersion(platform, await fileAt(join(FOLDER, path)));
  expect(version.state).toBe('validated');
  const levels = { person: 'A3', organisation: 'B1', object: 'C1', supply: 'D1' };
  await writeDraft(platform, datasetId, (entry) => {
    const draft = completed(entry, `真实文件 ${path}`);
    const fields = { ...draft.grade.fields, card_no: { person: 'A3', organisation: 'B1', object: 'C1' } };
    return { ...draft, grade: { ...draft.grade, levels, fields } };
  });
  const problem = await platform.ask<ProblemView>(
    platform.tokens.editor,
    'POST',
    `/datasets/${datasetId}/prepare`,
    { body: { reason: '列入年度开放重点' }, status: 422 },
  );
  expect(problem.type).toBe('/problems/against-grading');
  for (const format of Object.keys(READERS)) expect((await asked(datasetId, format)).status).toBe(404);
  told(path, `${version.manifest?.rows ?? 0} rows, not opened: ${problem.detail}`);
}

async function opened(path: string): Promise<void> {
  const file = await fileAt(join(FOLDER, path));
  const { datasetId, version, reading } = await openDataset(platform, file, `真实文件 ${path}`);
  const { manifest } = version;
  if (manifest === null || reading === null) throw new Error(JSON.stringify(version.findings));
  const csv = (await READERS['csv']?.(await download(datasetId, 'csv'), manifest.columns)) ?? [];
  expect(csv.length).toBe(manifest.rows);
  const source = await sourceRows(path, reading.encoding, reading.dialect.delimiter);
  const body = source?.slice(reading.preambleRows + reading.headerRows);
  if (body) expectEqual(manifest, { source: body, found: csv, what: 'csv' });
  const paged = await pages(datasetId, manifest);
  expectEqual(manifest, { source: csv, found: paged, what: 'pages of rows', same: saysNearly });
  const formats = await otherFormats(datasetId, csv, manifest);
  const type = manifest.columns.some((column) => column.type === 'geometry') ? ' with geometry' : '';
  told(
    path,
    `${manifest.rows} × ${manifest.columns.length}${type}, ${body ? 'compared with the file' : 'read alone'}, ${formats.join(' ')}`,
  );
}

/** Every other format says what the CSV says; those of geometry are refused where there is none. Answers what was read. */
async function otherFormats(id: string, csv: string[][], manifest: VersionManifest): Promise<string[]> {
  const { columns, rows } = manifest;
  const hasGeometry = columns.some(({ type }) => type === 'geometry');
  const isLong = csv.some((row) => row.some((cell) => cell.length > CELL_CHARACTERS));
  const read = ['csv', 'records'];
  for (const [format, reader] of Object.entries(READERS)) {
    if (format === 'csv' || (format === 'xlsx' && rows > WORKBOOK_ROWS)) continue;
    if (!hasGeometry && GEOMETRY_FORMATS.includes(format)) {
      const problem = (await (await asked(id, format)).json()) as ProblemView;
      expect(problem, format).toMatchObject({ type: '/problems/unsuitable-format', reason: 'no-geometry' });
      continue;
    }
    if (format === 'xlsx' && isLong) {
      const problem = (await (await asked(id, format)).json()) as ProblemView;
      expect(problem).toMatchObject({ type: '/problems/too-large', limit: CELL_CHARACTERS });
      continue;
    }
    if (!hasGdal && ['shp', 'gpkg'].includes(format)) {
      process.stdout.write(`${format} is not read back: GDAL (ogr2ogr) is not installed\n`);
      continue;
    }
    const found = await reader(await download(id, format), columns);
    const same = EXACT_READERS.includes(format) ? saysTheSame : saysNearly;
    expectEqual(manifest, { source: csv, found, what: format, same });
    read.push(format);
  }
  return read;
}

describe.skipIf(!hasData('A_city'))('real files of a city', () => {
  it.each(FILES.filter(([, expectation]) => isRefused(expectation)))(
    '[xz-16-1] given %s, which is no table, when it was uploaded, then it is refused with its reason',
    refused,
  );

  it.each(FILES.filter(([path]) => isPersonal(path)))(
    '[xz-14-1] given %s, which tells of people, when it is to be opened, then its grade forbids it and no row can be had',
    held,
  );

  it.each(FILES.filter(([path, expectation]) => !isRefused(expectation) && !isPersonal(path)))(
    '[xz-16-1] [xz-17] given %s, when it was uploaded and published, then pages and every format say what the file says',
    opened,
    FULL ? 900_000 : 180_000,
  );
});
