import type { SampleRow } from '../../../rules/uploads/uploads.operations.ts';

export type CellChange = 'same' | 'converted' | 'missing';

/** Whether a cell of a data row was taken as written, converted, or taken for no value. */
export function cellChange(
  { role, cells, typed }: Pick<SampleRow, 'role' | 'cells' | 'typed'>,
  place: number,
  { columns }: { columns: readonly unknown[] },
): CellChange {
  if (role !== 'data' || place >= columns.length) return 'same';
  const written = (cells[place] ?? '').trim();
  const value = typed[place] ?? null;
  if (value === null) return written === '' ? 'same' : 'missing';
  return value.trim() === written ? 'same' : 'converted';
}
