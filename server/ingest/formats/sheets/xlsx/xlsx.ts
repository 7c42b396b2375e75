import { withArchive } from '../../archive.ts';
import { sheetFormat } from '../sheet-format.ts';
import type { Sheet, WithSource } from '../sheet-source.ts';
import { outlineSheet } from './sheet-outline.ts';
import { eachSheetRow } from './sheet-rows.ts';
import { readWorkbook } from './workbook-parts.ts';

const withXlsx: WithSource = (path, _encoding, work) =>
  withArchive(path, async (archive) => {
    const workbook = await readWorkbook(archive);
    const entryOf = ({ number }: Sheet) => {
      const entry = workbook.sheets[number - 1];
      if (!entry) throw new RangeError(`No sheet ${number}`);
      return entry;
    };
    return work({
      format: 'xlsx',
      encoding: 'utf-8',
      sheets: workbook.sheets,
      warnings: [],
      isOutlineDear: true,
      outline: (sheet) => outlineSheet(archive, entryOf(sheet).part),
      eachRow: (sheet, onRow, notes, onChunk) =>
        eachSheetRow(archive, workbook, entryOf(sheet), onRow, notes, onChunk),
    });
  });

/** XLSX of Excel 2007 and later. */
export const xlsx = sheetFormat(withXlsx);
