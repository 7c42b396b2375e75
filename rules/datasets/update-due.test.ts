import { describe, expect, it } from 'vitest';
import { overdueSince } from './update-due.ts';

describe('an update that is due', () => {
  it.each([
    ['weekly', '2026-11-01T02:00:00Z', '2026-11-09T01:00:00Z', null],
    ['weekly', '2026-11-01T02:00:00Z', '2026-11-09T03:00:00Z', '2026-11-08T02:00:00.000Z'],
    ['monthly', '2026-01-31T02:00:00Z', '2026-03-02T00:00:00Z', '2026-02-28T02:00:00.000Z'],
    ['yearly', '2024-02-29T02:00:00Z', '2025-03-02T00:00:00Z', '2025-02-28T02:00:00.000Z'],
    ['realtime', '2026-11-01T02:00:00Z', '2026-11-03T03:00:00Z', '2026-11-02T02:00:00.000Z'],
    ['irregular', '2020-01-01T00:00:00Z', '2026-11-01T00:00:00Z', null],
    ['static', '2020-01-01T00:00:00Z', '2026-11-01T00:00:00Z', null],
  ] as const)(
    '[xz-9] given %s data of %s, when it is %s, then it is overdue since %s',
    (often, at, now, since) => {
      expect(overdueSince(at, often, now)).toBe(since);
    },
  );
});
