import { refuse } from '../../../../../rules/reading/refusal.ts';
import { decodedTexts, detectEncoding } from '../../../text-encoding.ts';
import { RowBuilder } from '../row-builder.ts';
import { scanXml } from '../scan-xml.ts';
import { sheetFormat } from '../sheet-format.ts';
import type { WithSource } from '../sheet-source.ts';
import { XmlRows } from './xml-rows.ts';
import { XmlOutline } from './xml-sheets.ts';

const PART = 'Workbook';

const withXmlSpreadsheet: WithSource = async (path, choice, work) => {
  const encoding = await detectEncoding(path, choice);
  const outline = new XmlOutline();
  await scanXml(decodedTexts(path, encoding), PART, outline);
  if (outline.sheets.length === 0) refuse('unreadable-file', 'no-tables');
  return work({
    format: 'xml-spreadsheet',
    encoding: encoding.label,
    sheets: outline.sheets,
    warnings: [],
    outline: async ({ number }) =>
      outline.sheets[number - 1]?.outline ?? { rows: 0, merges: [], hiddenColumns: [] },
    eachRow: async ({ number }, onRow, notes, onChunk) => {
      const rows = new XmlRows(number, outline, new RowBuilder(onRow, notes));
      await scanXml(decodedTexts(path, encoding), PART, rows, { onChunk, isDone: () => rows.done });
    },
  });
};

/** XML Spreadsheet 2003, which many systems write and call XLS. */
export const xmlSpreadsheet = sheetFormat(withXmlSpreadsheet);
