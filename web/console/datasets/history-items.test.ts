import { describe, expect, it } from 'vitest';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { withoutRepeats } from './history-items.ts';

const anItem = (id: string, action: string, actorName = '林知远'): HistoryItem => ({
  id,
  at: '2026-11-20T01:00:00Z',
  actorName,
  role: 'publisher-editor',
  bodyName: '市交通委',
  action,
  result: 'done',
  reasons: [],
  provision: null,
});

describe('a history', () => {
  it('given saves in a row, when shown, then each person’s run is one line, and every other act stays', () => {
    const items = [
      anItem('6', 'draft.save'),
      anItem('5', 'draft.save'),
      anItem('4', 'draft.save', '陈一'),
      anItem('3', 'version.publish'),
      anItem('2', 'version.publish'),
      anItem('1', 'draft.save', '陈一'),
    ];
    expect(withoutRepeats(items).map(({ id }) => id)).toEqual(['6', '4', '3', '2', '1']);
  });
});
