import { describe, expect, it } from 'vitest';
import { cellChange } from './cell-change.ts';

const columns = ['code', 'price', 'spaces', 'note'];
const row = {
  role: 'data',
  cells: ['310104', '15元', '—', '', '多出'],
  typed: ['310104', '15', null, null],
} as const;
const at = (place: number) =>
  cellChange({ ...row, cells: [...row.cells], typed: [...row.typed] }, place, { columns });

describe('what became of a cell', () => {
  it('given cells taken, converted, without a value, empty and beyond the columns, then each is told apart', () => {
    expect([0, 1, 2, 3, 4].map(at)).toEqual(['same', 'converted', 'missing', 'same', 'same']);
  });

  it('given a title row, then nothing in it was converted', () => {
    expect(cellChange({ role: 'preamble', cells: ['标题'], typed: [] }, 0, { columns })).toBe('same');
  });
});
