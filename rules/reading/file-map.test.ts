import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileMap, rolesIn, type MapCell, type MapRole } from './file-map.ts';

/** The map of a file of so many rows, all data but those named. */
function mapOf(total: number, named: Record<number, MapRole> = {}, most = 200): MapCell[] {
  const map = new FileMap(most);
  for (let row = 1; row <= total; row++) map.mark(row, named[row] ?? 'data');
  return map.cells();
}

describe('the strip of the whole file', () => {
  it('given a short file, when mapped, then each row has its cell with its role', () => {
    const cells = mapOf(7, { 1: 'preamble', 2: 'header', 4: 'doubtful', 6: 'leftOut', 7: 'footer' });
    expect(cells.map(({ role }) => role)).toEqual([
      'preamble',
      'header',
      'data',
      'doubtful',
      'data',
      'leftOut',
      'footer',
    ]);
    expect(rolesIn(cells)).toEqual(['preamble', 'header', 'data', 'leftOut', 'doubtful', 'footer']);
  });

  it('given one doubtful row among many, when mapped, then its cell shows it', () => {
    const cells = mapOf(100_000, { 1: 'header', 70_001: 'doubtful' });
    expect(cells.length).toBeLessThanOrEqual(200);
    const [found] = cells.filter(({ role }) => role === 'doubtful');
    expect(found && found.from <= 70_001 && found.to >= 70_001).toBe(true);
    expect(cells[0]?.role).toBe('header');
  });

  it('given any file, when mapped, then the cells hold every row once, in order, and none of its roles is lost', () => {
    const roles = fc.array(fc.constantFrom<MapRole>('data', 'leftOut', 'doubtful'), { maxLength: 2000 });
    fc.assert(
      fc.property(roles, fc.integer({ min: 2, max: 200 }), (each, most) => {
        const named = Object.fromEntries(each.map((role, place) => [place + 1, role]));
        const cells = mapOf(each.length, named, most);
        expect(cells.length).toBeLessThanOrEqual(most);
        let next = 1;
        for (const { from, to, role } of cells) {
          expect(from).toBe(next);
          const inside = each.slice(from - 1, to);
          const rarest = (['doubtful', 'leftOut', 'data'] as const).find((one) => inside.includes(one));
          expect(role).toBe(rarest);
          next = to + 1;
        }
        expect(next).toBe(each.length + 1);
      }),
    );
  });
});
