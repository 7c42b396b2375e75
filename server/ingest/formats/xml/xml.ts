import { open } from 'node:fs/promises';
import type { Reading, ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { canonicalLabel } from '../../encoding/codecs.ts';
import { declaredIn } from '../../encoding/marks.ts';
import { detectEncoding } from '../../text-encoding.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow, inspectRecords } from '../records.ts';
import { encodingNotes, nameNotes, note } from '../text-notes.ts';
import { XmlRecords } from './xml-records.ts';
import { XmlSurvey } from './xml-survey.ts';
import { walkXml } from './xml-walk.ts';

const USUAL_ENDING = /^(xml|rss|atom|rdf|svg|gml|gpx|txt)$/i;
const HEAD = 1024;
/** `utf-16` is declared without its byte order. */
const FAMILY = 'utf-16'.length;

/** The encoding that the document says it has, as written; null when it says none. */
async function declaredEncoding(path: string): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return declaredIn(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

const pathName = (path: readonly string[]): string => `/${path.join('/')}`;

/** Reads a document whole, twice: once for the elements that repeat, once for the cells. */
async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  const encoding = await detectEncoding(path, choices.encoding);
  const survey = new XmlSurvey();
  const isTelling = await walkXml(path, encoding, survey);
  const tables = survey.tables();
  const number = choices.table ?? 1;
  const table = tables[number - 1];
  if (!table) return refuse('invalid-input', 'no-such-table', { number, count: tables.length });
  const declared = isTelling ? await declaredEncoding(path) : null;
  const warnings: ReadingWarning[] = [
    ...nameNotes(fileName, USUAL_ENDING, 'xml'),
    ...encodingNotes(encoding),
  ];
  if (declared !== null && !(canonicalLabel(declared) ?? '').startsWith(encoding.label.slice(0, FAMILY)))
    warnings.push(note('declared-encoding', { declared, encoding: encoding.label }));
  if (tables.length > 1)
    warnings.push(note('more-tables', { count: tables.length, table: number, name: pathName(table.path) }));
  return inspectRecords(
    {
      format: 'xml',
      encoding: encoding.label,
      lenient: encoding.lenient,
      table: number,
      tables: tables.map((other, i) => ({ number: i + 1, name: pathName(other.path), rows: other.rows })),
      warnings,
    },
    {
      labels: table.labels,
      types: table.labels.map(() => null),
      coordinateSystem: null,
      each: async (onRecord, onChunk) => {
        await walkXml(path, encoding, new XmlRecords(table.path, table.labels, onRecord), onChunk);
      },
    },
    choices,
  );
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const encoding = await detectEncoding(path, reading.plan.lenient ? reading.encoding : undefined);
  const place = (reading.tables[reading.table - 1]?.name ?? '/').slice(1).split('/');
  const labels = reading.columns.map(({ label }) => label);
  const each = async (onRecord: (cells: readonly string[]) => void, onPart?: OnChunk): Promise<void> => {
    await walkXml(path, encoding, new XmlRecords(place, labels, onRecord), onPart);
  };
  await eachRecordRow({ each }, onRow, onChunk);
}

/** XML in which an element repeats: its attributes and children are the columns. */
export const xml: TableFormat = { inspect, eachRow };
