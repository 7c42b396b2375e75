import type { Reading } from '../reading.schema.ts';

/** Whether a reading speaks of places at all. */
export const hasPlaces = ({ columns, warnings, coordinateSystem }: Reading): boolean =>
  coordinateSystem !== null ||
  columns.some(({ type }) => type === 'geometry') ||
  warnings.some(({ code }) => code === 'coordinates-unstated' || code === 'coordinates-several');
