import type { Typed } from '../../../rules/expressions/query-tree.ts';

/** A number as its digits and how many of them are behind the point. */
export interface Exact {
  digits: bigint;
  places: number;
}
export type Value = Exact | string | boolean | null;
export type Row = Readonly<Record<string, Value>>;
type Of<K extends Typed['kind']> = Extract<Typed, { kind: K }>;

export function exact(text: string): Exact {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

const isExact = (value: Value): value is Exact => typeof value === 'object' && value !== null;
const to = ({ digits, places }: Exact, wanted: number): bigint => digits * 10n ** BigInt(wanted - places);

/** What an expression is for a row, said a second time in plain JavaScript: the yardstick of every compiler. */
export function evaluate(node: Typed, row: Row): Value {
  const value = (each: Typed): Value => evaluate(each, row);
  switch (node.kind) {
    case 'number':
      return exact(node.value);
    case 'text':
    case 'boolean':
      return node.value;
    case 'name':
      return row[node.name] ?? null;
    case 'not':
      return not(value(node.operand));
    case 'negate': {
      const operand = value(node.operand);
      return isExact(operand) ? { ...operand, digits: -operand.digits } : null;
    }
    case 'logic':
      return node.operator === 'and'
        ? all(node.terms.map(value))
        : not(all(node.terms.map((term) => not(value(term)))));
    case 'compare':
      return compared(node.operator, value(node.left), value(node.right));
    case 'arithmetic':
      return arithmetic(node, value(node.left), value(node.right));
    case 'in':
      return negatedIf(
        node,
        not(all(node.options.map((option) => compared('!=', value(node.operand), value(option))))),
      );
    case 'between':
      return negatedIf(
        node,
        all([
          compared('>=', value(node.operand), value(node.low)),
          compared('<=', value(node.operand), value(node.high)),
        ]),
      );
    case 'is':
      return is(node, value(node.operand));
    case 'like':
      return negatedIf(node, like(node, value(node.operand)));
    case 'besides':
      throw new Error('rows of the evaluator have no numbers');
    case 'case': {
      const taken = node.branches.find(({ when }) => value(when) === true)?.then ?? node.otherwise;
      return taken && value(taken);
    }
    case 'call':
      return call(node.name, node.args.map(value));
  }
}

const not = (value: Value): Value => (value === null ? null : value === false);
const negatedIf = ({ negated }: { negated: boolean }, value: Value): Value => (negated ? not(value) : value);

function all(values: readonly Value[]): Value {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

function is({ what, negated }: Of<'is'>, value: Value): boolean {
  const holds = what === 'null' ? value === null : value === (what === 'true');
  return holds !== negated;
}

function compared(operator: string, left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  const order = compare(left, right);
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Less than, equal to or more than zero; text by code points, which UTF-8 bytes are ordered by too. */
export function compare(left: Value, right: Value): number {
  if (isExact(left) && isExact(right)) {
    const places = Math.max(left.places, right.places);
    const difference = to(left, places) - to(right, places);
    return difference < 0n ? -1 : Number(difference > 0n);
  }
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return Number(left) - Number(right);
}

function arithmetic({ operator }: Of<'arithmetic'>, left: Value, right: Value): Value {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (!isExact(left) || !isExact(right)) return null;
  const places = Math.max(left.places, right.places);
  switch (operator) {
    case '+':
      return { digits: to(left, places) + to(right, places), places };
    case '-':
      return { digits: to(left, places) - to(right, places), places };
    case '*':
      return { digits: left.digits * right.digits, places: left.places + right.places };
    case '%':
      return right.digits === 0n ? null : { digits: to(left, places) % to(right, places), places };
    default:
      throw new Error(`no yardstick for ${operator}`);
  }
}

function like({ pattern, caseless }: Of<'like'>, value: Value): Value {
  if (typeof value !== 'string' || pattern.kind !== 'text') return null;
  const parts = pattern.value.matchAll(/\\(.)|([%_])|(.)/gsu);
  const expression = [...parts].map(([, escaped, wild, plain]) =>
    wild ? (wild === '%' ? '.*' : '.') : quoted(escaped ?? plain ?? ''),
  );
  return new RegExp(`^${expression.join('')}$`, caseless ? 'isu' : 'su').test(value);
}

const quoted = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

function call(name: string, args: readonly Value[]): Value {
  const [first = null, second = null, third = null] = args;
  if (name === 'coalesce') return args.find((each) => each !== null) ?? null;
  if (name === 'nullif') return compared('=', first, second) === true ? null : first;
  if (args.includes(null)) return null;
  if (name === 'abs' && isExact(first))
    return { ...first, digits: first.digits < 0n ? -first.digits : first.digits };
  return textCall(name, asText(first), asText(second), asText(third));
}

const asText = (value: Value): string => (typeof value === 'string' ? value : '');

function textCall(name: string, text: string, second: string, third: string): Value {
  switch (name) {
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'length':
      return exact(String(Array.from(text).length));
    case 'replace':
      return second === '' ? text : text.replaceAll(second, () => third);
    case 'starts_with':
      return text.startsWith(second);
    case 'ends_with':
      return text.endsWith(second);
    case 'contains':
      return text.includes(second);
    case 'year':
      return exact(text.slice(0, 4));
    case 'month':
      return exact(text.slice(5, 7));
    default:
      throw new Error(`no yardstick for ${name}`);
  }
}

/** A value as the engine's JSON has it. */
export function jsonValue(value: Value): string {
  if (!isExact(value)) return JSON.stringify(value);
  const digits = String(value.digits < 0n ? -value.digits : value.digits).padStart(value.places + 1, '0');
  const whole = digits.slice(0, digits.length - value.places);
  const fraction = digits.slice(digits.length - value.places).replace(/0+$/, '');
  return `${value.digits < 0n ? '-' : ''}${whole}${fraction && '.'}${fraction}`;
}
