import { GeometryObserver, type GeometryFacts } from '../../../../rules/reading/geo/geometry-observer.ts';
import {
  conversionNote,
  listedRows,
  settle,
  supposedSystem,
  type Statement,
} from '../../../../rules/reading/geo/settle.ts';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import type { Reading, ReadingChoices, ReadingColumn } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { inspectRecords, type RecordTable } from '../records.ts';

export const GEOMETRY = 'geometry';

/** A table with one column of geometry, as WKT in the coordinates of the source. */
export interface FeatureTable extends Pick<RecordTable, 'each'> {
  /** The geometry's own label among them. */
  labels: readonly string[];
  types: RecordTable['types'];
  /** Which of the columns holds the geometry. */
  geometry: number;
  statement: Statement;
}

type FeatureFrame = Parameters<typeof inspectRecords>[0];

function placeWarnings(facts: GeometryFacts, system: string | null) {
  const degrees = system === null ? [] : listedRows('coordinates-outside', facts.metres);
  return [
    ...listedRows('coordinates-swapped', facts.swapped),
    ...listedRows('coordinates-outside', facts.outside),
    ...degrees,
    ...listedRows('open-rings', facts.openRings),
    ...listedRows('bad-geometry', facts.bad),
  ];
}

function withGeometry(column: ReadingColumn, unfit: number, system: string | null): ReadingColumn {
  return { ...column, plan: { ...column.plan, unfit, ...(system !== null && { coordinates: system }) } };
}

/** Throws `too-large` for a geometry that would not fit into a row. */
export function checkGeometry(wkt: string, row: number): string {
  if (wkt.length > READING_LIMITS.rowCharacters)
    refuse('too-large', 'geometry-too-long', { row, limit: READING_LIMITS.rowCharacters });
  return wkt;
}

/** Reads a table with geometries whole: what is said of its coordinates, and which of them cannot be. */
export async function inspectFeatures(
  frame: FeatureFrame,
  table: FeatureTable,
  fileName: string,
  choices: ReadingChoices,
): Promise<Reading> {
  const supposed = supposedSystem(table.statement, fileName, choices);
  const observer = new GeometryObserver(supposed.system);
  const { facts } = observer;
  let row = 0;
  const warnings = [...frame.warnings];
  const records: RecordTable = {
    labels: table.labels,
    types: table.types,
    coordinateSystem: supposed.system,
    each: (onRecord, onChunk) =>
      table.each((cells) => {
        observer.cell(cells[table.geometry] ?? '', ++row);
        onRecord(cells);
      }, onChunk),
  };
  const read = await inspectRecords({ ...frame, warnings }, records, choices);
  const settled = settle(supposed, table.statement, {
    places: facts.geometries - facts.bad.count,
    metres: facts.metres.count,
  });
  const notes = [
    ...settled.warnings,
    ...conversionNote(settled.system),
    ...placeWarnings(facts, settled.system),
  ];
  return {
    ...read,
    coordinateSystem: settled.system,
    columns: read.columns.map((column, i) =>
      i === table.geometry ? withGeometry(column, facts.unfit, settled.system) : column,
    ),
    warnings: [...notes, ...read.warnings],
  };
}
