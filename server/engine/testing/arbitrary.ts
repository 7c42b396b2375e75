import fc from 'fast-check';
import { printName } from '../../../rules/expressions/print.ts';
import { aField, type Cell } from './tables.ts';

/** Fields whose names are awkward on purpose. */
export const FIELDS = [
  aField('id', 'integer'),
  aField('整数', 'integer'),
  aField('"; drop', 'integer'),
  aField('Amount', 'decimal'),
  aField('amount', 'decimal', '金额'),
  aField("read_csv('/etc/passwd')", 'text'),
  aField('k0', 'text'),
  aField('flag', 'boolean'),
  aField('day', 'date'),
];

const name = (index: number): string => printName(FIELDS[index]?.name ?? '');
const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'b',
  'Ab%',
  '_',
  '\\',
  "'",
  '中',
  '中文',
  '\uffee',
  '\u{20000}',
  ' a ',
  '"',
  '\n',
];
const INTEGERS = ['0', '1', '-1', '2', '3', '7', '9007199254740993', '-42'];
const DECIMALS = ['0.000', '1.500', '-1.500', '2.250', '3.000', '0.001', '1000000.125'];
const DAYS = ['2023-12-31', '2024-01-01', '2024-02-29', '1969-07-20'];

const maybe = (values: readonly string[]): fc.Arbitrary<Cell> =>
  fc.option(fc.constantFrom(...values), { freq: 4 });
const aRow = fc.tuple(
  maybe(INTEGERS),
  maybe(INTEGERS),
  maybe(DECIMALS),
  maybe(DECIMALS),
  maybe(TEXTS),
  maybe(TEXTS),
  maybe(['true', 'false']),
  maybe(DAYS),
);
/** Rows for {@link FIELDS}, numbered. */
export const manyRows = (length: number): fc.Arbitrary<Cell[][]> =>
  fc
    .array(aRow, { minLength: length, maxLength: length })
    .map((rows) => rows.map((row, index) => [String(index), ...row]));

const written = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const PATTERNS = ['%', 'a%', '%b', '_', '%中%', 'A_', '\\%', '%\\_%', '\\\\', ''];

interface Kinds {
  number: string;
  text: string;
  condition: string;
}

const builder: fc.LetrecTypedBuilder<Kinds> = (tie) => {
  const two = (kind: keyof Kinds, operators: readonly string[]): fc.Arbitrary<string> =>
    fc
      .tuple(tie(kind), fc.constantFrom(...operators), tie(kind))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`);
  const comparisons = ['=', '!=', '<>', '<', '<=', '>', '>='];
  const not = fc.constantFrom('', 'not ');
  const choice = (kind: keyof Kinds): fc.Arbitrary<string> =>
    fc
      .tuple(tie('condition'), tie(kind), tie('condition'), tie(kind), fc.option(tie(kind)))
      .map(([when, one, also, other, rest]) =>
        [
          `case when ${when} then ${one} when ${also} then ${other}`,
          rest === null ? '' : ` else ${rest}`,
          ' end',
        ].join(''),
      );
  return {
    number: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'number' },
      fc.constantFrom(name(1), name(2), name(3), name(4), '0', '1', '2.5', '0.001', '3'),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-'), fc.constantFrom(name(1), name(3), '7', '0.25'))
        .map((parts) => parts.join(' ')),
      fc.constantFrom(
        `${name(1)} * 3`,
        `${name(3)} * ${name(4)}`,
        `${name(1)} % 3`,
        `-${name(2)}`,
        `year(day) * ${name(1)}`,
      ),
      tie('number').map((inner) => `abs(${inner})`),
      tie('text').map((inner) => `length(${inner})`),
      fc.tuple(tie('number'), tie('number')).map(([one, other]) => `coalesce(${one}, ${other})`),
      choice('number'),
      fc.constant(`nullif(${name(1)}, ${name(2)})`),
      fc.constant('month(day)'),
    ),
    text: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'text' },
      fc.constantFrom(name(5), name(6), ...TEXTS.map(written)),
      fc.constantFrom(`lower(${name(6)})`, `upper(${name(6)})`),
      fc.tuple(tie('text'), tie('text')).map(([one, other]) => `${one} || ${other}`),
      fc
        .tuple(tie('text'), fc.constantFrom('a', '中', '\u{20000}'), fc.constantFrom('', 'b'))
        .map(([text, from, into]) => `replace(${text}, '${from}', '${into}')`),
      fc.tuple(tie('text'), tie('text')).map(([one, other]) => `coalesce(${one}, ${other})`),
      choice('text'),
    ),
    condition: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'condition' },
      two('number', comparisons),
      two('text', comparisons),
      fc.constantFrom(
        'flag',
        'true',
        'flag = false',
        "day >= '2024-01-01'",
        "day between '2024-01-01' and '2024-12-31'",
        "day in ('2024-02-29', '1969-07-20')",
      ),
      fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
        .map(([one, operator, other]) => `(${one}) ${operator} (${other})`),
      tie('condition').map((inner) => `not (${inner})`),
      choice('condition'),
      fc.tuple(fc.oneof(tie('number'), tie('text')), not).map(([value, no]) => `(${value}) is ${no}null`),
      fc
        .tuple(tie('condition'), not, fc.constantFrom('true', 'false'))
        .map(([value, no, what]) => `(${value}) is ${no}${what}`),
      fc
        .tuple(tie('number'), not, tie('number'), tie('number'))
        .map(([value, no, low, high]) => `(${value}) ${no}between (${low}) and (${high})`),
      fc
        .tuple(tie('number'), not, fc.array(tie('number'), { minLength: 1, maxLength: 3 }))
        .map(([value, no, list]) => `(${value}) ${no}in (${list.join(', ')})`),
      fc
        .tuple(tie('text'), not, fc.array(tie('text'), { minLength: 1, maxLength: 3 }))
        .map(([value, no, list]) => `(${value}) ${no}in (${list.join(', ')})`),
      fc
        .tuple(tie('text'), not, fc.constantFrom('like', 'ilike'), fc.constantFrom(...PATTERNS))
        .map(([value, no, operator, pattern]) => `(${value}) ${no}${operator} ${written(pattern)}`),
      fc
        .tuple(fc.constantFrom('starts_with', 'ends_with', 'contains'), tie('text'), tie('text'))
        .map(([call, one, other]) => `${call}(${one}, ${other})`),
    ),
  };
};

/** Expressions that make sense over {@link FIELDS}, by the kind of their value; only what is exact. */
export const expressions = fc.letrec<Kinds>(builder);
