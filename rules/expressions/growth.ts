import type { Typed } from './query-tree.ts';
import { valuesOf } from './syntax-tree.ts';

/** How many times as long as the longest text of a row an expression may make a text. */
export const MAX_GROWTH = 16;

/**
 * How many times as long as its longest input a text can become. Nested replacements grow without bounds within one
 * step of an engine, where neither its clock nor its memory limit looks.
 */
export function growthOf(node: Typed): number {
  if (node.kind === 'arithmetic' && node.operator === '||') return growthOf(node.left) + growthOf(node.right);
  if (node.kind === 'case') return Math.max(1, ...valuesOf(node).map(growthOf));
  if (node.kind !== 'call') return 1;
  const [first, from, into] = node.args;
  if (node.name === 'replace' && first && from?.kind === 'text' && into?.kind === 'text') {
    return growthOf(first) * Math.max(1, into.value.length / Math.max(1, from.value.length));
  }
  return node.type === 'text' ? Math.max(1, ...node.args.map(growthOf)) : 1;
}
