import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, standingOf, type ClockState } from './clock-cells.ts';

const aClock = (changes: Partial<ClockState> = {}): ClockState => ({
  limit: 10,
  target: 5,
  used: 3,
  state: 'running',
  ...changes,
});

const anyClock = fc
  .record({
    limit: fc.integer({ min: 1, max: 30 }),
    share: fc.double({ min: 0.1, max: 1, noNaN: true }),
    used: fc.nat({ max: 60 }),
    state: fc.constantFrom('running', 'paused', 'done'),
  })
  .map(({ limit, share, used, state }): ClockState => ({
    limit,
    target: Math.max(1, Math.ceil(limit * share)),
    used,
    state,
  }));

describe('cells of a clock', () => {
  it('given the fourth day of ten with a target of five, then three are full, one is half, one is spare', () => {
    expect(cellsOf(aClock())).toEqual([
      ...['used', 'used', 'used', 'today', 'spare'],
      ...['left', 'left', 'left', 'left', 'left'],
    ]);
  });

  it('given six used days, then the day past the target is late and today is late too', () => {
    expect(cellsOf(aClock({ used: 6 })).slice(4, 8)).toEqual(['used', 'late', 'today-late', 'left']);
    expect(standingOf(aClock({ used: 6 }))).toBe('past-target');
  });

  it('given the last day, then it is due today', () => {
    expect(cellsOf(aClock({ used: 9 })).at(-1)).toBe('today-due');
    expect(standingOf(aClock({ used: 9 }))).toBe('due-today');
  });

  it('given two days over the limit, then two cells stand beyond the limit', () => {
    expect(cellsOf(aClock({ used: 11 })).slice(10)).toEqual(['over', 'over']);
  });

  it('given no target, then nothing is late before the limit', () => {
    const { target: _none, ...clock } = aClock({ used: 8 });
    expect(cellsOf(clock)).not.toContain('late');
    expect(standingOf(clock)).toBe('in-target');
  });

  it('given any clock, then every day up to the limit has a cell and at most one cell runs', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const cells = cellsOf(clock);
        expect(cells.length).toBeGreaterThanOrEqual(clock.limit);
        expect(cells.filter((kind) => kind.startsWith('today')).length).toBeLessThanOrEqual(1);
        expect(cells.filter((kind) => kind === 'over').length).toBe(
          Math.max(0, (clock.state === 'running' ? clock.used + 1 : clock.used) - clock.limit),
        );
      }),
    );
  });
});
