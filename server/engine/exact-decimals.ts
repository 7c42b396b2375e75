import type { Typed } from '../../rules/expressions/query-tree.ts';
import { valuesOf } from '../../rules/expressions/syntax-tree.ts';

/** How many digits an exact number has before and behind its point at most. */
export interface NumberSize {
  whole: number;
  scale: number;
}

/** The size of a field; null where it is not an exact number. */
export type SizeOfField = (name: string) => NumberSize | null;

/** Digits of the engine's widest exact type. */
const WIDEST = 38;
const wide = (scale: number): NumberSize => ({ whole: WIDEST - scale, scale });

/** DuckDB's types of exact numbers. */
export function sizeOfType(type: string): NumberSize | null {
  const [, width, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (width !== undefined) return { whole: Number(width) - Number(scale), scale: Number(scale) };
  if (type === 'HUGEINT') return wide(0);
  return /^(?:TINY|SMALL|BIG)?INT(?:EGER)?$/.test(type) ? { whole: 19, scale: 0 } : null;
}

/**
 * DECIMAL(38,1) beside DECIMAL(18,3) becomes DECIMAL(38,1) for the engine, which rounds: numbers that are compared, or of
 * which one is taken, are brought to one type here, that keeps every digit behind the point; what then has too many
 * before it is refused. Null where the engine's own way loses nothing.
 */
export function commonDecimal(nodes: readonly Typed[], sizeOfField: SizeOfField): string | null {
  if (nodes.every(({ type }) => type !== 'decimal')) return null;
  const sizes = nodes.map((node) => sizeOf(node, sizeOfField));
  if (sizes.includes(null)) return null;
  const whole = Math.max(...sizes.map((size) => size?.whole ?? 0));
  const scale = Math.max(...sizes.map((size) => size?.scale ?? 0));
  return whole + scale > WIDEST ? `DECIMAL(${WIDEST},${Math.min(scale, WIDEST)})` : null;
}

/** Whether a number is computed approximately, and so may come to be none that can be written. */
export const isApproximate = (node: Typed, sizeOfField: SizeOfField): boolean =>
  node.type === 'decimal' && sizeOf(node, sizeOfField) === null;

/** Null for what is computed approximately. */
function sizeOf(node: Typed, sizeOfField: SizeOfField): NumberSize | null {
  switch (node.kind) {
    case 'number': {
      const [whole = '', fraction = ''] = node.value.split('.');
      return { whole: whole.length, scale: fraction.length };
    }
    case 'name':
      return sizeOfField(node.name);
    case 'negate':
      return sizeOf(node.operand, sizeOfField);
    case 'arithmetic':
      return sizeOfArithmetic(node, sizeOfField);
    case 'call':
      return sizeOfCall(node, sizeOfField);
    case 'case':
      return widestOf(valuesOf(node), sizeOfField);
    default:
      return null;
  }
}

function sizeOfArithmetic(
  { operator, left, right }: Extract<Typed, { kind: 'arithmetic' }>,
  sizeOfField: SizeOfField,
): NumberSize | null {
  const [one, other] = [sizeOf(left, sizeOfField), sizeOf(right, sizeOfField)];
  if (!one || !other || operator === '/') return null;
  return wide(operator === '*' ? one.scale + other.scale : Math.max(one.scale, other.scale));
}

/** Those whose value is one of their arguments or made of them exactly. */
const EXACT: ReadonlySet<string> = new Set([
  'coalesce',
  'nullif',
  'abs',
  'round',
  'floor',
  'ceil',
  'sum',
  'min',
  'max',
]);

function sizeOfCall(
  { name, args, type }: Extract<Typed, { kind: 'call' }>,
  sizeOfField: SizeOfField,
): NumberSize | null {
  if (!EXACT.has(name)) return type === 'integer' ? { whole: 19, scale: 0 } : null;
  return widestOf(args, sizeOfField);
}

/** The size of what is one of these values, or made of them exactly. */
function widestOf(nodes: readonly Typed[], sizeOfField: SizeOfField): NumberSize | null {
  const sizes = nodes.map((each) => sizeOf(each, sizeOfField));
  return sizes.includes(null) ? null : wide(Math.max(...sizes.map((size) => size?.scale ?? 0)));
}
