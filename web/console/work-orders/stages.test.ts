import { describe, expect, it } from 'vitest';
import { orderStages } from './stages.ts';

const PREPARED = { preparedAt: '2026-11-16T01:00:00Z', submittedAt: null, decidedAt: null };
const SUBMITTED = { ...PREPARED, submittedAt: '2026-11-17T01:00:00Z' };
const DECIDED = { ...SUBMITTED, decidedAt: '2026-11-19T01:00:00Z' };
const states = (order: Parameters<typeof orderStages>[0]) => orderStages(order).map(({ state }) => state);

describe('the stages of a list change', () => {
  it('[xz-11] given each way it can stand, when drawn, then done, running, ahead and stopped are told apart', () => {
    expect(states({ ...PREPARED, state: 'prepared' })).toEqual(['done', 'now', 'ahead']);
    expect(states({ ...SUBMITTED, state: 'submitted' })).toEqual(['done', 'done', 'now']);
    expect(states({ ...DECIDED, state: 'accepted' })).toEqual(['done', 'done', 'done']);
    expect(states({ ...DECIDED, state: 'returned' })).toEqual(['done', 'done', 'stopped']);
    expect(states({ ...PREPARED, decidedAt: DECIDED.decidedAt, state: 'returned' })).toEqual([
      'done',
      'stopped',
      'ahead',
    ]);
    expect(states({ ...PREPARED, state: 'cancelled' })).toEqual(['done', 'stopped', 'ahead']);
  });
});
