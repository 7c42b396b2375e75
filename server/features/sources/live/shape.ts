import { deliveryColumns, type DeliveryColumn } from '../../../../rules/sources/delivery.ts';
import { Problem } from '../../../../rules/problems/problems.ts';
import type { ColumnType } from '../../../../rules/reading/reading.schema.ts';
import type { Services } from '../../../context.ts';
import { findDataset } from '../../datasets/index.ts';
import { findVersion, lastSoundVersion, type DataVersion } from '../../versions/index.ts';

/** What the rows of a live dataset look like: the columns of its current version, or of the last sound one. */
export interface Shape {
  version: DataVersion;
  columns: DeliveryColumn[];
  /** Rows from before it stay closed. */
  withheldBefore: Date | null;
}

/** Throws `no-data-yet` where a first file has not shown the columns yet, `wrong-state` for a withdrawn dataset. */
export async function shapeOf({ db }: Services, datasetId: string): Promise<Shape> {
  const dataset = await findDataset(db, datasetId);
  if (!dataset || dataset.state === 'withdrawn') throw new Problem('wrong-state');
  const { currentVersionId, withheldBefore } = dataset;
  const version =
    currentVersionId === null
      ? await lastSoundVersion(db, datasetId)
      : await findVersion(db, currentVersionId);
  if (!version) throw new Problem('no-data-yet');
  return { version, columns: deliveryColumns(version.reading), withheldBefore };
}

/** A row as it may be pushed: the least value of each column, or one of its type. Null without a version. */
export async function exampleRow(
  services: Services,
  datasetId: string,
): Promise<Record<string, unknown> | null> {
  try {
    const { version } = await shapeOf(services, datasetId);
    const columns = version.manifest?.columns ?? [];
    return Object.fromEntries(columns.map(({ name, type, profile }) => [name, exampleOf(type, profile.min)]));
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

const EXAMPLES: Record<ColumnType, string | number | boolean> = {
  text: '文字',
  integer: 1,
  decimal: 1.5,
  boolean: true,
  date: '2026-11-23',
  datetime: '2026-11-23 08:30:00',
  time: '08:30:00',
  geometry: 'POINT(121.47 31.23)',
};

function exampleOf(type: ColumnType, least: string | null): string | number | boolean {
  if (least === null || type === 'boolean') return EXAMPLES[type];
  const number = Number(least);
  return (type === 'integer' || type === 'decimal') && String(number) === least ? number : least;
}
