import type { ColumnType } from '../reading/reading.schema.ts';
import { fieldsOf, sameDemand, type FieldRule, type RuleKind } from './field-rule.schema.ts';

/** Which types of fields a rule can be about. */
const TYPES: Record<RuleKind, readonly ColumnType[]> = {
  required: ['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'time', 'geometry'],
  unique: ['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'time'],
  range: ['integer', 'decimal', 'date', 'datetime'],
  pattern: ['text', 'integer'],
  allowed: ['text', 'integer', 'boolean'],
  length: ['text'],
};

export type RuleFault = 'field-unknown' | 'type-unfit' | 'demand-missing' | 'bounds-wrong' | 'doubled';

export interface FaultyRule {
  /** JSON pointer into `{ rules }`. */
  pointer: string;
  fault: RuleFault;
}

export interface RuledField {
  name: string;
  type: ColumnType;
}

/** Whether the rule can be asked of these fields: null when it can. */
export function unfitness(rule: FieldRule, fields: readonly RuledField[]): RuleFault | null {
  const types = fieldsOf(rule).map((name) => fields.find((field) => field.name === name)?.type);
  if (types.length === 0 || types.includes(undefined)) return 'field-unknown';
  if (types.some((type) => type !== undefined && !TYPES[rule.kind].includes(type))) return 'type-unfit';
  if (asksNothing(rule)) return 'demand-missing';
  if (rule.kind === 'length') return boundsFault(rule, (bound) => bound);
  const [type] = types;
  return rule.kind === 'range' && type !== undefined ? boundsFault(rule, readerFor(type)) : null;
}

const asksNothing = (rule: FieldRule): boolean =>
  (rule.kind === 'pattern' && rule.pattern === '') || (rule.kind === 'allowed' && rule.values.length === 0);

/** What is wrong with rules before any data is looked at. */
export function checkRules(rules: readonly FieldRule[], fields: readonly RuledField[]): FaultyRule[] {
  return rules.flatMap((rule, place): FaultyRule[] => {
    const pointer = `/rules/${String(place)}`;
    const fault = unfitness(rule, fields);
    if (fault) return [{ pointer, fault }];
    const before = rules.slice(0, place);
    return before.some((other) => sameDemand(rule, other)) ? [{ pointer, fault: 'doubled' }] : [];
  });
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Read<T> = (bound: T) => number | null;

const numberIn = (text: string): number | null => (NUMBER.test(text) ? Number(text) : null);

function dayIn(text: string): number | null {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? at : null;
}

const readerFor = (type: ColumnType): Read<string> =>
  type === 'integer' || type === 'decimal' ? numberIn : dayIn;

function boundsFault<T extends string | number>(
  { least, most }: { least: T | null; most: T | null },
  read: Read<T>,
): RuleFault | null {
  if (least === null && most === null) return 'demand-missing';
  const from = least === null ? -Infinity : read(least);
  const to = most === null ? Infinity : read(most);
  return from === null || to === null || from > to ? 'bounds-wrong' : null;
}
