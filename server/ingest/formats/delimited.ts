import { buildReading } from '../../../rules/reading/build-reading.ts';
import { columnNames } from '../../../rules/reading/naming.ts';
import { detectDialect, newlineOf, tokenizeSample } from '../../../rules/reading/dialect.ts';
import type {
  Reading,
  ReadingChoices,
  ReadingFormat,
  ReadingWarning,
} from '../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { Tokenizer, type Marks, type TokenFacts } from '../../../rules/reading/tokenizer.ts';
import { decodedTexts, detectEncoding, SURE_ENOUGH, type TextEncoding } from '../text-encoding.ts';
import { canReadBytes, type TextFacts } from './bytes/bytes-reader.ts';
import { readBytes } from './bytes/read-bytes.ts';
import type { OnChunk, OnRow, TableFormat } from './format.ts';
import { readTextTables, severalTables, viewIn, type TextReader, type TextTable } from './text-tables.ts';

const SAMPLE_CHARACTERS = 256 * 1024;

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
  if (ending !== undefined && !TEXT_NAME.test(fileName)) add('name-differs', { ending, content: 'csv' });
  if (encoding.marks > 1) add('repeated-mark', { count: encoding.marks }, 1);
  if (encoding.sure < SURE_ENOUGH) add('encoding-guessed', { encoding: encoding.label });
  if (encoding.mojibake) add('mojibake', { ...encoding.mojibake }, encoding.mojibake.row);
  if (facts.nul > 0) add('nul-characters', { count: facts.nul });
  if (facts.replaced > 0) add('replacement-characters', { count: facts.replaced });
  if (facts.unclosed) add('unclosed-quote', { ...facts.unclosed }, facts.unclosed.row, facts.unclosed.column);
  if (facts.strayQuotes.count > 0) add('stray-quotes', { ...facts.strayQuotes }, facts.strayQuotes.row);
  if (newlineOf(facts) === 'mixed') add('mixed-newlines', { ...facts.newlines });
  return found;
}

/** Each table by its title, which is made to differ from those before it. */
function tablesOf(found: readonly TextTable[], name: string): Reading['tables'] {
  const [only] = found;
  if (only && found.length === 1) return [{ number: 1, name, rows: only.facts.rows }];
  const names = columnNames(found.map(({ title }, i) => title || `${name} ${i + 1}`));
  return found.map(({ facts: { rows } }, i) => ({ number: i + 1, name: names[i] ?? '', rows }));
}

/** Reads the file whole, once its encoding, dialect and layout are found from a sample. */
async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  const encoding = await detectEncoding(path, choices.encoding);
  const sample = await sampleOf(path, encoding);
  if (sample.text.trim() === '' && !sample.cut) refuse('unreadable-file', 'empty-file');
  const marks = detectDialect(sample.text, sample.cut, choices);
  const reader: TextReader<TokenFacts & TextFacts> = {
    into: (sequence) =>
      canReadBytes(encoding, marks)
        ? readBytes(path, encoding.skip, marks, sequence)
        : readDelimited(path, encoding, marks, (row) => sequence.row(row)),
    each: (onRow) => readDelimited(path, encoding, marks, onRow),
  };
  const { rows } = tokenizeSample(sample.text, marks, sample.cut);
  const { facts, tables: found } = await readTextTables(reader, rows, choices);
  const number = choices.table ?? 1;
  const { facts: table, band } =
    found[number - 1] ?? refuse('invalid-input', 'no-such-table', { number, count: found.length });
  const name = fileName.replace(/\.[^.]*$/, '');
  const newline = newlineOf(facts);
  const regular =
    band === null &&
    encoding.label === 'utf-8' &&
    encoding.marks <= 1 &&
    facts.nul === 0 &&
    facts.strayQuotes.count === 0 &&
    !facts.unclosed &&
    !facts.loose &&
    (newline === 'lf' || newline === 'crlf') &&
    marks.quote === '"' &&
    marks.escape === '"' &&
    marks.delimiter.length === 1 &&
    marks.delimiter !== ' ' &&
    marks.delimiter.charCodeAt(0) < 128;
  const reading = buildReading(
    {
      format: FORMATS[marks.delimiter] ?? 'delimited',
      encoding: encoding.label,
      dialect: { ...marks, newline },
      table: number,
      tables: tablesOf(found, name),
      warnings: [
        ...textWarnings(facts, encoding, fileName),
        ...(choices.table === undefined ? severalTables(found, number) : []),
      ],
      regular,
      longestRow: facts.longestRow,
      lenient: encoding.lenient,
    },
    table,
    choices,
  );
  return band ? { ...reading, plan: { ...reading.plan, part: { sheet: 1, ...band } } } : reading;
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  const encoding = await detectEncoding(path, reading.plan.lenient ? reading.encoding : undefined);
  const { part } = reading.plan;
  const band = part?.from === undefined || part.to === undefined ? null : { from: part.from, to: part.to };
  const take: OnRow = band ? (row) => onRow(viewIn(row, band)) : onRow;
  await readDelimited(path, encoding, reading.dialect, take, onChunk);
}

/** CSV, TSV and text with any other delimiter. */
export const delimited: TableFormat = { inspect, eachRow };
