import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../problems/problems.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import { parseOrderBy, parseSelect } from './list-parser.ts';
import { parseExpression } from './parser.ts';
import { printExpression } from './print.ts';
import { childrenOf, type Syntax } from './syntax-tree.ts';
import { anySyntax } from './testing/arbitrary.ts';

/** The tree without the positions, which depend on how it was written. */
const shape = (node: Syntax): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value)));

const problemOf = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const refused = (source: string) => {
  const { position, found, expected } = problemOf(() => parseExpression(source)).extra;
  return { position, found, expected };
};

const fits = (node: Syntax): boolean => depthOf(node) <= 30;
const depthOf = (node: Syntax): number => 1 + Math.max(0, ...childrenOf(node).map(depthOf));

describe('expressions', () => {
  it('given any tree, when it is printed and parsed, then the same tree comes back', () => {
    fc.assert(
      fc.property(anySyntax, (tree) => {
        const printed = printExpression(tree);
        fc.pre(printed.length <= EXPRESSION_LIMITS.length && fits(tree));
        const parsed = parseExpression(printed);
        expect(shape(parsed)).toEqual(shape(tree));
        expect(printExpression(parsed)).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });

  it('given any text, when it is parsed, then it is a tree or refused with a position in it', () => {
    const piece = fc.constantFrom(
      'a',
      '价',
      '1',
      '.5',
      "'",
      '`',
      '(',
      ')',
      ',',
      '=',
      '<',
      '|',
      ' and ',
      ' not ',
      ' in ',
      '*',
      '-',
      '\n',
      '\0',
      '𠀀',
    );
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(garbage, (source) => {
        try {
          parseExpression(source);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          const { code, extra } = error as Problem;
          expect(code).toBe('invalid-expression');
          expect(extra['position']).toBeGreaterThanOrEqual(1);
          expect(extra['position']).toBeLessThanOrEqual(Array.from(source).length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['1 = ', { position: 5, found: '', expected: ['value', 'name', '('] }],
    ['𠀀 = = 1', { position: 5, found: '=', expected: ['value', 'name', '('] }],
    ['(a', { position: 3, found: '', expected: ['operator', ')'] }],
    ['a b', { position: 3, found: 'b', expected: ['operator', 'end'] }],
    ['a not b', { position: 7, found: 'b', expected: ['in', 'like', 'ilike', 'between'] }],
    ['a is 3', { position: 6, found: '3', expected: ['null', 'true', 'false'] }],
    ["a = 'x", { position: 5, found: "'x", expected: ["'"] }],
    ['a; drop table b', { position: 2, found: ';', expected: ['value', 'name', 'operator'] }],
    ['1e5 > a', { position: 1, found: '1e5', expected: ['value', 'name', 'operator'] }],
    ['a -- b', { position: 7, found: '', expected: ['value', 'name', '('] }],
    ['null = a', { position: 1, found: 'null', expected: ['value', 'name', '('] }],
  ])('given %j, when it is parsed, then the place is told and what would fit there', (source, told) => {
    // A minus before a minus is arithmetic, not a comment.
    if (source === 'a -- b') expect(printExpression(parseExpression(source))).toBe('a - -b');
    else expect(refused(source)).toEqual(told);
  });

  it.each([
    ['longer than allowed', `a = ${'1'.repeat(EXPRESSION_LIMITS.length)}`],
    ['nested too deep in parentheses', `${'('.repeat(5000)}a${')'.repeat(4000)}`],
    ['nested too deep in signs', `${'-'.repeat(5000)}a`],
    ['nested too deep in nots', `${'not '.repeat(2000)}a`],
    ['a sum of too many terms', Array.from({ length: 100 }, () => 'a').join('+')],
    ['a list of too many values', `a in (${Array.from({ length: 2500 }, () => '1').join(',')})`],
  ])('given an expression %s, when it is parsed, then it is refused', (_, source) => {
    expect(problemOf(() => parseExpression(source)).code).toBe('invalid-expression');
  });

  it('given six hundred conditions, when they are parsed, then they are one level of one tree', () => {
    const source = Array.from({ length: 600 }, (_, index) => `a=${index}`).join(' or ');
    expect(depthOf(parseExpression(source))).toBe(3);
  });

  it('given lists, when they are parsed, then names, directions and missing values are told apart', () => {
    expect(parseSelect('*')).toBeNull();
    expect(parseSelect('a, b + 1 as `the b`')?.map(({ as }) => as)).toEqual([null, 'the b']);
    const terms = parseOrderBy('a, b desc, c collate zh desc nulls first, d asc nulls last');
    expect(terms.map(({ collation, descending, nullsFirst }) => [collation, descending, nullsFirst])).toEqual(
      [
        [null, false, false],
        [null, true, false],
        ['zh', true, true],
        [null, false, false],
      ],
    );
  });
});
