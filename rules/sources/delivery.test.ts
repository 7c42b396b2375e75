import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../reading/column-type.ts';
import type { ColumnType } from '../reading/reading.schema.ts';
import { readDelivery, widest, widthsOf, type DeliveryColumn } from './delivery.ts';
import { periodAt, periodName, SEAL_PERIODS } from './live.ts';

const column = (name: string, type: ColumnType, label = name): DeliveryColumn => ({
  name,
  labels: [label],
  type,
  plan: { ...PLAIN, plain: false, precision: 38, scale: type === 'decimal' ? 18 : 0 },
});
const faultsOf = (type: ColumnType, value: unknown): string[] => {
  const read = readDelivery([{ 值: value }], [column('值', type)]);
  return 'faults' in read ? read.faults.map(({ reason }) => reason) : [];
};

describe('the rows of a delivery', () => {
  it('given objects by name and by label, when read, then each cell is in its column, and what is absent is missing', () => {
    const columns = [column('id', 'text', '编号'), column('泊位', 'integer')];
    expect(readDelivery([{ 编号: '0001', 泊位: 12 }, { id: '0002' }], columns)).toEqual({
      cells: [
        ['0001', '12'],
        ['0002', ''],
      ],
      typed: [
        ['0001', '12'],
        ['0002', null],
      ],
    });
  });

  it.each<[ColumnType, unknown, string[]]>([
    ['integer', '12', []],
    ['integer', '1.5', ['not-integer']],
    ['integer', '1234567890123456789', ['not-integer']],
    ['integer', '—', []],
    ['decimal', '12345678901234567890.123456789012345678', []],
    ['decimal', '123456789012345678901', ['not-decimal']],
    ['boolean', true, []],
    ['boolean', '也许', ['not-boolean']],
    ['date', '2026年11月23日', []],
    ['date', '03/04/2026', ['not-date']],
    ['date', '2026-02-30', ['not-date']],
    ['datetime', '2026-11-23T08:30:00', []],
    ['datetime', '08:30', ['not-datetime']],
    ['time', '08:30', []],
    ['text', '=1+1', []],
    ['text', 'a\0b', ['nul-character']],
    ['geometry', '121.47,31.23', ['not-geometry']],
  ])(
    '[xz-16-1] given a column of type %s and %j, when read, then its faults are %j',
    (type, value, faults) => {
      expect(faultsOf(type, value)).toEqual(faults);
    },
  );

  it('given any number of bad rows, when read, then all are counted and the first are listed', () => {
    const rows = Array.from({ length: 300 }, () => ({ 值: 'x' }));
    const read = readDelivery(rows, [column('值', 'integer')]);
    expect(read).toMatchObject({ count: 300 });
    expect('faults' in read && read.faults).toHaveLength(50);
  });

  it('given any decimals, when their widths are joined, then they hold each of them', () => {
    const columns = [column('值', 'decimal')];
    const widths = (value: string) => {
      const read = readDelivery([{ 值: value }], columns);
      return 'typed' in read ? widthsOf(read, columns) : [];
    };
    expect(widest(widths('-12.5'), widths('3.125'))).toEqual([[2, 3]]);
    expect(widths('—')).toEqual([[1, 0]]);
  });
});

describe('the period of a moment', () => {
  it.each([
    ['hour', '2026-11-23T08:59:59.999+08:00', '2026-11-23T08:00:00+08:00', '2026-11-23T08'],
    ['day', '2026-11-22T16:00:00Z', '2026-11-23T00:00:00+08:00', '2026-11-23'],
    ['month', '2026-12-31T23:59:59+08:00', '2026-12-01T00:00:00+08:00', '2026-12'],
  ] as const)(
    '[xz-9-3] given every %s and %s, when asked, then it began at %s',
    (sealEvery, at, start, name) => {
      const { startsAt } = periodAt(new Date(at), sealEvery);
      expect(startsAt).toEqual(new Date(start));
      expect(periodName(startsAt, sealEvery)).toBe(name);
    },
  );

  it('given any moment, when its period ends, then the next one begins there', () => {
    const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(...SEAL_PERIODS), (at, sealEvery) => {
        const { startsAt, endsAt } = periodAt(at, sealEvery);
        expect(startsAt <= at && at < endsAt).toBe(true);
        expect(periodAt(endsAt, sealEvery).startsAt).toEqual(endsAt);
        expect(periodAt(new Date(endsAt.getTime() - 1), sealEvery).startsAt).toEqual(startsAt);
      }),
    );
  });
});
