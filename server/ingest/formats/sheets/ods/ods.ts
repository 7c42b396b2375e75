import { refuse } from '../../../../../rules/reading/refusal.ts';
import { withArchive, type Archive } from '../../archive.ts';
import { RowBuilder } from '../row-builder.ts';
import { scanXml } from '../scan-xml.ts';
import { sheetFormat } from '../sheet-format.ts';
import type { WithSource } from '../sheet-source.ts';
import { OdsRows } from './ods-rows.ts';
import { OdsOutline } from './ods-sheets.ts';

const CONTENT = 'content.xml';
const KINDS: readonly (readonly [string, string])[] = [
  ['opendocument.text', 'odt'],
  ['opendocument.presentation', 'odp'],
  ['opendocument.graphics', 'odg'],
];

async function headOf(archive: Archive, part: string): Promise<string> {
  for await (const text of archive.texts(part)) return text;
  return '';
}

/** Refuses documents of other kinds by name, and those that are locked. */
async function checkDocument(archive: Archive): Promise<void> {
  const kind = await headOf(archive, 'mimetype');
  const other = KINDS.find(([name]) => kind.includes(name));
  if (other) refuse('unsupported-format', 'format', { format: other[1] });
  if ((await headOf(archive, 'META-INF/manifest.xml')).includes('encryption-data'))
    refuse('unreadable-file', 'encrypted-workbook');
}

const withOds: WithSource = (path, _encoding, work) =>
  withArchive(path, async (archive) => {
    await checkDocument(archive);
    const outline = new OdsOutline();
    await scanXml(archive.texts(CONTENT), CONTENT, outline);
    if (outline.sheets.length === 0) refuse('unreadable-file', 'no-tables');
    return work({
      format: 'ods',
      encoding: 'utf-8',
      sheets: outline.sheets,
      warnings: [],
      outline: async ({ number }) =>
        outline.sheets[number - 1]?.outline ?? { rows: 0, merges: [], hiddenColumns: [] },
      eachRow: async ({ number }, onRow, notes, onChunk) => {
        const rows = new OdsRows(number, new RowBuilder(onRow, notes));
        await scanXml(archive.texts(CONTENT), CONTENT, rows, { onChunk, isDone: () => rows.done });
      },
    });
  });

/** ODS of LibreOffice, WPS and others. */
export const ods = sheetFormat(withOds);
