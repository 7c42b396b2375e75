import { detectLayout } from '../../../../rules/reading/layout.ts';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { Reading, ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { decodedTexts, detectEncoding, type TextEncoding } from '../../text-encoding.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow, inspectRecords, type RecordTable } from '../records.ts';
import { encodingNotes, nameNotes, note } from '../text-notes.ts';
import { pathKeys, pathName } from './json-path.ts';
import { JsonColumns } from './json-columns.ts';
import { JsonRecords, type JsonSource } from './json-records.ts';
import { JsonScanner, type JsonHandlers } from './json-scanner.ts';
import { JsonSurvey } from './json-survey.ts';
import { isJsonShape, tablesOf, type JsonTable } from './json-tables.ts';

const USUAL_ENDING = /^(json|geojson|ndjson|jsonl|jsonlines|txt)$/i;

async function scan(
  path: string,
  encoding: TextEncoding,
  handlers: JsonHandlers,
  onChunk?: OnChunk,
): Promise<void> {
  const scanner = new JsonScanner(handlers);
  for await (const text of decodedTexts(path, encoding)) {
    scanner.push(text);
    await onChunk?.();
  }
  scanner.end();
}

const recordsOf = (path: string, encoding: TextEncoding, source: JsonSource): Pick<RecordTable, 'each'> => ({
  each: async (onRecord, onChunk) => {
    if (source.shape !== 'columns') return scan(path, encoding, new JsonRecords(source, onRecord), onChunk);
    const columns = new JsonColumns(source);
    await scan(path, encoding, columns);
    columns.rows(onRecord);
    await onChunk?.();
  },
});

/** What stands in a document beside its tables. */
function besides({ documents }: JsonSurvey, tables: readonly JsonTable[]): ReadingWarning[] {
  const first = new Set(tables.map(({ keys }) => keys[0]));
  if (first.has(undefined)) return [];
  const others = [...documents.columns.keys()].filter((name) => !first.has(name));
  const names = others.slice(0, READING_LIMITS.listedRows).join(', ');
  return others.length > 0 ? [note('other-members', { count: others.length, names })] : [];
}

function notes(survey: JsonSurvey, tables: readonly JsonTable[], number: number, chosen: JsonTable) {
  const { repeated } = chosen.node;
  const found = besides(survey, tables);
  if (tables.length > 1)
    found.push(note('more-tables', { count: tables.length, table: number, name: pathName(chosen.keys) }));
  if (repeated.count > 0)
    found.push(
      note('repeated-keys', { count: repeated.count, key: repeated.key, row: repeated.row }, repeated.row),
    );
  if (survey.notNumbers > 0) found.push(note('not-numbers', { count: survey.notNumbers }));
  return found;
}

/** Whether the first row of an array of arrays names the columns. */
function headerRowsOf({ labels, node }: JsonTable, { headerRows }: ReadingChoices): number {
  if (labels) return 0;
  const found = detectLayout(node.head);
  return headerRows ?? (found.preambleRows === 0 && found.headerRows > 0 ? 1 : 0);
}

/** Reads a document whole, twice: once for its tables and their columns, once for the cells. */
async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  const encoding = await detectEncoding(path, choices.encoding);
  const survey = new JsonSurvey();
  await scan(path, encoding, survey);
  const tables = tablesOf(survey);
  const number = choices.table ?? 1;
  const table = tables[number - 1];
  if (!table) return refuse('invalid-input', 'no-such-table', { number, count: tables.length });
  const { keys, shape, labels } = table;
  const format = shape === 'lines' ? 'ndjson' : 'json';
  const headerRows = headerRowsOf(table, choices);
  const reading = await inspectRecords(
    {
      format,
      encoding: encoding.label,
      lenient: encoding.lenient,
      table: number,
      tables: tables.map((other, i) => ({
        number: i + 1,
        name: pathName(other.keys),
        rows: other.rows - headerRowsOf(other, choices),
      })),
      warnings: [
        ...nameNotes(fileName, USUAL_ENDING, format),
        ...encodingNotes(encoding),
        ...notes(survey, tables, number, table),
      ],
    },
    {
      labels,
      headerRows,
      types: (labels ?? []).map(() => null),
      coordinateSystem: null,
      ...recordsOf(path, encoding, { keys, shape, labels: labels ?? [] }),
    },
    choices,
  );
  return { ...reading, plan: { ...reading.plan, shape } };
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const { shape, lenient } = reading.plan;
  if (!isJsonShape(shape)) throw new Error('A JSON reading without its shape');
  const encoding = await detectEncoding(path, lenient ? reading.encoding : undefined);
  const keys = pathKeys(reading.tables[reading.table - 1]?.name ?? '$');
  const labels = shape === 'grid' ? [] : reading.columns.map(({ label }) => label);
  await eachRecordRow(recordsOf(path, encoding, { keys, shape, labels }), onRow, onChunk);
}

/** JSON in any encoding, and NDJSON. */
export const json: TableFormat = { inspect, eachRow };
