import iconv from 'iconv-lite';
import { seeded } from './random.ts';
import type { DatasetSpec } from './datasets/dataset-spec.ts';

/** The bytes of one version's file, as a department would send them. */
export function dataFile(
  { fields, rows, encoding, file }: DatasetSpec,
  version: number,
  day: string,
): Uint8Array {
  const random = seeded([...file].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, version));
  // Later versions have a few rows more, so that versions differ.
  const cells = Array.from({ length: rows + version * 3 }, (_, row) =>
    fields.map((each) => each.cell({ row, version, random, day })),
  );
  if (encoding === 'geojson') return Buffer.from(JSON.stringify(features(fields, cells)), 'utf8');
  const lines = [fields.map(({ label }) => cell(label)).join(',')];
  for (const row of cells) lines.push(row.map(cell).join(','));
  const text = `${lines.join('\r\n')}\r\n`;
  if (encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  return Buffer.from(encoding === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}

/** The field named `geometry` has the coordinates of a point; the others are properties. */
function features(fields: DatasetSpec['fields'], cells: readonly string[][]): object {
  const place = fields.findIndex(({ label }) => label === 'geometry');
  return {
    type: 'FeatureCollection',
    features: cells.map((row) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: JSON.parse(row[place] ?? '[]') as unknown },
      properties: Object.fromEntries(
        fields.flatMap(({ label }, index) => (index === place ? [] : [[label, row[index]]])),
      ),
    })),
  };
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
