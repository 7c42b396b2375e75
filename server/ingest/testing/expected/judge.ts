import { translator } from '../../../../locales/index.ts';
import { refusalDetail } from '../../../../rules/reading/present-reading.ts';
import type { Refused } from '../../../../rules/reading/refusal.ts';
import { digestOf, observe, type Observed, type Wanted } from './observe.ts';
import type { Expectation, ExpectedReading, ExpectedRefusal } from './outcome.ts';

const english = translator('en');

type Say = (what: string, expected: unknown, got: unknown) => void;

const listOf = <T>(choice: T | T[]): T[] => (Array.isArray(choice) ? choice : [choice]);

/** The counts and names that a reading states itself. */
function compareStated(expected: ExpectedReading, { reading, ...observed }: Observed, say: Say): void {
  const stated = {
    format: reading.format,
    encoding: reading.encoding,
    rows: reading.rows,
    columns: reading.columns.length,
    preambleRows: reading.preambleRows,
    headerRows: reading.headerRows,
    footerRows: reading.footerRows,
    coordinateSystem: reading.coordinateSystem,
    sheet: reading.tables.find(({ number }) => number === reading.table)?.name,
    filled: observed.filled,
    digest: observed.digest,
    grid: observed.grid,
  };
  for (const [name, got] of Object.entries(stated)) {
    const choice = expected[name as keyof typeof stated];
    if (choice !== undefined && !listOf<unknown>(choice).includes(got)) say(name, choice, got);
  }
  const { rows, profile } = observed.converted;
  if (rows !== reading.rows) say('rows converted', reading.rows, rows);
  for (const { name, plan } of reading.columns)
    if (profile[name]?.nulls !== plan.missing) say(`missing in ${name}`, plan.missing, profile[name]?.nulls);
  if (expected.warns && reading.warnings.length === 0) say('warnings', 'some', 'none');
}

/** Labels with blanks and line breaks as one blank; columns without a label at the end count with `columns` alone. */
function labelsOf({ columns }: Observed['reading']): string[] {
  const labels = columns.map(({ label }) => label.replace(/\s+/g, ' ').trim());
  return labels.slice(0, labels.findLastIndex((label) => label !== '') + 1);
}

function compareHeader(expected: ExpectedReading, { reading }: Observed, say: Say): void {
  const labels = labelsOf(reading);
  const { header, headerSet, types, typeOf } = expected;
  if (typeof header === 'string' && header !== `#${digestOf(labels.join('\u001f'), 16)}`)
    say('header', header, labels.slice(0, 12));
  if (Array.isArray(header) && JSON.stringify(header) !== JSON.stringify(labels))
    say('header', header, labels);
  if (headerSet && JSON.stringify(headerSet.toSorted()) !== JSON.stringify(labels.toSorted()))
    say('header', headerSet, labels);
  types?.forEach((type, i) => {
    const column = reading.columns[i];
    if (type !== null && column?.type !== type) say(`type of ${column?.name ?? i + 1}`, type, column?.type);
  });
  for (const [label, type] of Object.entries(typeOf ?? {})) {
    const got = reading.columns.find((column) => column.label === label)?.type;
    if (got !== type) say(`type of ${label}`, type, got);
  }
}

/** A table's name, alone or at the end of a path. */
const isNamed = (name: string, wanted: string | undefined): boolean =>
  wanted !== undefined && (name === wanted || ['.', '/'].some((mark) => name.endsWith(mark + wanted)));

function compareTables({ tables, tablesLike }: ExpectedReading, { reading }: Observed, say: Say): void {
  const names = reading.tables.map(({ name, rows }) => [name, rows] as const);
  for (const table of tables ?? []) {
    const [wanted, rows] = typeof table === 'string' ? [table] : table;
    if (!names.some(([name, count]) => isNamed(name, wanted) && (rows === undefined || rows === count)))
      say('tables', table, names);
  }
  if (tablesLike && !names.some(([name]) => name.includes(tablesLike))) say('tables', tablesLike, names);
}

function compareCells({ spots, cells, texts }: ExpectedReading, observed: Observed, say: Say): void {
  for (const [row, digest] of spots ?? [])
    if (!observed.shown.get(row)?.has(digest)) say(`a text in row ${row}`, digest, 'not there');
  const columns = observed.reading.columns;
  for (const [row, column, digest] of cells ?? []) {
    const at = typeof column === 'number' ? column - 1 : columns.findIndex(({ label }) => label === column);
    const cell = observed.data.get(row)?.[at];
    if (cell === undefined || digestOf(cell, 12) !== digest)
      say(`data row ${row}, column ${column}`, digest, cell);
  }
  const everything = new Set([...observed.shown.values()].flatMap((row) => [...row]));
  const labels = columns.map(({ label }) => digestOf(label, 12));
  for (const digest of texts ?? [])
    if (!everything.has(digest) && !labels.includes(digest)) say('a text', digest, 'nowhere');
}

function compareRefusal({ codes, says }: ExpectedRefusal, refused: Refused, say: Say): void {
  if (!codes.includes(refused.code)) say('code', codes, `${refused.code} (${refused.reason})`);
  const detail = refusalDetail(refused, english);
  if (says !== undefined && !new RegExp(says, 'i').test(detail)) say('sentence', says, detail);
}

const isRefused = (answer: Observed | Refused): answer is Refused => 'code' in answer;

/** How the answer departs from one sound answer; empty when it does not. */
function departures(expected: ExpectedReading | ExpectedRefusal, answer: Observed | Refused): string[] {
  const list: string[] = [];
  const say: Say = (what, wanted, got) =>
    list.push(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
  if (isRefused(answer)) {
    if (expected.as === 'refused') compareRefusal(expected, answer, say);
    else say('answer', 'read', refusalDetail(answer, english));
  } else if (expected.as === 'refused')
    say('answer', 'refused', `${answer.reading.rows} × ${answer.reading.columns.length}`);
  else
    for (const compare of [compareStated, compareHeader, compareTables, compareCells])
      compare(expected, answer, say);
  return list;
}

function wantedOf({ accept }: Expectation): Wanted {
  const readings = accept.filter((one) => one.as === 'read');
  const rows = readings.flatMap(({ spots = [] }) => spots.map(([row]) => row));
  return {
    shown: readings.some(({ texts }) => texts) ? 'all' : new Set(rows),
    data: new Set(readings.flatMap(({ cells = [] }) => cells.map(([row]) => row))),
  };
}

export interface Judgement {
  verdict: string;
  /** Departures from the sound answer that is nearest; empty when the file is answered soundly. */
  wrong: string[];
}

/** Reads and converts a file and holds the answer against its expectation. Writes at `outPath` only. */
export async function judge(
  path: string,
  fileName: string,
  expectation: Expectation,
  outPath: string,
): Promise<Judgement> {
  const answer = await observe(path, fileName, wantedOf(expectation), outPath);
  const nearest = expectation.accept
    .map((expected) => departures(expected, answer))
    .toSorted((a, b) => a.length - b.length)[0];
  const wrong = nearest ?? [];
  if (!isRefused(answer))
    return {
      verdict: `read as ${answer.reading.format}: ${answer.reading.rows} × ${answer.reading.columns.length}`,
      wrong,
    };
  return { verdict: `refused (${answer.code}: ${answer.reason})`, wrong };
}
