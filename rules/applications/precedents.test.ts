import { describe, expect, it } from 'vitest';
import type { Precedent } from './applications.operations.ts';
import { complement } from './check-application.ts';
import { unlikePrecedents } from './precedents.ts';

const precedent = (code: string, state: Precedent['state'], like = true): Precedent => ({
  code,
  state,
  dataset: { id: 'd', code: 'D', name: 'd' },
  sameDataset: like,
  sameScenario: true,
  reasons: [],
  decidedAt: '2026-01-01T00:00:00Z',
});

describe('a decision beside its precedents', () => {
  it.each([
    ['approve', [], []],
    ['approve', [precedent('1', 'rejected')], ['1']],
    ['narrow', [precedent('1', 'rejected')], ['1']],
    ['reject', [precedent('1', 'approved'), precedent('2', 'narrower-offered')], ['1', '2']],
    ['approve', [precedent('1', 'narrower-offered')], []],
    ['approve', [precedent('1', 'rejected', false)], []],
    ['approve', [precedent('1', 'rejected'), precedent('2', 'approved')], []],
  ] as const)(
    '[xz-19-1] given the proposal to %s and precedents, when compared, then what is unlike most of them must be explained',
    (outcome, precedents, codes) => {
      expect(unlikePrecedents(outcome, precedents)).toEqual([...codes]);
    },
  );
});

describe('two requests of one applicant for the same data', () => {
  it.each([
    [['a', 'b'], ['b', 'c'], true],
    [['a'], ['b'], true],
    [['a'], ['a', 'b'], false],
    [['a'], ['a'], false],
  ] as const)(
    '[xz-19-3] given fields %j and %j, when laid together, then it is told whether each completes the other',
    (one, other, is) => {
      expect(complement(one, other)).toBe(is);
    },
  );
});
