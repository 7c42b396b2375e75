import fc from 'fast-check';
import { ARITHMETIC, COMPARISONS, type Syntax } from '../syntax-tree.ts';

const at = 1;
const NAMES = [
  'n',
  'm',
  '价格',
  'text',
  'and',
  'a b',
  '`',
  '1st',
  'count',
  'é',
  '_x',
  'case',
  'when',
  'end',
  'ÉÉ',
  '𠀀',
];

const leaf: fc.Arbitrary<Syntax> = fc.oneof(
  fc.nat().map((value): Syntax => ({ kind: 'number', value: String(value), at })),
  fc
    .tuple(fc.nat(), fc.nat())
    .map(([whole, part]): Syntax => ({ kind: 'number', value: `${whole}.${part}`, at })),
  fc.string({ unit: 'grapheme' }).map((value): Syntax => ({ kind: 'text', value, at })),
  fc.boolean().map((value): Syntax => ({ kind: 'boolean', value, at })),
  fc.constantFrom(...NAMES).map((name): Syntax => ({ kind: 'name', name, at })),
);

/** Any expression that the grammar can write, whether or not it makes sense. */
export const anySyntax: fc.Arbitrary<Syntax> = fc.letrec<{ node: Syntax }>((tie) => {
  const node = tie('node');
  return {
    node: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'expression' },
      leaf,
      node.map((operand): Syntax => ({ kind: 'not', operand, at })),
      node.map((operand): Syntax => ({ kind: 'negate', operand, at })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(node, { minLength: 2, maxLength: 4 }))
        .map(([operator, terms]): Syntax => ({ kind: 'logic', operator, terms, at })),
      fc
        .tuple(fc.constantFrom(...COMPARISONS), node, node)
        .map(([operator, left, right]): Syntax => ({ kind: 'compare', operator, left, right, at })),
      fc
        .tuple(fc.constantFrom(...ARITHMETIC), node, node)
        .map(([operator, left, right]): Syntax => ({ kind: 'arithmetic', operator, left, right, at })),
      fc
        .tuple(fc.boolean(), node, fc.array(node, { minLength: 1, maxLength: 3 }))
        .map(([negated, operand, options]): Syntax => ({ kind: 'in', negated, operand, options, at })),
      fc
        .tuple(fc.boolean(), fc.boolean(), node, node)
        .map(([negated, caseless, operand, pattern]): Syntax => ({
          kind: 'like',
          negated,
          caseless,
          operand,
          pattern,
          at,
        })),
      fc.tuple(fc.boolean(), node, node, node).map(([negated, operand, low, high]): Syntax => ({
        kind: 'between',
        negated,
        operand,
        low,
        high,
        at,
      })),
      fc
        .tuple(fc.boolean(), node, fc.constantFrom('null' as const, 'true' as const, 'false' as const))
        .map(([negated, operand, what]): Syntax => ({ kind: 'is', negated, operand, what, at })),
      fc
        .tuple(
          fc.array(fc.record({ when: node, then: node }), { minLength: 1, maxLength: 3 }),
          fc.option(node),
        )
        .map(([branches, otherwise]): Syntax => ({ kind: 'case', branches, otherwise, at })),
      fc
        .tuple(
          fc.constantFrom('lower', 'count', 'nonsense'),
          fc.boolean(),
          fc.array(node, { minLength: 1, maxLength: 3 }),
        )
        .map(([name, distinct, args]): Syntax => ({ kind: 'call', name, distinct, args, at })),
    ),
  };
}).node;
