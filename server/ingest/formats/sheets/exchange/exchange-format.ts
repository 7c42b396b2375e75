import type { ReadingFormat } from '../../../../../rules/reading/reading.schema.ts';
import { decodedTexts, detectEncoding } from '../../../text-encoding.ts';
import type { TableFormat } from '../../format.ts';
import { RowBuilder } from '../row-builder.ts';
import { sheetFormat } from '../sheet-format.ts';
import { linesOf } from './lines.ts';

export interface LineReader {
  line(line: string): void;
  end(): void;
}

/** A format of one sheet that is written line by line. */
export const exchangeFormat = (
  format: ReadingFormat,
  readerFor: (rows: RowBuilder) => LineReader,
): TableFormat =>
  sheetFormat(async (path, choice, work) => {
    const encoding = await detectEncoding(path, choice);
    return work({
      format,
      encoding: encoding.label,
      sheets: [{ number: 1, name: '', hidden: false }],
      warnings: [],
      outline: async () => ({ rows: 0, merges: [], hiddenColumns: [] }),
      eachRow: async (_sheet, onRow, notes, onChunk) => {
        const reader = readerFor(new RowBuilder(onRow, notes));
        for await (const lines of linesOf(decodedTexts(path, encoding))) {
          for (const line of lines) reader.line(line);
          await onChunk?.();
        }
        reader.end();
      },
    });
  });
