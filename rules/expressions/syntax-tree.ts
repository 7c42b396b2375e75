export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const ARITHMETIC = ['+', '-', '*', '/', '%', '||'] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];

/**
 * Every form that an expression can take; `E` is the node that carries it, so that the parsed and the typed tree have
 * one shape. A literal keeps its text: numbers are exact decimals, never floating point.
 */
export type Form<E> =
  | { kind: 'number'; value: string }
  | { kind: 'text'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; distinct: boolean; args: readonly E[] }
  | { kind: 'not'; operand: E }
  | { kind: 'negate'; operand: E }
  | { kind: 'logic'; operator: 'and' | 'or'; terms: readonly E[] }
  | { kind: 'compare'; operator: Comparison; left: E; right: E }
  | { kind: 'arithmetic'; operator: Arithmetic; left: E; right: E }
  | { kind: 'in'; negated: boolean; operand: E; options: readonly E[] }
  | { kind: 'like'; negated: boolean; caseless: boolean; operand: E; pattern: E }
  | { kind: 'between'; negated: boolean; operand: E; low: E; high: E }
  | { kind: 'is'; negated: boolean; operand: E; what: 'null' | 'true' | 'false' };

/** An expression as written. `at` is the 1-based position of its first character. */
export type Syntax = Form<Syntax> & { at: number };

/** `as` is null unless it was written. */
export interface SelectSyntax {
  expression: Syntax;
  as: string | null;
  at: number;
}

export interface OrderSyntax {
  expression: Syntax;
  collation: 'zh' | null;
  descending: boolean;
  nullsFirst: boolean;
}

/** The nodes directly under one node, in the order in which they are written. */
export function childrenOf<E>(form: Form<E>): readonly E[] {
  switch (form.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'name':
      return [];
    case 'call':
      return form.args;
    case 'not':
    case 'negate':
    case 'is':
      return [form.operand];
    case 'logic':
      return form.terms;
    case 'compare':
    case 'arithmetic':
      return [form.left, form.right];
    case 'in':
      return [form.operand, ...form.options];
    case 'like':
      return [form.operand, form.pattern];
    case 'between':
      return [form.operand, form.low, form.high];
  }
}
