import type { Statement } from '../../../../rules/reading/geo/settle.ts';
import { systemOfName } from '../../../../rules/reading/geo/systems.ts';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { decodedTexts, detectEncoding, type TextEncoding } from '../../text-encoding.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { json } from '../json/json.ts';
import { JsonScanner } from '../json/json-scanner.ts';
import { eachRecordRow, type RecordTable } from '../records.ts';
import { encodingNotes, nameNotes } from '../text-notes.ts';
import { featureOf, FeatureScanner, type JsonObject } from './feature-scanner.ts';
import { checkGeometry, GEOMETRY, inspectFeatures } from './features.ts';
import { geometryCell } from './geojson-geometry.ts';
import { cellTextOf, isNull, isObject, stringOf, type JsonValue } from './json-value.ts';

const USUAL_ENDING = /^(geojson|json|geojsonl|geojsons|ndjson|jsonl|txt)$/i;

/** The mark that begins each text of a sequence. */
const SEPARATOR = '\x1e';

async function scan(
  path: string,
  encoding: TextEncoding,
  onFeature: (feature: JsonValue) => void,
  onChunk?: OnChunk,
): Promise<FeatureScanner> {
  const features = new FeatureScanner(onFeature);
  const scanner = new JsonScanner(features);
  for await (const text of decodedTexts(path, encoding)) {
    scanner.push(text.includes(SEPARATOR) ? text.replaceAll(SEPARATOR, '') : text);
    await onChunk?.();
  }
  scanner.end();
  return features;
}

interface Survey {
  members: Set<string>;
  properties: Set<string>;
  features: number;
  geographic: number;
  collection: JsonObject;
}

async function survey(path: string, encoding: TextEncoding): Promise<Survey> {
  const seen = { members: new Set<string>(), properties: new Set<string>(), features: 0, geographic: 0 };
  const { collection } = await scan(path, encoding, (value) => {
    const { members, properties, isGeographic } = featureOf(value);
    for (const name of members.keys()) seen.members.add(name);
    for (const name of properties.keys()) seen.properties.add(name);
    seen.features++;
    if (isGeographic) seen.geographic++;
    if (seen.members.size + seen.properties.size >= READING_LIMITS.columns)
      refuse('too-large', 'too-many-columns', { row: seen.features, limit: READING_LIMITS.columns });
  });
  return { ...seen, collection };
}

/** What the `crs` member says; without one the standard says WGS-84, with null nothing does. */
function statementOf(collection: JsonObject): Statement {
  const crs = collection.get('crs');
  if (crs === undefined) return { system: null, isStandard: true };
  if (isNull(crs)) return { system: null };
  const properties = isObject(crs) ? crs.get('properties') : undefined;
  const named = isObject(properties) ? (properties.get('name') ?? properties.get('code')) : undefined;
  const name = cellTextOf(named ?? crs);
  const system = systemOfName(name);
  return system === null ? { system, unknown: name } : { system };
}

/** A column of a label that stands twice is a member of the feature first, then a property. */
function cellsOf(value: JsonValue, labels: readonly string[], firstIsMember: ReadonlySet<number>): string[] {
  const { members, properties, geometry } = featureOf(value);
  const cells = labels.map((label, i) => {
    const cell = firstIsMember.has(i) ? members.get(label) : (properties.get(label) ?? members.get(label));
    return cellTextOf(cell);
  });
  cells.push(geometryCell(geometry));
  return cells;
}

function recordsOf(
  path: string,
  encoding: TextEncoding,
  labels: readonly string[],
): Pick<RecordTable, 'each'> {
  const own = labels.slice(0, -1);
  const firstIsMember = new Set(own.flatMap((label, i) => (own.lastIndexOf(label) > i ? [i] : [])));
  let row = 0;
  return {
    async each(onRecord, onChunk) {
      row = 0;
      const take = (value: JsonValue): void => {
        const cells = cellsOf(value, own, firstIsMember);
        checkGeometry(cells.at(-1) ?? '', ++row);
        onRecord(cells);
      };
      await scan(path, encoding, take, onChunk);
    },
  };
}

/** JSON that only looks like GeoJSON is read as JSON. */
const isGeographic = ({ collection, geographic, features }: Survey): boolean =>
  stringOf(collection.get('type')) === 'FeatureCollection' || (features > 0 && geographic * 2 > features);

async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  const encoding = await detectEncoding(path, choices.encoding);
  const seen = await survey(path, encoding);
  if (!isGeographic(seen)) return json.inspect(path, fileName, choices);
  if (seen.features === 0) refuse('unreadable-file', 'no-features');
  const labels = [...seen.members, ...seen.properties, GEOMETRY];
  const name = stringOf(seen.collection.get('name')) ?? fileName.replace(/\.[^.]*$/, '');
  return inspectFeatures(
    {
      format: 'geojson',
      encoding: encoding.label,
      lenient: encoding.lenient,
      table: 1,
      tables: [{ number: 1, name, rows: seen.features }],
      warnings: [...nameNotes(fileName, USUAL_ENDING, 'geojson'), ...encodingNotes(encoding)],
    },
    {
      labels,
      types: labels.map((_, i) => (i === labels.length - 1 ? 'geometry' : null)),
      geometry: labels.length - 1,
      statement: statementOf(seen.collection),
      ...recordsOf(path, encoding, labels),
    },
    fileName,
    choices,
  );
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const encoding = await detectEncoding(path, reading.plan.lenient ? reading.encoding : undefined);
  const labels = reading.columns.map(({ label }) => label);
  await eachRecordRow(recordsOf(path, encoding, labels), onRow, onChunk);
}

/** GeoJSON in any encoding: collections, features, bare geometries, and sequences of these. */
export const geojson: TableFormat = { inspect, eachRow };
