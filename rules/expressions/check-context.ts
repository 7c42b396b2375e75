import {
  expressionProblem,
  type Expected,
  type ExpressionFault,
  type QueryPart,
} from './expression-problem.ts';
import { shortened } from './lexer.ts';
import { printExpression, printName } from './print.ts';
import type { QueryField, Typed, ValueType } from './query-tree.ts';
import type { Syntax } from './syntax-tree.ts';

/** What an expression is checked against. */
export interface CheckContext {
  part: QueryPart;
  fields: FieldIndex;
  /** Expressions that `select` gave a name, where the part can use them. */
  aliases: ReadonlyMap<string, Typed>;
  /** Aggregates are allowed here. */
  aggregates: boolean;
}

/** Finds the field of a name or label; `ambiguous` when a label stands for several fields. */
export type FieldIndex = (written: string) => QueryField | 'ambiguous' | undefined;

/** Names win over labels. */
export function indexFields(fields: readonly QueryField[]): FieldIndex {
  const byLabel = new Map<string, QueryField | 'ambiguous'>();
  for (const field of fields) byLabel.set(field.label, byLabel.has(field.label) ? 'ambiguous' : field);
  const byName = new Map(fields.map((field) => [field.name, field]));
  return (written) => byName.get(written) ?? byLabel.get(written);
}

type Reason = ExpressionFault['reason'];

/** The problem at a node of the tree. */
export function faultAt(context: { part: QueryPart }, node: Syntax, reason: Reason, ...expected: Expected[]) {
  const found = shortened(printExpression(node));
  return expressionProblem({ reason, part: context.part, position: node.at, found, expected });
}

/** A field that is not there and one that the caller may not see are the same to them. */
export const unknownName = (part: QueryPart, name: string, position: number) =>
  expressionProblem({
    reason: 'expression.unknown-name',
    part,
    position,
    found: shortened(printName(name)),
    expected: ['expression.kind.name'],
  });

export const kindOf = (type: ValueType): Expected => `expression.type.${type}`;
