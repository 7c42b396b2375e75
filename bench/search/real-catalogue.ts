import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listEntryOf } from '../../rules/catalogue/import/list-entry-of.ts';
import { readRow } from '../../rules/catalogue/import/read-row.ts';
import { shanghai } from '../../rules/profile/shanghai.ts';
import { dataFolder, hasData } from '../../server/ingest/testing/data-folder.ts';
import { parseCsv } from '../../server/journeys/tables.ts';
import type { ListedText } from '../../server/search/search-document.ts';

const FILE = 'B_catalog/sh_catalog_open.csv';

export const hasRealCatalogue = (): boolean => hasData(FILE);

/** The datasets of the real catalogue as its import lists them; the id is the one of its source. */
export async function realCatalogue(): Promise<ListedText[]> {
  const [form] = shanghai.catalogueForms;
  if (!form) throw new Error('the profile has no form of a catalogue');
  const [headers = [], ...lines] = parseCsv(await readFile(join(dataFolder, FILE), 'utf8'));
  return lines.map((line) => {
    const cells = Object.fromEntries(headers.map((header, at) => [header, line[at] ?? '']));
    const row = readRow(cells, form, shanghai.domains);
    return { id: row.sourceId, code: '', entry: listEntryOf(row), publisher: row.body };
  });
}
