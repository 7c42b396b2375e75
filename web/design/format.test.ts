import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatter } from './format.ts';

const zh = formatter('zh-CN');
const en = formatter('en');

describe('format', () => {
  it('given a moment late in the UTC day, then people see the next day in +08:00', () => {
    expect(zh.date('2026-11-19T16:30:00Z')).toBe('2026-11-20');
    expect(zh.dateTime('2026-11-19T16:30:00Z')).toBe('2026-11-20 00:30');
  });

  it('given a date for prose, then each language writes it its own way', () => {
    const now = new Date('2026-12-01T00:00:00Z');
    expect(zh.day('2026-11-20T04:00:00Z', now)).toBe('11月20日');
    expect(en.day('2026-11-20T04:00:00Z', now)).toBe('20 November');
    expect(zh.day('2025-11-20T04:00:00Z', now)).toBe('2025年11月20日');
  });

  it('given sizes, then the unit fits and small ones keep one decimal', () => {
    expect(zh.bytes(0)).toBe('0 B');
    expect(zh.bytes(1_992_294)).toBe('1.9 MB');
    expect(zh.bytes(612_345)).toBe('598 KB');
    expect(zh.bytes(5 * 1024 ** 4)).toBe('5 TB');
  });

  it('given numbers, then thousands are parted', () => {
    expect(zh.number(12_806)).toBe('12,806');
    expect(zh.percent(0.021)).toBe('2.1%');
  });

  it('given facts, then the comma is the language’s own and empty ones are left out', () => {
    expect(zh.list(['2016年起', '', '全市'])).toBe('2016年起，全市');
    expect(en.list(['since 2016', 'whole city'])).toBe('since 2016, whole city');
  });

  it('given a fact beside another, then the brackets are the language’s own', () => {
    expect(zh.beside('3', '现行')).toBe('3（现行）');
    expect(en.beside('3', 'current')).toBe('3 (current)');
  });

  it('given any size, then at most four digits stand before the unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        expect(en.bytes(bytes)).toMatch(/^[\d,.]{1,6} (?:B|KB|MB|GB|TB)$/);
      }),
    );
  });
});
