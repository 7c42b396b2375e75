import { isGrouped, type Query, type Typed } from '../expressions/query-tree.ts';

/** Whether a question asks for the rows of one value of a field: equality with a constant, and nothing else. */
export const isLookUp = (query: Query, field: string): boolean =>
  !isGrouped(query) && query.where !== null && holdsToOne(query.where, field);

function holdsToOne(node: Typed, field: string): boolean {
  if (node.kind !== 'compare' || node.operator !== '=') return false;
  const { left, right } = node;
  return (isField(left, field) && isConstant(right)) || (isField(right, field) && isConstant(left));
}

const isField = (node: Typed, field: string): boolean => node.kind === 'name' && node.name === field;

const isConstant = (node: Typed): boolean =>
  node.kind === 'negate'
    ? isConstant(node.operand)
    : node.kind === 'text' || node.kind === 'number' || node.kind === 'boolean';
