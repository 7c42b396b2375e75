import type { ValueType } from './query-tree.ts';

/** What a parameter takes; `day` is a date or a datetime, `clock` a datetime or a time, `places` a number from 0 to 12 as written,
 * `literal` a text as written. */
export type ParameterKind =
  'text' | 'number' | 'integer' | 'day' | 'clock' | 'places' | 'literal' | 'geometry' | 'same' | 'any';

export interface FunctionRule {
  parameters: readonly ParameterKind[];
  /** How many of the last parameters can be left out. */
  optional: number;
  /** The last parameter can be repeated. */
  repeats: boolean;
  /** `first` is the type of the first argument. */
  result: ValueType | 'first';
}

const rule = (
  parameters: readonly ParameterKind[],
  result: FunctionRule['result'],
  optional = 0,
  repeats = false,
) => ({ parameters, result, optional, repeats }) satisfies FunctionRule;

const textToText = rule(['text'], 'text');
const textTest = rule(['text', 'text'], 'boolean');
const dayPart = rule(['day'], 'integer');
const clockPart = rule(['clock'], 'integer');

/** The functions of the expression language. Each is described in `docs/expressions.md`. */
export const FUNCTIONS = {
  lower: textToText,
  upper: textToText,
  trim: textToText,
  length: rule(['text'], 'integer'),
  substring: rule(['text', 'integer', 'integer'], 'text', 1),
  replace: rule(['text', 'literal', 'literal'], 'text'),
  starts_with: textTest,
  ends_with: textTest,
  contains: textTest,
  abs: rule(['number'], 'first'),
  round: rule(['number', 'places'], 'decimal', 1),
  floor: rule(['number'], 'decimal'),
  ceil: rule(['number'], 'decimal'),
  year: dayPart,
  quarter: dayPart,
  month: dayPart,
  day: dayPart,
  weekday: dayPart,
  hour: clockPart,
  minute: clockPart,
  date: rule(['day'], 'date'),
  point: rule(['number', 'number'], 'geometry'),
  within_box: rule(['geometry', 'number', 'number', 'number', 'number'], 'boolean'),
  distance: rule(['geometry', 'number', 'number'], 'decimal'),
  coalesce: rule(['any', 'same'], 'first', 0, true),
  nullif: rule(['any', 'same'], 'first'),
  count: rule(['any'], 'integer', 1),
  sum: rule(['number'], 'first'),
  avg: rule(['number'], 'decimal'),
  min: rule(['any'], 'first'),
  max: rule(['any'], 'first'),
} as const satisfies Record<string, FunctionRule>;

export type FunctionName = keyof typeof FUNCTIONS;

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);
