import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../../locales/index.ts';
import { Problem, type ProblemExtra } from '../problems/problems.ts';
import { narrow } from './narrow.ts';
import { printExpression } from './print.ts';
import { isGrouped, wholeTable, type QueryField, type Typed } from './query-tree.ts';
import { readCondition, readQuery, type QueryText } from './read-query.ts';
import { childrenOf } from './syntax-tree.ts';

const FIELDS: QueryField[] = [
  { name: '区', label: '区', type: 'text' },
  { name: '金额', label: '金额', type: 'decimal' },
  { name: '数量', label: '数量', type: 'integer' },
  { name: '数量_2', label: '数量', type: 'integer' },
  { name: 'c', label: '日期 (公历)', type: 'date' },
  { name: 'm', label: '时刻', type: 'datetime' },
  { name: 'g', label: '位置', type: 'geometry' },
  { name: 's', label: '秘密', type: 'text' },
];

const problemOf = (
  text: QueryText,
  fields = FIELDS,
  ...grant: Parameters<typeof readQuery>[2][]
): ProblemExtra => {
  try {
    readQuery(text, fields, ...grant);
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid-expression') return error.extra;
    throw error;
  }
  throw new Error('nothing was refused');
};
const faultOf = (...query: Parameters<typeof problemOf>) => {
  const { reason, part, position, expected } = problemOf(...query);
  return { reason, part, position, expected };
};
const where = (text: string): string => printExpression(readQuery({ where: text }, FIELDS).where ?? never());
const never = (): never => {
  throw new Error('no condition');
};

describe('reading a query', () => {
  it.each([
    ["`日期 (公历)` > '2024-01-31'", "c > '2024-01-31'"],
    ["时刻 >= '2024-01-31'", "m >= '2024-01-31'"],
    ["c between '2024-01-01' and '2024-12-31'", "c between '2024-01-01' and '2024-12-31'"],
    ['数量 = 1.5 or 金额 in (1, 2.25)', '数量 = 1.5 or 金额 in (1, 2.25)'],
    [
      "length(区) > 2 and not starts_with(lower(区), 'a')",
      "length(区) > 2 and not starts_with(lower(区), 'a')",
    ],
    ["coalesce(c, '2000-01-01') = '2000-01-01'", "coalesce(c, '2000-01-01') = '2000-01-01'"],
    ['位置 is not null', 'g is not null'],
    [
      "CASE WHEN 数量 = 1 THEN c WHEN 金额 > 2 THEN '2000-01-01' ELSE '2000-01-02' END = '2000-01-03'",
      "case when 数量 = 1 then c when 金额 > 2 then '2000-01-01' else '2000-01-02' end = '2000-01-03'",
    ],
  ])('given %s, when it is read, then names and dates are resolved', (text, read) => {
    expect(where(text)).toBe(read);
  });

  it.each<[string, QueryText, Partial<ProblemExtra>]>([
    ['an unknown name', { where: '无 = 1' }, { reason: 'unknown-name', position: 1, found: '无' }],
    ['a name that hides a function', { where: "`read_csv('/etc/passwd')` = 1" }, { reason: 'unknown-name' }],
    [
      'a function of the engine',
      { where: "read_csv('/etc/passwd') = 1" },
      { reason: 'unknown-function', position: 1 },
    ],
    ['a property every object has', { where: 'constructor(区) = 1' }, { reason: 'unknown-function' }],
    [
      'text against a number',
      { where: "数量 = 'a'" },
      { reason: 'wrong-type', position: 6, expected: ['integer'] },
    ],
    ['a number against text', { where: '区 = 1' }, { reason: 'wrong-type', position: 5 }],
    ['a day that is not', { where: "c = '2023-02-29'" }, { reason: 'wrong-type', expected: ['date'] }],
    ['a value as a condition', { where: '数量' }, { reason: 'wrong-type', expected: ['condition'] }],
    ['shapes compared', { where: 'g = g' }, { reason: 'wrong-type' }],
    ['a pattern that is not text', { where: '区 like 区' }, { reason: 'wrong-type', position: 8 }],
    ['a pattern with nothing to escape', { where: "区 like 'a\\'" }, { reason: 'wrong-pattern' }],
    ['an aggregate among rows', { where: 'sum(数量) > 1' }, { reason: 'misplaced-aggregate' }],
    ['an aggregate of aggregates', { select: 'sum(count(*))' }, { reason: 'misplaced-aggregate' }],
    [
      'a loose field among groups',
      { select: '区, count(*)' },
      { reason: 'not-grouped', part: 'select', position: 1 },
    ],
    ['too few arguments', { where: 'starts_with(区)' }, { reason: 'wrong-arguments' }],
    ['too long a number', { where: `金额 > ${'9'.repeat(39)}` }, { reason: 'number-too-long', position: 6 }],
    ['numbers in Chinese order', { orderBy: '数量 collate zh' }, { reason: 'wrong-type', part: 'orderBy' }],
    ['places that are not a number', { select: 'round(金额, 数量)' }, { reason: 'wrong-type' }],
    [
      'branches of two types',
      { select: "case when 数量 = 1 then 1 else 'a' end" },
      { reason: 'wrong-type', position: 30 },
    ],
    [
      'a branch without a condition',
      { select: 'case when 数量 then 1 end' },
      { reason: 'wrong-type', position: 11 },
    ],
    [
      'branches without an end',
      { select: 'case when 数量 = 1 then 1' },
      { reason: 'expected', position: 24 },
    ],
    ['one name for two values', { select: '区 as a, c as a' }, { reason: 'duplicate-name', position: 9 }],
  ])('given %s, when it is read, then the place and the reason are told', (_, text, fault) => {
    expect(problemOf(text)).toMatchObject(fault);
  });

  it('given a label of two fields, when only the label fits, then it is ambiguous; a name is not', () => {
    const twins: QueryField[] = [
      { name: 'a', label: '同名', type: 'text' },
      { name: 'b', label: '同名', type: 'text' },
    ];
    expect(faultOf({ where: "同名 = 'x'" }, twins).reason).toBe('ambiguous-name');
    expect(where('数量 = 1')).toBe('数量 = 1');
  });

  it('given a fault, when it is put into words, then they name the place in the language of the reader', () => {
    const { words } = problemOf({ where: '金额 > ' });
    expect(words?.(translator('en'))).toBe(
      'where, character 6: found the end where a value or a field name or “(” was expected.',
    );
    expect(words?.(translator('zh-CN'))).toBe('where 第 6 个字：这里是结尾，应为一个值或字段名或“(”。');
  });

  it('given groups without a selection, when they are read, then the keys and their numbers are answered', () => {
    const query = readQuery({ groupBy: 'year(c), 区' }, FIELDS);
    expect(query.select.map(({ name }) => name)).toEqual(['year(c)', '区', 'count']);
    expect(isGrouped(query)).toBe(true);
  });

  it('given an alias, when rows are ordered by it, then it stands for its expression', () => {
    const { orderBy } = readQuery(
      { select: '区, sum(金额) as 合计', groupBy: '区', orderBy: '合计 desc' },
      FIELDS,
    );
    expect(orderBy.map(({ expression }) => printExpression(expression))).toEqual(['sum(金额)']);
  });
});

const namesIn = (node: Typed): string[] =>
  node.kind === 'name' ? [node.name] : childrenOf(node).flatMap(namesIn);

describe('narrowing', () => {
  const plain = ['a', 'b', 'c', 'd', 'e'].map((name): QueryField => ({
    name,
    label: `${name} 标题`,
    type: 'text',
  }));
  const names = plain.map(({ name }) => name);
  const some = fc.subarray(names, { minLength: 1 });
  const asked = fc.record({
    select: fc.option(some),
    where: fc.option(some),
    groupBy: fc.option(some),
    orderBy: fc.option(some),
  });
  const listed = (fields: string[] | null): string | undefined =>
    fields?.map((name) => `\`${name} 标题\``).join(', ');

  it('[xz-20] given any query and any grant, when it is read, then no hidden field is reached, by either door', () => {
    fc.assert(
      fc.property(asked, fc.subarray(names), ({ select, where, orderBy }, fields) => {
        const condition = where?.map((name) => `(length(${name}) > 1 or ${name} is null)`).join(' and ');
        const text = { select: listed(select), where: condition, orderBy: listed(orderBy) };
        const grant = { fields, rowFilter: null };
        const hidden = [...(select ?? []), ...(where ?? []), ...(orderBy ?? [])].filter(
          (name) => !fields.includes(name),
        );
        if (hidden.length > 0) {
          expect(faultOf(text, plain, grant).reason).toBe('unknown-name');
          expect(() => narrow(readQuery(text, plain), grant)).toThrow(Problem);
        } else {
          const { select: items, orderBy: order } = readQuery(text, plain, grant);
          const reached = [...items, ...order].flatMap(({ expression }) => namesIn(expression));
          expect(reached.filter((name) => !fields.includes(name))).toEqual([]);
        }
      }),
    );
  });

  it('[xz-20] given a hidden field, when it is asked for, then the answer is that of a field that does not exist', () => {
    const grant = { fields: ['区'], rowFilter: null };
    for (const part of ['where', 'select', 'orderBy', 'groupBy', 'having'] as const) {
      const text = (name: string): QueryText => ({
        [part]: part === 'where' || part === 'having' ? `${name} + 1 = 'x'` : `lower(${name})`,
      });
      expect(faultOf(text('秘密'), FIELDS, grant)).toEqual(faultOf(text('不在'), FIELDS, grant));
      expect(faultOf(text('s'), FIELDS, grant)).toEqual(faultOf(text('z'), FIELDS, grant));
    }
  });

  it('[xz-20] given a row filter, when a query is narrowed, then both conditions hold, even over hidden fields', () => {
    const rowFilter = readCondition("秘密 = '可'", FIELDS);
    const query = readQuery({ where: "区 = 'a' or 区 = 'b'" }, FIELDS, { fields: ['区'], rowFilter });
    expect(query.where && printExpression(query.where)).toBe("s = '可' and (区 = 'a' or 区 = 'b')");
    const failing = readQuery({ where: 'length(区) > 1' }, FIELDS, { fields: ['区'], rowFilter });
    expect(failing.where && printExpression(failing.where)).toBe(
      "s = '可' and case when s = '可' then length(区) > 1 else false end",
    );
    expect(narrow(wholeTable(FIELDS), { fields: null, rowFilter }).where).toEqual(rowFilter);
  });
});
