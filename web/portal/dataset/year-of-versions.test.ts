import { describe, expect, it } from 'vitest';
import { formatter } from '../../design/format.ts';
import { yearOfVersions } from './year-of-versions.ts';

const { date } = formatter('zh-CN');

describe('calendar of versions', () => {
  it('given two versions on one day, then that day is stronger than a day with one, and the year ends today', () => {
    const moments = ['2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z', '2026-11-18T17:00:00Z'];
    const days = yearOfVersions(moments, '2026-11-20T15:00:00Z', date);
    expect(days).toHaveLength(364);
    expect(days.at(-1)).toEqual({ date: '2026-11-20', kind: 'volume-3' });
    // 17:00 UTC is the next morning in +08:00.
    expect(days.at(-2)).toEqual({ date: '2026-11-19', kind: 'volume-2' });
    expect(days.filter(({ kind }) => kind === 'none')).toHaveLength(362);
  });
});
