import type { DatabaseSync } from 'node:sqlite';
import { statSync } from 'node:fs';
import type { Reading, ReadingChoices, ReadingWarning } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { OnChunk, OnRow, TableFormat } from '../format.ts';
import { eachRecordRow, inspectRecords, type RecordTable } from '../records.ts';
import { note } from '../text-notes.ts';
import { checkGeometry, GEOMETRY, inspectFeatures } from './features.ts';
import { PAUSE } from './geo-limits.ts';
import { cellOfValue } from './geopackage-cells.ts';
import { damaged, layersOf, quoted, srsOf, withDatabase, type Layer } from './geopackage-file.ts';

/** No row takes fewer bytes of a sound file than this; more rows than that lie in a ring of pages. */
const SMALLEST_ROW = 2;

/** Columns of text before the geometry, which comes last under its own name. */
const ownColumns = ({ columns, geometry }: Layer): string[] => columns.filter((_, i) => i !== geometry);

const labelsOf = (layer: Layer): string[] =>
  layer.geometry < 0 ? layer.columns : [...ownColumns(layer), GEOMETRY];

function recordsOf(database: DatabaseSync, path: string, layer: Layer): Pick<RecordTable, 'each'> {
  const hasGeometry = layer.geometry >= 0;
  const names = hasGeometry ? [...ownColumns(layer), layer.columns[layer.geometry] ?? ''] : layer.columns;
  const most = statSync(path).size / SMALLEST_ROW;
  return {
    async each(onRecord, onChunk) {
      const statement = database.prepare(
        `SELECT ${names.map((name, i) => `${quoted(name)} AS c${i}`).join(', ')} FROM ${quoted(layer.table)} NOT INDEXED`,
      );
      statement.setReadBigInts(true);
      let row = 0;
      for (const values of statement.iterate()) {
        if (++row > most) damaged(layer.table);
        const last = names.length - 1;
        const cells = names.map((_, i) => cellOfValue(values[`c${i}`], hasGeometry && i === last));
        if (hasGeometry) checkGeometry(cells[last] ?? '', row);
        onRecord(cells);
        if (row % PAUSE === 0) await onChunk?.();
      }
      await onChunk?.();
    },
  };
}

function chosenLayer(layers: readonly Layer[], number: number): Layer {
  if (layers.length === 0) refuse('unreadable-file', 'no-layers');
  return layers[number - 1] ?? refuse('invalid-input', 'no-such-table', { number, count: layers.length });
}

function countOf(database: DatabaseSync, path: string, { table }: Layer): number {
  const most = Math.ceil(statSync(path).size / SMALLEST_ROW);
  const row = database
    .prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM ${quoted(table)} NOT INDEXED LIMIT ?)`)
    .get(most);
  return typeof row?.['n'] === 'number' ? row['n'] : 0;
}

/** Texts are declared; everything else is judged by its values, so that none is lost. */
function typesOf(layer: Layer): RecordTable['types'] {
  const own = (layer.geometry < 0 ? layer.columns : ownColumns(layer)).map((name) =>
    layer.texts.has(name) ? ('text' as const) : null,
  );
  return layer.geometry < 0 ? own : [...own, 'geometry'];
}

async function inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading> {
  return withDatabase(path, async (database) => {
    const layers = layersOf(database);
    const number = choices.table ?? 1;
    const layer = chosenLayer(layers, number);
    const warnings: ReadingWarning[] =
      layers.length > 1
        ? [note('more-layers', { count: layers.length, table: number, name: layer.name })]
        : [];
    const labels = labelsOf(layer);
    const each = recordsOf(database, path, layer);
    const types = typesOf(layer);
    const frame = { format: 'geopackage' as const, encoding: 'utf-8', table: number, tables: [], warnings };
    const read =
      layer.geometry < 0
        ? await inspectRecords(frame, { labels, types, coordinateSystem: null, ...each }, choices)
        : await inspectFeatures(
            frame,
            { labels, types, geometry: labels.length - 1, statement: srsOf(database, layer.srs), ...each },
            fileName,
            choices,
          );
    const rows = (other: Layer): number => (other === layer ? read.rows : countOf(database, path, other));
    const tables = layers.map((other, i) => ({ number: i + 1, name: other.name, rows: rows(other) }));
    return { ...read, tables };
  });
}

async function eachRow(path: string, reading: Reading, onRow: OnRow, onChunk?: OnChunk): Promise<void> {
  await withDatabase(path, async (database) => {
    const layer = chosenLayer(layersOf(database), reading.table);
    await eachRecordRow(recordsOf(database, path, layer), onRow, onChunk);
  });
}

/** GeoPackage: layers of features, and tables without geometry. */
export const geopackage: TableFormat = { inspect, eachRow };
