import { withArchive } from '../../archive.ts';
import { RowBuilder } from '../row-builder.ts';
import { sheetFormat } from '../sheet-format.ts';
import type { Sheet, WithSource } from '../sheet-source.ts';
import { scanRecords } from './xlsb-records.ts';
import { BinaryRows, outlineBinary } from './xlsb-sheet.ts';
import { readBinaryWorkbook } from './xlsb-workbook.ts';

const withXlsb: WithSource = (path, _encoding, work) =>
  withArchive(path, async (archive) => {
    const workbook = await readBinaryWorkbook(archive);
    const partOf = ({ number }: Sheet): string => workbook.sheets[number - 1]?.part ?? '';
    return work({
      format: 'xlsb',
      encoding: 'utf-16le',
      sheets: workbook.sheets,
      warnings: [],
      outline: (sheet) => outlineBinary(archive, partOf(sheet)),
      eachRow: async (sheet, onRow, notes, onChunk) => {
        const part = partOf(sheet);
        const rows = new BinaryRows(workbook, part, new RowBuilder(onRow, notes));
        await scanRecords(
          archive.bytes(part),
          part,
          (type, bytes, start, end) => rows.take(type, bytes, start, end),
          onChunk,
        );
        rows.end();
      },
    });
  });

/** XLSB: the binary workbook of Excel 2007 and later. */
export const xlsb = sheetFormat(withXlsb);
