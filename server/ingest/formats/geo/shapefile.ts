import { systemOfProjection } from '../../../../rules/reading/geo/projection-text.ts';
import type { Statement } from '../../../../rules/reading/geo/settle.ts';
import type { Reading, ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow } from '../records.ts';
import { Dbf } from './dbf.ts';
import { encodingOfCodePage } from './dbf-text.ts';
import { GEOMETRY, inspectFeatures, type FeatureTable } from './features.ts';
import { besideOf, withBytes, type FileBytes } from './file-bytes.ts';
import { CODE_PAGE_BYTES, PAUSE, PROJECTION_BYTES } from './geo-limits.ts';
import { shapesOf } from './shapes.ts';

/** The parts of a shapefile that lie beside each other. */
interface ShapeSet {
  shapes: FileBytes;
  dbf: Dbf | null;
  statement: Statement;
}

function statementOf(projection: FileBytes | null): Statement {
  if (!projection) return { system: null };
  const text = projection.at(0, PROJECTION_BYTES).toString('utf8');
  const system = systemOfProjection(text);
  return system === null ? { system, unknown: /"([^"]*)"/.exec(text)?.[1] ?? text.slice(0, 40) } : { system };
}

async function withSet<T>(
  path: string,
  encoding: string | undefined,
  work: (set: ShapeSet) => Promise<T>,
): Promise<T> {
  const parts = [path, ...['.dbf', '.prj', '.cpg'].map((ending) => besideOf(path, ending))];
  return withBytes(parts, async (shapes = null, table = null, projection = null, page = null) => {
    if (!shapes) throw new Error(`Not opened: ${path}`);
    const named = page ? encodingOfCodePage(page.at(0, CODE_PAGE_BYTES).toString('latin1')) : null;
    const dbf = table ? new Dbf(table, named, encoding) : null;
    return work({ shapes, dbf, statement: statementOf(projection) });
  });
}

/** Rows seen of either part, which ought to be as many. */
interface Counts {
  shapes: number;
  records: number;
}

function tableOf({ shapes, dbf, statement }: ShapeSet, counts: Counts): FeatureTable {
  const labels = dbf?.labels ?? [];
  const none = labels.map(() => '');
  return {
    labels: [...labels, GEOMETRY],
    types: [...(dbf?.types ?? []), 'geometry'],
    geometry: labels.length,
    statement,
    async each(onRecord, onChunk) {
      const records = dbf?.records ?? 0;
      let index = 0;
      for (const shape of shapesOf(shapes)) {
        const cells = dbf && index < records ? dbf.record(index) : none;
        if (cells) onRecord([...cells, shape]);
        if (++index % PAUSE === 0) await onChunk?.();
      }
      counts.shapes = index;
      for (; dbf && index < records; index++) {
        const cells = dbf.record(index);
        if (cells) onRecord([...cells, '']);
        if (index % PAUSE === 0) await onChunk?.();
      }
      counts.records = records;
      await onChunk?.();
    },
  };
}

function setWarnings({ dbf }: ShapeSet, { shapes, records }: Counts): ReadingWarning[] {
  const found: ReadingWarning[] = [];
  const add = (code: string, args: ReadingWarning['args'] = {}): void =>
    void found.push({ code, row: null, column: null, args });
  if (!dbf) add('shapefile-without-table');
  else if (shapes !== records) add('shapefile-counts', { shapes, records });
  return [...found, ...(dbf?.warnings() ?? [])];
}

async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  return withSet(path, choices.encoding, async (set) => {
    const counts: Counts = { shapes: 0, records: 0 };
    const encoding = set.dbf?.encoding ?? 'utf-8';
    const frame = { format: 'shapefile' as const, encoding, table: 1, tables: [], warnings: [] };
    const read = await inspectFeatures(frame, tableOf(set, counts), fileName, choices);
    const tables = [{ number: 1, name: fileName.replace(/\.[^.]*$/, ''), rows: read.rows }];
    return { ...read, tables, warnings: [...setWarnings(set, counts), ...read.warnings] };
  });
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  await withSet(path, reading.encoding, (set) =>
    eachRecordRow(tableOf(set, { shapes: 0, records: 0 }), onRow, onChunk),
  );
}

/** Shapefiles: the shapes, and beside them their table, projection and encoding. */
export const shapefile: TableFormat = { inspect, eachRow };
