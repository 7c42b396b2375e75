import type { ColumnType } from '../../../rules/reading/reading.schema.ts';
import { printExpression, printName, type Printable } from '../../../rules/expressions/print.ts';
import { containing, joined, searchOf } from './search-condition.ts';

/** How a visitor can compare without knowing the expression language. */
export const COMPARISONS = ['contains', 'equals', 'least', 'most', 'empty'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface PreviewField {
  name: string;
  label: string;
  type: ColumnType;
}

/** One comparison of a field. */
export interface FieldFilter {
  field: string;
  is: Comparison;
  value: string;
}

/** What the page's address asks of the rows. */
export interface PreviewQuery {
  /** Words to look for in all text fields of all rows. */
  words: string;
  /** In how many text fields they are looked for. */
  searched: number;
  filters: readonly FieldFilter[];
  /** The name of a field, with a minus before it for descending. */
  sort: string;
  cursor: string;
  /** A condition in the expression language, as the visitor wrote it. */
  typed: string;
  /** All of these together. */
  where: string | undefined;
  orderBy: string | undefined;
}

const MOST_FILTERS = 8;
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

const OPERATORS = { equals: '=', least: '>=', most: '<=' } as const;

function conditionFor(field: PreviewField, is: Comparison, value: string): Printable {
  const operand: Printable = { kind: 'name', name: field.name };
  if (is === 'empty') return { kind: 'is', negated: false, operand, what: 'null' };
  if (is === 'contains' && field.type === 'text') return containing(field, value);
  // Only text can contain; of numbers and dates the same wish asks for the value itself.
  const operator = OPERATORS[is === 'contains' ? 'equals' : is];
  return { kind: 'compare', operator, left: operand, right: literal(value, field.type) };
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

/** As an address keeps it; the value comes last, for it may hold anything. */
const written = ({ field, is, value }: FieldFilter): string => `${is}:${field}:${value}`;

function readFilter(text: string, fields: readonly PreviewField[]): FieldFilter | undefined {
  const is = COMPARISONS.find((known) => text.startsWith(`${known}:`));
  if (is === undefined) return undefined;
  const rest = text.slice(is.length + 1);
  const [field] = fields
    .map(({ name }) => name)
    .filter((name) => rest.startsWith(`${name}:`))
    .sort((a, b) => b.length - a.length);
  return field === undefined ? undefined : { field, is, value: rest.slice(field.length + 1).trim() };
}

/** The comparison that a form sends in three parts. */
const sentFilter = (search: URLSearchParams): FieldFilter => ({
  field: search.get('field') ?? '',
  is: COMPARISONS.find((known) => known === search.get('is')) ?? 'contains',
  value: search.get('value')?.trim() ?? '',
});

function filtersIn(search: URLSearchParams, fields: readonly PreviewField[]): FieldFilter[] {
  const kept = search.getAll('filter').map((text) => readFilter(text, fields));
  return [...kept, sentFilter(search)]
    .filter((filter) => filter !== undefined)
    .filter(({ is, value }) => value !== '' || is === 'empty')
    .filter(({ field }) => fields.some(({ name }) => name === field))
    .slice(0, MOST_FILTERS);
}

/** Reads words, filters, sorting and place from a page's address; parts that name no field are left out. */
export function readPreviewQuery(search: URLSearchParams, fields: readonly PreviewField[]): PreviewQuery {
  const words = search.get('q')?.trim() ?? '';
  const filters = filtersIn(search, fields);
  const sort = search.get('sort') ?? '';
  const typed = search.get('where')?.trim() ?? '';
  const found = searchOf(words, fields);
  const terms = [...(found ? [found.condition] : []), ...conditionsOf(filters, fields)];
  const orderBy = orderFor(sort, fields);
  return {
    ...{ words, searched: found?.fields ?? 0, filters, typed, where: conditionOf(typed, terms), orderBy },
    sort: orderBy === undefined ? '' : sort,
    cursor: search.get('cursor') ?? '',
  };
}

const conditionsOf = (filters: readonly FieldFilter[], fields: readonly PreviewField[]): Printable[] =>
  filters.flatMap(({ field, is, value }) => {
    const known = fields.find(({ name }) => name === field);
    return known ? [conditionFor(known, is, value)] : [];
  });

/** What was written comes first and alone as it is, so that a place in it is the same place in the whole. */
function conditionOf(typed: string, terms: readonly Printable[]): string | undefined {
  const rest = terms.length === 0 ? undefined : printExpression(joined('and', terms));
  if (typed === '') return rest;
  if (rest === undefined) return typed;
  const [only] = terms;
  const bracketed = terms.length === 1 && only?.kind === 'logic' && only.operator === 'or';
  return `(${typed}) and ${bracketed ? `(${rest})` : rest}`;
}

export type Asked = Pick<PreviewQuery, 'words' | 'filters' | 'typed' | 'sort' | 'cursor'>;

/** The same wish as parts of an address, the shortest way to say it; names may come more than once. */
export function parametersOf({ words, filters, typed, sort, cursor }: Partial<Asked>): [string, string][] {
  const parts: [string, string | undefined][] = [
    ['q', words],
    ...(filters ?? []).map((filter): [string, string] => ['filter', written(filter)]),
    ['where', typed],
    ['sort', sort],
    ['cursor', cursor],
  ];
  return parts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
}

/** Where the rows that are asked for are shown. */
export function previewLink(code: string, asked: Partial<Asked>): string {
  const query = new URLSearchParams(parametersOf(asked)).toString();
  return `/datasets/${code}${query ? `?${query}` : ''}#preview`;
}
