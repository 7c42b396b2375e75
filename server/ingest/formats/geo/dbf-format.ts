import type { Reading, ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow, inspectRecords, type RecordTable } from '../records.ts';
import { Dbf } from './dbf.ts';
import { encodingOfCodePage } from './dbf-text.ts';
import { besideOf, withBytes } from './file-bytes.ts';
import { CODE_PAGE_BYTES, PAUSE } from './geo-limits.ts';

/** Opens the table with the encoding that the file beside it names, for the time of `work`. */
async function withDbf<T>(
  path: string,
  encoding: string | undefined,
  work: (dbf: Dbf) => Promise<T>,
): Promise<T> {
  return withBytes([path, besideOf(path, '.cpg')], async (file, page) => {
    const named = page ? encodingOfCodePage(page.at(0, CODE_PAGE_BYTES).toString('latin1')) : null;
    if (!file) throw new Error(`Not opened: ${path}`);
    return work(new Dbf(file, named, encoding));
  });
}

const tableOf = (dbf: Dbf): RecordTable => ({
  labels: dbf.labels,
  types: dbf.types,
  coordinateSystem: null,
  async each(onRecord, onChunk) {
    for (let index = 0; index < dbf.records; index++) {
      const cells = dbf.record(index);
      if (cells) onRecord(cells);
      if (index % PAUSE === PAUSE - 1) await onChunk?.();
    }
    await onChunk?.();
  },
});

const setWarning = (path: string): ReadingWarning[] =>
  besideOf(path, '.shp') === null ? [] : [{ code: 'part-of-shapefile', row: null, column: null, args: {} }];

async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  return withDbf(path, choices.encoding, async (dbf) => {
    const name = fileName.replace(/\.[^.]*$/, '');
    const frame = {
      format: 'dbf' as const,
      encoding: dbf.encoding,
      table: 1,
      tables: [],
      warnings: setWarning(path),
    };
    const read = await inspectRecords(frame, tableOf(dbf), choices);
    return {
      ...read,
      tables: [{ number: 1, name, rows: read.rows }],
      warnings: [...dbf.warnings(), ...read.warnings],
    };
  });
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  await withDbf(path, reading.encoding, (dbf) => eachRecordRow(tableOf(dbf), onRow, onChunk));
}

/** Database files of dBASE, FoxPro and Clipper. */
export const dbf: TableFormat = { inspect, eachRow };
