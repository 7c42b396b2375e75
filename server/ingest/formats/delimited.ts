import { buildReading } from '../../../rules/reading/build-reading.ts';
import { detectDialect, newlineOf, tokenizeSample } from '../../../rules/reading/dialect.ts';
import { detectLayout, type Layout } from '../../../rules/reading/layout.ts';
import type {
  Reading,
  ReadingChoices,
  ReadingFormat,
  ReadingWarning,
} from '../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { TableObserver } from '../../../rules/reading/table-observer.ts';
import { Tokenizer, type Marks, type TokenFacts } from '../../../rules/reading/tokenizer.ts';
import { decodedTexts, detectEncoding, type TextEncoding } from '../text-encoding.ts';
import type { OnChunk, OnRow, TableFormat } from './format.ts';

const SAMPLE_CHARACTERS = 256 * 1024;

interface TextFacts {
  nul: number;
  replaced: number;
}

/** Streams a text file through the tokenizer. NUL characters, which no cell can hold, are left out and counted. */
async function readDelimited(
  path: string,
  encoding: TextEncoding,
  dialect: Marks,
  onRow: OnRow,
  onChunk?: OnChunk,
): Promise<TokenFacts & TextFacts> {
  const tokenizer = new Tokenizer(dialect, onRow);
  const seen: TextFacts = { nul: 0, replaced: 0 };
  for await (const text of decodedTexts(path, encoding)) {
    seen.replaced += count(text, '\ufffd');
    const nul = count(text, '\0');
    seen.nul += nul;
    tokenizer.push(nul > 0 ? text.replaceAll('\0', '') : text);
    await onChunk?.();
  }
  return { ...tokenizer.end(), ...seen };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

async function sampleOf(path: string, encoding: TextEncoding): Promise<{ text: string; cut: boolean }> {
  let text = '';
  for await (const part of decodedTexts(path, encoding)) {
    text += part;
    if (text.length >= SAMPLE_CHARACTERS)
      return { text: text.slice(0, SAMPLE_CHARACTERS).replaceAll('\0', ''), cut: true };
  }
  return { text: text.replaceAll('\0', ''), cut: false };
}

function layoutOf(rows: string[][], choices: ReadingChoices): Layout {
  if (choices.preambleRows !== undefined && choices.headerRows !== undefined)
    return { preambleRows: choices.preambleRows, headerRows: choices.headerRows };
  if (choices.preambleRows === undefined) return { ...detectLayout(rows), ...pick(choices.headerRows) };
  return {
    preambleRows: choices.preambleRows,
    headerRows: detectLayout(rows.slice(choices.preambleRows)).headerRows,
  };
}

const pick = (headerRows: number | undefined): Partial<Layout> =>
  headerRows === undefined ? {} : { headerRows };

const FORMATS: Record<string, ReadingFormat> = { ',': 'csv', '\t': 'tsv' };
const TEXT_NAME = /\.(csv|tsv|tab|txt|text|dat|data|prn|asc)$/i;

function textWarnings(
  facts: TokenFacts & TextFacts,
  encoding: TextEncoding,
  fileName: string,
): ReadingWarning[] {
  const found: ReadingWarning[] = [];
  const add = (
    code: string,
    args: ReadingWarning['args'] = {},
    row: number | null = null,
    column: number | null = null,
  ) => found.push({ code, row, column, args });
  const ending = /\.([^.\s]{1,10})$/.exec(fileName)?.[1];
  if (ending !== undefined && !TEXT_NAME.test(fileName)) add('name-differs', { ending });
  if (encoding.marks > 1) add('repeated-mark', { count: encoding.marks }, 1);
  if (encoding.label === 'windows-1252') add('encoding-guessed', { encoding: encoding.label });
  if (facts.nul > 0) add('nul-characters', { count: facts.nul });
  if (facts.replaced > 0) add('replacement-characters', { count: facts.replaced });
  if (facts.unclosed) add('unclosed-quote', { ...facts.unclosed }, facts.unclosed.row, facts.unclosed.column);
  if (facts.strayQuotes.count > 0) add('stray-quotes', { ...facts.strayQuotes }, facts.strayQuotes.row);
  if (newlineOf(facts) === 'mixed') add('mixed-newlines', { ...facts.newlines });
  return found;
}

/** Reads the file whole, once its encoding, dialect and layout are found from a sample. */
async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  const encoding = await detectEncoding(path, choices.encoding);
  const sample = await sampleOf(path, encoding);
  if (sample.text.trim() === '' && !sample.cut) refuse('unreadable-file', 'empty-file');
  const marks = detectDialect(sample.text, sample.cut, choices);
  const observer = new TableObserver(
    layoutOf(tokenizeSample(sample.text, marks, sample.cut).rows, choices),
    choices,
  );
  const facts = await readDelimited(path, encoding, marks, (row) => observer.row(row));
  const table = observer.end();
  const newline = newlineOf(facts);
  const regular =
    encoding.label === 'utf-8' &&
    encoding.marks <= 1 &&
    facts.nul === 0 &&
    facts.strayQuotes.count === 0 &&
    !facts.unclosed &&
    !facts.loose &&
    (newline === 'lf' || newline === 'crlf') &&
    marks.quote === '"' &&
    marks.escape === '"' &&
    marks.delimiter !== ' ' &&
    marks.delimiter.charCodeAt(0) < 128;
  return buildReading(
    {
      format: FORMATS[marks.delimiter] ?? 'delimited',
      encoding: encoding.label,
      dialect: { ...marks, newline },
      table: 1,
      tables: [{ number: 1, name: fileName.replace(/\.[^.]*$/, ''), rows: table.rows }],
      warnings: textWarnings(facts, encoding, fileName),
      regular,
      longestRow: facts.longestRow,
      lenient: encoding.lenient,
    },
    table,
    choices,
  );
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const encoding = await detectEncoding(path, reading.plan.lenient ? reading.encoding : undefined);
  await readDelimited(path, encoding, reading.dialect, onRow, onChunk);
}

/** CSV, TSV and text with any other delimiter. */
export const delimited: TableFormat = { inspect, eachRow };
