import iconv from 'iconv-lite';
import { seeded } from './random.ts';
import type { DatasetSpec } from './datasets/dataset-spec.ts';

/** The bytes of one version's file, as a department would send them. */
export function dataFile(spec: DatasetSpec, version: number, day: string): Uint8Array {
  const { fields, rows, encoding } = spec;
  // Later versions have a few rows more.
  const cells = Array.from({ length: rows + version * 3 }, (_, row) => rowOf(spec, row, version, day));
  if (encoding === 'geojson') return Buffer.from(JSON.stringify(features(fields, cells)), 'utf8');
  const lines = [fields.map(({ label }) => cell(label)).join(',')];
  for (const row of cells) lines.push(row.map(cell).join(','));
  const text = `${lines.join('\r\n')}\r\n`;
  if (encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  return Buffer.from(encoding === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}

/** One cell in so many is another in the next version. */
const KEPT = 50;
const DAY_MS = 86_400_000;

function rowOf(
  { file, fields, entry, everyDays }: DatasetSpec,
  row: number,
  version: number,
  day: string,
): string[] {
  // What is measured day by day is new in each version.
  const isMeasured = entry.updateFrequency === 'daily' || entry.updateFrequency === 'realtime';
  const seed = [...file].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, row);
  const ages = fields.map((_, column) => (isMeasured ? 0 : ageOf(seed + column * 7919, version)));
  const changed = new Date(Date.parse(day) - Math.min(...ages) * everyDays * DAY_MS)
    .toISOString()
    .slice(0, 10);
  return fields.map((each, column) => {
    const random = seeded(seed + column * 7919 + (version - (ages[column] ?? 0)) * 104_729);
    return each.cell({ row, version, random, day: changed });
  });
}

/** For how many versions a cell has been what it is. */
function ageOf(seed: number, version: number): number {
  let age = 0;
  while (age < version && seeded(seed + (version - age) * 15_485_863).integer(1, KEPT) > 1) age += 1;
  return age;
}

/** The field named `geometry` has the coordinates of a point, or a whole geometry; the others are properties. */
function features(fields: DatasetSpec['fields'], cells: readonly string[][]): object {
  const place = fields.findIndex(({ label }) => label === 'geometry');
  return {
    type: 'FeatureCollection',
    features: cells.map((row) => ({
      type: 'Feature',
      geometry: geometryOf(JSON.parse(row[place] ?? '[]')),
      properties: Object.fromEntries(
        fields.flatMap(({ label }, index) => (index === place ? [] : [[label, row[index]]])),
      ),
    })),
  };
}

const geometryOf = (value: unknown): unknown =>
  Array.isArray(value) ? { type: 'Point', coordinates: value } : value;

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
