export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const ARITHMETIC = ['+', '-', '*', '/', '%', '||'] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];

/**
 * Every form that an expression can take; `Info` is what each node carries besides, so that the parsed and the typed
 * tree have one shape. A literal keeps its text: numbers are exact decimals, never floating point.
 */
export type Form<Info> =
  | { kind: 'number'; value: string }
  | { kind: 'text'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; distinct: boolean; args: readonly Node<Info>[] }
  | { kind: 'not'; operand: Node<Info> }
  | { kind: 'negate'; operand: Node<Info> }
  | { kind: 'logic'; operator: 'and' | 'or'; terms: readonly Node<Info>[] }
  | { kind: 'compare'; operator: Comparison; left: Node<Info>; right: Node<Info> }
  | { kind: 'arithmetic'; operator: Arithmetic; left: Node<Info>; right: Node<Info> }
  | { kind: 'in'; negated: boolean; operand: Node<Info>; options: readonly Node<Info>[] }
  | { kind: 'like'; negated: boolean; caseless: boolean; operand: Node<Info>; pattern: Node<Info> }
  | { kind: 'between'; negated: boolean; operand: Node<Info>; low: Node<Info>; high: Node<Info> }
  | { kind: 'is'; negated: boolean; operand: Node<Info>; what: 'null' | 'true' | 'false' }
  /** Rows but for these, by their numbers from 0. Nobody can write it: it stands in row filters of grants only. */
  | { kind: 'besides'; rows: readonly number[] }
  | { kind: 'case'; branches: readonly Branch<Info>[]; otherwise: Node<Info> | null };

export type Node<Info> = Form<Info> & Info;

/** `when` is a condition; the value of the first that is true counts. */
export interface Branch<Info> {
  when: Node<Info>;
  then: Node<Info>;
}

/** An expression as written. `at` is the 1-based position of its first character. */
export type Syntax = Node<{ at: number }>;

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

/** A query as written; null stands for what was not. */
export interface QuerySyntax {
  /** Null for `*`, too. */
  select: readonly SelectSyntax[] | null;
  where: Syntax | null;
  groupBy: readonly Syntax[];
  having: Syntax | null;
  orderBy: readonly OrderSyntax[];
}

/** The nodes directly under one node, in the order in which they are written. */
export function childrenOf<Info>(form: Form<Info>): readonly Node<Info>[] {
  switch (form.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'name':
    case 'besides':
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
    case 'case':
      return [...form.branches.map(({ when }) => when), ...valuesOf(form)];
  }
}

/** What an expression of branches can answer, in order; without `else` it can be missing besides. */
export const valuesOf = <Info>({
  branches,
  otherwise,
}: Extract<Form<Info>, { kind: 'case' }>): Node<Info>[] => [
  ...branches.map(({ then }) => then),
  ...(otherwise ? [otherwise] : []),
];
