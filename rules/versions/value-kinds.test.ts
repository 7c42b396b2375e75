import { describe, expect, it } from 'vitest';
import { VALUE_KINDS } from './value-kinds.ts';

const kindOf = (label: string, values: readonly string[] = ['x']): string | undefined =>
  VALUE_KINDS.find(({ expects }) => expects({ name: 'f1', label }, values))?.name;
const fits = (name: string, value: string): boolean =>
  VALUE_KINDS.find((kind) => kind.name === name)?.fits(value) ?? false;

describe('what the values of a field should be', () => {
  it.each([
    ['身份证号', 'id-number'],
    ['联系电话', 'phone'],
    ['行政区划代码', 'region-code'],
    ['电话类型', undefined],
    ['电话数量', undefined],
    ['身份证件种类', undefined],
    ['名称', undefined],
  ])(
    'given a field called %s, when it is asked of what kind its values should be, then %s',
    (label, kind) => {
      expect(kindOf(label)).toBe(kind);
    },
  );

  it('given codes that are right in a third of the rows, when the others are not, then the column should be of them all the same', () => {
    expect(kindOf('代码', ['91310000632840477R', 'a', 'b'])).toBe('company-code');
    expect(kindOf('代码', ['91310000632840477R', 'a', 'b', 'c'])).toBeUndefined();
  });

  it.each([
    ['phone', '021-12345678', true],
    ['phone', '13800138000、(021)6275 1234转8001', true],
    ['phone', '12345', true],
    ['phone', '138****8000', true],
    ['phone', '无', false],
    ['phone', '12', false],
    ['region-code', '310104', true],
    ['region-code', '310104003', true],
    ['region-code', '310104003017', true],
    ['region-code', '990104', false],
    ['region-code', '3101', false],
    ['id-number', '3101**********1234', true],
    ['id-number', '310104198001010000', false],
  ])(
    '[xz-16-1] given %s and %s, when it is looked at, then whether it fits is %s',
    (kind, value, expected) => {
      expect(fits(kind, value)).toBe(expected);
    },
  );
});
