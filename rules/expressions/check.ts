import { faultAt, kindOf, unknownName, type CheckContext } from './check-context.ts';
import type { Expected } from './expression-problem.ts';
import { FUNCTIONS, isFunctionName, type FunctionRule, type ParameterKind } from './functions.ts';
import { growthOf, MAX_GROWTH } from './growth.ts';
import { digitsOf, isTemporal, MAX_DIGITS } from './literal.ts';
import { hasAggregate, isAggregate, type Typed, type ValueType } from './query-tree.ts';
import { valuesOf, type Syntax } from './syntax-tree.ts';

type Of<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>;

/** Resolves names and types, or throws `invalid-expression` where they do not fit. */
export function checkExpression(node: Syntax, context: CheckContext): Typed {
  switch (node.kind) {
    case 'number':
      if (digitsOf(node.value) > MAX_DIGITS) throw faultAt(context, node, 'expression.number-too-long');
      return { ...node, type: node.value.includes('.') ? 'decimal' : 'integer' };
    case 'text':
      return { ...node, type: 'text' };
    case 'boolean':
      return { ...node, type: 'boolean' };
    case 'name':
      return checkName(node, context);
    case 'call':
      return checkCall(node, context);
    case 'not':
      return { ...node, operand: checkCondition(node.operand, context), type: 'boolean' };
    case 'negate': {
      const operand = checkNumber(node.operand, context);
      return { ...node, operand, type: operand.type };
    }
    case 'logic':
      return { ...node, terms: node.terms.map((term) => checkCondition(term, context)), type: 'boolean' };
    case 'arithmetic':
      return checkArithmetic(node, context);
    case 'besides':
      throw faultAt(context, node, 'expression.unknown-name');
    case 'case':
      return checkChoice(node, context);
    default:
      return checkPredicate(node, context);
  }
}

/** As {@link checkExpression}, for a place where only true and false make sense. */
export function checkCondition(node: Syntax, context: CheckContext): Typed {
  const checked = checkExpression(node, context);
  if (checked.type === 'boolean') return checked;
  throw faultAt(context, node, 'expression.wrong-type', 'expression.kind.condition');
}

function checkName(node: Of<'name'>, context: CheckContext): Typed {
  const alias = context.aliases.get(node.name);
  if (alias) return alias;
  const field = context.fields(node.name);
  if (field === 'ambiguous')
    throw faultAt(context, node, 'expression.ambiguous-name', 'expression.kind.name');
  if (!field) throw unknownName(context.part, node.name, node.at);
  return { kind: 'name', name: field.name, type: field.type, at: node.at };
}

function checkPredicate(
  node: Of<'compare' | 'in' | 'like' | 'between' | 'is'>,
  context: CheckContext,
): Typed {
  switch (node.kind) {
    case 'compare': {
      const [left, right] = alike([node.left, node.right], context);
      return { ...node, left, right, type: 'boolean' };
    }
    case 'in': {
      const [operand, ...options] = alike([node.operand, ...node.options], context);
      return { ...node, operand, options, type: 'boolean' };
    }
    case 'between': {
      const [operand, low, high] = alike([node.operand, node.low, node.high], context);
      return { ...node, operand, low, high, type: 'boolean' };
    }
    case 'like':
      return checkLike(node, context);
    case 'is': {
      const operand =
        node.what === 'null' ? checkExpression(node.operand, context) : checkCondition(node.operand, context);
      return { ...node, operand, type: 'boolean' };
    }
  }
}

/** Characters of a `like` pattern: engines make an automaton of it. */
const MAX_PATTERN = 500;

function checkLike(node: Of<'like'>, context: CheckContext): Typed {
  const { pattern } = node;
  const operand = argument(node.operand, checkExpression(node.operand, context), 'text', context);
  if (pattern.kind !== 'text')
    throw faultAt(context, pattern, 'expression.wrong-type', 'expression.kind.pattern');
  if (pattern.value.length > MAX_PATTERN) throw faultAt(context, pattern, 'expression.too-big');
  if (/^(?:[^\\]|\\.)*\\$/su.test(pattern.value)) throw faultAt(context, pattern, 'expression.wrong-pattern');
  return { ...node, operand, pattern: { ...pattern, type: 'text' }, type: 'boolean' };
}

function checkArithmetic(node: Of<'arithmetic'>, context: CheckContext): Typed {
  const kind = node.operator === '||' ? 'text' : 'number';
  const left = argument(node.left, checkExpression(node.left, context), kind, context);
  const right = argument(node.right, checkExpression(node.right, context), kind, context);
  if (kind === 'text') return bounded({ ...node, left, right, type: 'text' }, context);
  const exact = node.operator !== '/' && left.type === 'integer' && right.type === 'integer';
  return { ...node, left, right, type: exact ? 'integer' : 'decimal' };
}

function checkChoice(node: Of<'case'>, context: CheckContext): Typed {
  const whens = node.branches.map(({ when }) => checkCondition(when, context));
  const values = alike(valuesOf(node), context);
  const branches = whens.map((when, index) => ({ when, then: values[index] ?? when }));
  const otherwise = values[whens.length] ?? null;
  return { ...node, branches, otherwise, type: commonType(values) };
}

const checkNumber = (node: Syntax, context: CheckContext): Typed =>
  argument(node, checkExpression(node, context), 'number', context);

function checkCall(node: Of<'call'>, context: CheckContext): Typed {
  const { name } = node;
  if (!isFunctionName(name))
    throw faultAt(context, node, 'expression.unknown-function', 'expression.kind.function');
  const rule: FunctionRule = FUNCTIONS[name];
  const { args } = node;
  refuseWrongCount(node, rule, context);
  if (isAggregate(node) && !context.aggregates)
    throw faultAt(context, node, 'expression.misplaced-aggregate');
  if (node.distinct && !isAggregate(node)) throw faultAt(context, node, 'expression.misplaced-distinct');
  const inner = isAggregate(node) ? { ...context, aggregates: false } : context;
  const checked = rule.parameters.includes('same')
    ? alike(args, inner)
    : args.map((each, index) =>
        argument(each, checkExpression(each, inner), rule.parameters[index] ?? 'any', inner),
      );
  if (isAggregate(node) && checked.some(hasAggregate))
    throw faultAt(context, node, 'expression.misplaced-aggregate');
  return bounded({ ...node, args: checked, type: resultType(node.name, rule, checked) }, context);
}

function bounded(node: Typed, context: CheckContext): Typed {
  if (growthOf(node) > MAX_GROWTH) throw faultAt(context, node, 'expression.too-big');
  return node;
}

function resultType(name: string, { result }: FunctionRule, args: readonly Typed[]): ValueType {
  if (result !== 'first') return result;
  return name === 'coalesce' ? commonType(args) : (args[0]?.type ?? 'text');
}

function refuseWrongCount(
  node: Of<'call'>,
  { parameters, optional, repeats }: FunctionRule,
  context: CheckContext,
): void {
  const given = node.args.length;
  const tooMany = given > parameters.length && !repeats;
  if (given < parameters.length - optional || tooMany)
    throw faultAt(context, node, 'expression.wrong-arguments', 'expression.kind.arguments');
}

const TAKES: Record<
  Exclude<ParameterKind, 'same'>,
  { types: readonly ValueType[]; words: readonly Expected[] }
> = {
  text: { types: ['text'], words: ['expression.type.text'] },
  number: { types: ['integer', 'decimal'], words: ['expression.kind.number'] },
  integer: { types: ['integer'], words: ['expression.type.integer'] },
  literal: { types: ['text'], words: ['expression.kind.quoted'] },
  places: { types: ['integer'], words: ['expression.kind.places'] },
  day: { types: ['date', 'datetime'], words: ['expression.type.date', 'expression.type.datetime'] },
  clock: { types: ['datetime', 'time'], words: ['expression.type.datetime', 'expression.type.time'] },
  geometry: { types: ['geometry'], words: ['expression.type.geometry'] },
  any: {
    types: ['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'time', 'geometry'],
    words: ['expression.kind.value'],
  },
};

function argument(node: Syntax, checked: Typed, kind: ParameterKind, context: CheckContext): Typed {
  if (kind === 'same') return checked;
  const { types, words } = TAKES[kind];
  if (kind === 'literal' && checked.kind !== 'text')
    throw faultAt(context, node, 'expression.wrong-type', ...words);
  if (kind === 'places' && !isPlaces(checked))
    throw faultAt(context, node, 'expression.wrong-type', ...words);
  if (types.includes(checked.type)) return checked;
  const temporal = types.find((type) => checked.kind === 'text' && isTemporal(checked.value, type));
  if (temporal) return { ...checked, type: temporal };
  throw faultAt(context, node, 'expression.wrong-type', ...words);
}

const isPlaces = (node: Typed): boolean => node.kind === 'number' && /^(?:\d|1[0-2])$/.test(node.value);

type Each<T extends readonly Syntax[]> = { [K in keyof T]: Typed };

/** Checks expressions that are compared with each other: brings dates written as text to the type of the others. */
function alike<const T extends readonly Syntax[]>(nodes: T, context: CheckContext): Each<T> {
  const checked = nodes.map((node) => checkExpression(node, context));
  const common = commonType(checked);
  const result = checked.map((each, index) => {
    const written = nodes[index];
    const fitted = written && fit(each, common);
    if (written && !fitted) throw faultAt(context, written, 'expression.wrong-type', kindOf(common));
    return fitted ?? each;
  });
  // Mapping keeps the number of elements, which the type of `map` cannot say.
  return result as Each<T>;
}

/** The type of the first that is more than a literal, widened by the others that are. */
function commonType(nodes: readonly Typed[]): ValueType {
  const firm = nodes.filter((node) => node.kind !== 'text').map(({ type }) => type);
  const [first = 'text'] = firm;
  if (isNumeric(first)) return firm.includes('decimal') ? 'decimal' : first;
  if (first === 'date' && firm.includes('datetime')) return 'datetime';
  return first;
}

function fit(node: Typed, type: ValueType): Typed | null {
  if (type === 'geometry') return null;
  if (node.type === type || (isNumeric(node.type) && isNumeric(type))) return node;
  if (node.type === 'date' && type === 'datetime') return node;
  // A date compared with a moment is that day's first moment.
  if (node.kind === 'text' && type === 'date' && isTemporal(node.value, 'datetime')) {
    return { ...node, type: isTemporal(node.value, 'date') ? 'date' : 'datetime' };
  }
  return node.kind === 'text' && isTemporal(node.value, type) ? { ...node, type } : null;
}

const isNumeric = (type: ValueType): boolean => type === 'integer' || type === 'decimal';
