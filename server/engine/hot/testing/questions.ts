import fc from 'fast-check';
import { printName } from '../../../../rules/expressions/print.ts';
import type { ValueType } from '../../../../rules/expressions/query-tree.ts';
import { aField, type Cell } from '../../testing/tables.ts';

/** Fields whose names are awkward on purpose, of every type that a hot table holds, and one that it does not. */
export const HOT_FIELDS = [
  aField('id', 'integer'),
  aField('整数', 'integer'),
  aField('长小数', 'decimal'),
  aField('Amount', 'decimal'),
  aField('"; drop', 'text'),
  aField('n', 'text'),
  aField('cells', 'text'),
  aField('flag', 'boolean'),
  aField('day', 'date'),
  aField('moment', 'datetime'),
  aField('clock', 'time'),
];
export const HOT_TYPES = { 长小数: 'DECIMAL(38,12)', Amount: 'DECIMAL(3,3)' };

const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'abc',
  'b',
  'Ab%',
  '_',
  '\\',
  '\\N',
  "'",
  '中',
  '中文',
  '\uffee',
  '\u{20000}',
  '\u{20000}b',
  ' a ',
  '"',
  '\n',
  '\t',
  '\r',
  '\u001f',
  '\u007f',
  'é',
  'e\u0301',
];
const VALUES: Record<Exclude<ValueType, 'geometry'>, readonly string[]> = {
  integer: [
    '0',
    '1',
    '-1',
    '2',
    '7',
    '9007199254740993',
    '-9223372036854775808',
    '9223372036854775807',
    '-42',
  ],
  decimal: ['0', '0.5', '-0.125', '0.001', '-0.999'],
  text: TEXTS,
  boolean: ['true', 'false'],
  date: ['2023-12-31', '2024-01-01', '2024-02-29', '1969-07-20', '0001-01-01', '9999-12-31'],
  datetime: [
    '2024-01-01 00:00:00',
    '2024-01-01 08:00:00.5',
    '1969-07-20 20:17:40.000001',
    '2024-02-29 23:59:59.999999',
  ],
  time: ['00:00:00', '08:30:00', '23:59:59'],
};
const LONG = [
  '12345678901234567890123456.123456789012',
  '-0.000000000001',
  '99999999999999999999999999',
  '0',
  '1.5',
];

const known = (index: number): readonly string[] => {
  const { name, type } = HOT_FIELDS[index] ?? { name: '', type: 'text' };
  return name === '长小数' ? LONG : VALUES[type === 'geometry' ? 'text' : type];
};
const cell = (index: number): fc.Arbitrary<Cell> =>
  fc.option(
    HOT_FIELDS[index]?.type === 'text'
      ? fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 6 }).map(noNul))
      : fc.constantFrom(...known(index)),
    { freq: 5 },
  );
const noNul = (text: string): string => text.replaceAll('\0', '\u{10ffff}');

/** Rows of {@link HOT_FIELDS}, numbered. */
export const hotRows: fc.Arbitrary<Cell[][]> = fc
  .array(fc.tuple(...HOT_FIELDS.slice(1).map((_, index) => cell(index + 1))), { minLength: 5, maxLength: 60 })
  .map((rows) => rows.map((row, index) => [String(index), ...row]));

const written = (index: number, value: string): string => {
  const type = HOT_FIELDS[index]?.type;
  return type === 'integer' || type === 'decimal' || type === 'boolean'
    ? value
    : `'${value.replaceAll("'", "''")}'`;
};
const name = (index: number): string => printName(HOT_FIELDS[index]?.name ?? '');
const value = (index: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known(index)) },
      HOT_FIELDS[index]?.type === 'text'
        ? { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }
        : { weight: 1, arbitrary: fc.constantFrom(...known(index)) },
    )
    .map((text) => written(index, text));

const field = fc.nat(HOT_FIELDS.length - 1);
const not = fc.constantFrom('', 'not ');
const leaf: fc.Arbitrary<string> = field.chain((index) => {
  const constant = value(index);
  const compared = fc
    .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), constant, fc.boolean())
    .map(([operator, other, first]) =>
      first ? `${name(index)} ${operator} ${other}` : `${other} ${operator} ${name(index)}`,
    );
  const among = fc
    .tuple(not, fc.array(constant, { minLength: 1, maxLength: 4 }))
    .map(([no, options]) => `${name(index)} ${no}in (${options.join(', ')})`);
  const between = fc
    .tuple(not, constant, constant)
    .map(([no, low, high]) => `${name(index)} ${no}between ${low} and ${high}`);
  const missing = not.map((no) => `${name(index)} is ${no}null`);
  const like = fc
    .tuple(not, fc.constantFrom('a%', '中%', '%a', 'A_', '\u{20000}%', '\\\\%', ' %'))
    .map(([no, pattern]) => `${name(index)} ${no}like '${pattern}'`);
  const kinds =
    HOT_FIELDS[index]?.type === 'text'
      ? [compared, among, between, missing, like]
      : [compared, among, between, missing];
  return fc.oneof(...kinds);
});

/** Conditions, most of which a hot table answers. */
export const hotCondition: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'hot' },
    leaf,
    fc.constantFrom('flag', 'true', 'false', 'not flag', '整数 + 1 > 2', "lower(n) = 'a'"),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([one, operator, other]) => `(${one}) ${operator} (${other})`),
    tie('condition').map((inner) => `not (${inner})`),
    fc
      .tuple(tie('condition'), not, fc.constantFrom('true', 'false'))
      .map(([inner, no, what]) => `(${inner}) is ${no}${what}`),
  ),
})).condition;

export const hotOrder: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(
        field,
        fc.constantFrom('', '', ' desc'),
        fc.constantFrom('', '', '', '', '', '', '', ' nulls first'),
      )
      .map(([index, ...rest]) => name(index) + rest.join('')),
    { maxLength: 3 },
  )
  .map((terms) => terms.join(', '));

export const hotSelect: fc.Arbitrary<string> = fc.oneof(
  fc.constant('*'),
  fc.uniqueArray(field, { minLength: 1, maxLength: 4 }).map((indexes) =>
    indexes
      .map((index, place) => (place === 1 ? `${name(index)} as "x${place}"` : name(index)))
      .join(', ')
      .replaceAll('"x', '`x')
      .replaceAll(/(`x\d)"/g, '$1`'),
  ),
  fc.constant('id, 整数 + 1 as m'),
);
