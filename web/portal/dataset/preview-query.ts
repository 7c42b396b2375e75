import type { ColumnType } from '../../../rules/reading/reading.schema.ts';
import { printExpression, printName, type Printable } from '../../../rules/expressions/print.ts';

/** How a visitor can compare without knowing the expression language. */
export const COMPARISONS = ['contains', 'equals', 'least', 'most', 'empty'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface PreviewField {
  name: string;
  label: string;
  type: ColumnType;
}

/** What the page's address asks of the preview. */
export interface PreviewQuery {
  field: string;
  is: Comparison;
  value: string;
  /** The name of a field, with a minus before it for descending. */
  sort: string;
  cursor: string;
  /** A condition in the expression language, as the visitor wrote it; it wins over field and value. */
  typed: string;
  where: string | undefined;
  orderBy: string | undefined;
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** The value as the field's type compares: digits for numbers, text for all else, which dates are written in too. */
function literal(value: string, type: ColumnType): Printable {
  const numeric = type === 'integer' || type === 'decimal';
  if (numeric && NUMBER.test(value)) return { kind: 'number', value };
  if (type === 'boolean' && /^(?:true|false)$/i.test(value)) {
    return { kind: 'boolean', value: value.toLowerCase() === 'true' };
  }
  return { kind: 'text', value };
}

/** A backslash makes the pattern's own signs ordinary. */
const containing = (value: string): Printable => ({
  kind: 'text',
  value: `%${value.replaceAll(/[\\%_]/g, '\\$&')}%`,
});

const OPERATORS = { equals: '=', least: '>=', most: '<=' } as const;

function conditionFor({ name, type }: PreviewField, is: Comparison, value: string): Printable {
  const operand: Printable = { kind: 'name', name };
  if (is === 'empty') return { kind: 'is', negated: false, operand, what: 'null' };
  if (is === 'contains' && type === 'text') {
    return { kind: 'like', negated: false, caseless: true, operand, pattern: containing(value) };
  }
  // Only text can contain; of numbers and dates the same wish asks for the value itself.
  const operator = OPERATORS[is === 'contains' ? 'equals' : is];
  return { kind: 'compare', operator, left: operand, right: literal(value, type) };
}

/** A condition on one of these fields, for who has not written one yet; undefined when none compares. */
export function exampleCondition(fields: readonly PreviewField[]): string | undefined {
  const number = fields.find(({ type }) => type === 'integer' || type === 'decimal');
  if (number) return printExpression(conditionFor(number, 'least', '100'));
  const text = fields.find(({ type }) => type === 'text');
  return text && printExpression(conditionFor(text, 'contains', '区'));
}

function orderFor(sort: string, fields: readonly PreviewField[]): string | undefined {
  const name = sort.replace(/^-/, '');
  const field = fields.find((known) => known.name === name);
  if (!field || field.type === 'geometry') return undefined;
  return `${printName(field.name)}${sort.startsWith('-') ? ' desc' : ''}`;
}

/** Reads filter, sorting and place from the page's address; parts that name no field are left out. */
export function readPreviewQuery(search: URLSearchParams, fields: readonly PreviewField[]): PreviewQuery {
  const field = fields.find(({ name }) => name === search.get('field'));
  const is = COMPARISONS.find((known) => known === search.get('is')) ?? 'contains';
  const value = search.get('value')?.trim() ?? '';
  const sort = search.get('sort') ?? '';
  const typed = search.get('where')?.trim() ?? '';
  const asked = field !== undefined && (value !== '' || is === 'empty');
  const simple = asked ? printExpression(conditionFor(field, is, value)) : undefined;
  return {
    field: field?.name ?? '',
    is,
    value,
    sort,
    cursor: search.get('cursor') ?? '',
    typed,
    where: typed === '' ? simple : typed,
    orderBy: orderFor(sort, fields),
  };
}
