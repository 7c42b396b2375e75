import type { Cells } from '../../../rules/catalogue/import/catalogue-row.ts';
import { formOf, lackingColumns } from '../../../rules/catalogue/import/read-row.ts';
import type { CatalogueForm } from '../../../rules/profile/catalogue-form.schema.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { inspectFile, writeTable } from '../../ingest/index.ts';

/** A file understood as a catalogue. */
export interface CatalogueFile {
  path: string;
  form: CatalogueForm;
  reading: Reading;
  choices: ReadingChoices;
}

/** Thrown by what is a table, but no catalogue of any known form, or one without a line. */
export class NoCatalogue extends Error {
  /** Headers that are missing to the form that fits best; none where there are no lines. */
  readonly lacking: readonly string[];

  constructor(lacking: readonly string[]) {
    super(`not a catalogue: ${lacking.join(', ') || 'every line'} missing`);
    this.lacking = lacking;
  }
}

/** Nothing below the header is anything but an entry, however it looks. */
const PLAIN: ReadingChoices = { footerRows: 0 };

/** Throws {@link NoCatalogue}, and Problem for a file that cannot be read at all. */
export async function openCatalogue(
  path: string,
  fileName: string,
  forms: readonly CatalogueForm[],
): Promise<CatalogueFile> {
  let lacking: readonly string[] | null = null;
  for (const choices of [PLAIN, { ...PLAIN, preambleRows: 0, headerRows: 1 }]) {
    const reading = await inspectFile(path, fileName, choices);
    const headers = reading.columns.map(({ name }) => name);
    const form = formOf(forms, headers);
    if (form) return { path, form, reading, choices };
    lacking ??=
      forms.map((each) => lackingColumns(each, headers)).toSorted((a, b) => a.length - b.length)[0] ?? [];
  }
  throw new NoCatalogue(lacking ?? []);
}

/** Every line in the order of the file, so many at a time; the next ones are read when these are dealt with. */
export async function eachLines(
  { path, reading, choices }: CatalogueFile,
  atOnce: number,
  take: (lines: Cells[]) => Promise<void>,
): Promise<void> {
  let lines: Cells[] = [];
  const write = async (text: string): Promise<void> => {
    for (const line of text.split('\n')) {
      if (line === '') continue;
      lines.push(cellsIn(line));
      if (lines.length < atOnce) continue;
      const full = lines;
      lines = [];
      await take(full);
    }
  };
  await writeTable(path, reading, choices, { to: 'ndjson', typed: false }, write);
  if (lines.length > 0) await take(lines);
}

const cellsIn = (line: string): Cells =>
  Object.fromEntries(
    Object.entries(JSON.parse(line) as Record<string, string | null>).map(([header, text]) => [
      header,
      (text ?? '').replaceAll('\0', ''),
    ]),
  );
