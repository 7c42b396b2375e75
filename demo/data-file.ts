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
  const lines = [fields.map(({ label }) => cell(label)).join(',')];
  // Later versions have a few rows more, so that versions differ.
  for (let row = 0; row < rows + version * 3; row += 1) {
    lines.push(fields.map((field) => cell(field.cell({ row, version, random, day }))).join(','));
  }
  const text = `${lines.join('\r\n')}\r\n`;
  if (encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  return Buffer.from(encoding === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
