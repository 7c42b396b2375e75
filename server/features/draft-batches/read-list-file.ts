import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES, translator } from '../../../locales/index.ts';
import { choicesOf } from '../../../rules/draft-batches/elements.ts';
import { columnsOf, fileWords, meaningOf, type FileWords } from '../../../rules/draft-batches/file-words.ts';
import type { FileColumn, FileLine, LineWords } from '../../../rules/draft-batches/list-file.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { refusalDetail } from '../../../rules/reading/present-reading.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { refusedBy } from '../../../rules/reading/refusal.ts';
import type { Profile } from '../../../rules/profile/profile.schema.ts';
import type { Services } from '../../context.ts';
import { inspectFile, writeTable } from '../../ingest/index.ts';

/** Lines of a list file; far more than any body has datasets and fields. */
const MOST_LINES = 200_000;
const NUMBER = '\u0001row';

const everyLanguage = (domains: Profile['domains']): FileWords[] =>
  LANGUAGES.map((language) => fileWords(translator(language), language, domains));

/** What the words of a list file mean, whichever language it was exported in. */
export function lineWords({ profile }: Services): LineWords {
  const languages = everyLanguage(profile.domains);
  const domains = profile.domains.map(({ code }) => code);
  return {
    domains,
    meaningOf: (element, text) => meaningOf(element, text, choicesOf(element, domains), languages),
  };
}

/**
 * The lines of a list, of its fields, or of both, from a workbook or a CSV file. Throws Problem for a file that cannot
 * be read, and `unsupported-format` for one that is no exported list.
 */
export async function readListFile(
  services: Services,
  fileName: string,
  bytes: Uint8Array,
): Promise<FileLine[]> {
  const path = join(services.directory.paths.uploads, `list-${services.newId()}`);
  await writeFile(path, bytes);
  try {
    return await linesIn(path, fileName, everyLanguage(services.profile.domains));
  } catch (error) {
    const refused = refusedBy(error);
    if (!refused) throw error;
    throw new Problem(refused.code, { words: (t) => refusalDetail(refused, t) });
  } finally {
    await rm(path, { force: true });
  }
}

async function linesIn(path: string, fileName: string, languages: readonly FileWords[]): Promise<FileLine[]> {
  const lines: FileLine[] = [];
  const { tables } = await inspectFile(path, fileName);
  let isList = false;
  for (const { number } of tables) {
    const found = await listTable(path, fileName, number, languages);
    if (!found) continue;
    isList = true;
    await takeLines(path, found, lines);
  }
  if (!isList) throw new Problem('unsupported-format', { words: (t) => t('listFile.no-list') });
  return lines;
}

interface ListTable {
  reading: Reading;
  choices: ReadingChoices;
  table: FileLine['table'];
  columns: (FileColumn | null)[];
}

/** The header is the first row, unless somebody wrote something above it. */
async function listTable(
  path: string,
  fileName: string,
  table: number,
  languages: readonly FileWords[],
): Promise<ListTable | null> {
  const plain = { table, footerRows: 0 };
  for (const choices of [{ ...plain, preambleRows: 0, headerRows: 1 }, plain]) {
    const reading = await inspectFile(path, fileName, choices).catch((error: unknown) => {
      // An empty sheet beside the list is no reason to refuse the list.
      if (refusedBy(error)) return null;
      throw error;
    });
    const found = reading && columnsOf(headersOf(reading), languages);
    if (found) return { reading, choices, ...found };
  }
  return null;
}

const headersOf = ({ columns }: Reading): string[] => columns.map(({ label }) => label);

async function takeLines(path: string, found: ListTable, lines: FileLine[]): Promise<void> {
  const { reading, choices, table, columns } = found;
  if (lines.length + reading.rows > MOST_LINES)
    throw new Problem('too-large', { words: (t) => t('listFile.too-many-lines', { most: MOST_LINES }) });
  const names = reading.columns.map(({ name }) => name);
  const take = (text: string): Promise<void> => {
    for (const line of text.split('\n')) if (line !== '') lines.push(lineOf(line, table, names, columns));
    return Promise.resolve();
  };
  await writeTable(path, reading, choices, { to: 'ndjson', typed: false, numbered: NUMBER }, take);
}

function lineOf(
  text: string,
  table: FileLine['table'],
  names: readonly string[],
  columns: readonly (FileColumn | null)[],
): FileLine {
  const values = JSON.parse(text) as Record<string, string | number | null>;
  const cells: FileLine['cells'] = {};
  for (const [i, column] of columns.entries()) {
    // U+0000 is kept by no store, and written by no spreadsheet.
    if (column !== null) cells[column] = String(values[names[i] ?? ''] ?? '').replaceAll('\0', '');
  }
  return { table, row: Number(values[NUMBER]), cells };
}
