import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { decodedTexts, detectEncoding } from '../../text-encoding.ts';
import { withArchive } from '../archive.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow, type RecordTable } from '../records.ts';
import { createXmlScanner, type XmlRules } from '../xml-scanner.ts';
import { checkGeometry, GEOMETRY, inspectFeatures } from './features.ts';
import { FileBytes } from './file-bytes.ts';
import { geometryCell } from './kml-geometry.ts';
import { KmlScanner, type Placemark } from './kml-scanner.ts';

/** The text of a KML file, or of the one in a KMZ. */
interface KmlText {
  part: string;
  encoding: string;
  texts(): AsyncIterable<string>;
}

function isArchive(path: string): boolean {
  const file = new FileBytes(path);
  try {
    return file.at(0, 2).toString('latin1') === 'PK';
  } finally {
    file.close();
  }
}

async function withKml<T>(
  path: string,
  chosen: string | undefined,
  work: (text: KmlText) => Promise<T>,
): Promise<T> {
  if (!isArchive(path)) {
    const encoding = await detectEncoding(path, chosen);
    return work({ part: 'KML', encoding: encoding.label, texts: () => decodedTexts(path, encoding) });
  }
  return withArchive(path, async (archive) => {
    const part =
      archive.names.find((name) => name === 'doc.kml') ??
      archive.names.find((name) => /^[^/]+\.kml$/i.test(name)) ??
      refuse('unreadable-file', 'no-kml');
    return work({ part, encoding: 'utf-8', texts: () => archive.texts(part) });
  });
}

const rulesFor = (part: string): XmlRules => ({
  qualified: false,
  doctype: () => refuse('unreadable-file', 'kml-doctype', { part }),
  broken: () => refuse('unreadable-file', 'damaged-kml', { part }),
});

async function scan(
  { part, texts }: KmlText,
  onPlacemark: (placemark: Placemark) => void,
  onChunk?: OnChunk,
): Promise<void> {
  const placemarks = new KmlScanner(part, onPlacemark);
  const scanner = createXmlScanner(
    part,
    {
      open: (name, attributes) => placemarks.open(name, attributes),
      close: (name) => placemarks.close(name),
      text: (raw) => placemarks.text(raw),
    },
    rulesFor(part),
  );
  for await (const text of texts()) {
    scanner.push(text);
    await onChunk?.();
  }
  scanner.end();
  placemarks.end();
}

const recordsOf = (text: KmlText, labels: readonly string[]): Pick<RecordTable, 'each'> => ({
  async each(onRecord, onChunk) {
    let row = 0;
    const take = ({ values, geometries }: Placemark): void =>
      onRecord([
        ...labels.slice(0, -1).map((label) => values.get(label) ?? ''),
        checkGeometry(geometryCell(geometries), ++row),
      ]);
    await scan(text, take, onChunk);
  },
});

async function labelsOf(text: KmlText): Promise<{ labels: string[]; rows: number }> {
  const names = new Set<string>();
  let rows = 0;
  await scan(text, ({ values }) => {
    rows++;
    for (const name of values.keys()) names.add(name);
    if (names.size >= READING_LIMITS.columns)
      refuse('too-large', 'too-many-columns', { row: rows, limit: READING_LIMITS.columns });
  });
  return { labels: [...names, GEOMETRY], rows };
}

async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  return withKml(path, choices.encoding, async (text) => {
    const { labels, rows } = await labelsOf(text);
    if (rows === 0) refuse('unreadable-file', 'no-features');
    return inspectFeatures(
      {
        format: 'kml',
        encoding: text.encoding,
        table: 1,
        tables: [{ number: 1, name: fileName.replace(/\.[^.]*$/, ''), rows }],
        warnings: [],
      },
      {
        labels,
        types: labels.map((_, i) => (i === labels.length - 1 ? 'geometry' : null)),
        geometry: labels.length - 1,
        statement: { system: null, isStandard: true },
        ...recordsOf(text, labels),
      },
      fileName,
      choices,
    );
  });
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const labels = reading.columns.map(({ label }) => label);
  await withKml(path, reading.encoding, (text) => eachRecordRow(recordsOf(text, labels), onRow, onChunk));
}

/** KML, and KMZ: placemarks with their data and geometries. */
export const kml: TableFormat = { inspect, eachRow };
