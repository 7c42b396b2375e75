import type { Distribution, VersionManifest } from '../versions/version.schema.ts';
import { fieldsOf, sameDemand, type FieldRule } from './field-rule.schema.ts';

type Column = VersionManifest['columns'][number];

/** With fewer rows what holds of all of them says nothing. */
const ENOUGH_ROWS = 20;
/** So many different values at most are a list, when each comes so often on average. */
const LISTED_VALUES = 10;
const TIMES_EACH = 5;
const MOST_PROPOSED = 30;

/** Rules that the data keeps as it is and that nobody has declared yet; a person takes or leaves them. They advise. */
export function proposeRules(
  { rows, columns }: Pick<VersionManifest, 'rows' | 'columns'>,
  distributions: Readonly<Record<string, Distribution>>,
  declared: readonly FieldRule[],
): FieldRule[] {
  if (rows < ENOUGH_ROWS) return [];
  const told = (rule: FieldRule): boolean =>
    declared.some(
      (other) =>
        sameDemand(rule, other) ||
        (rule.kind === other.kind && String(fieldsOf(rule)) === String(fieldsOf(other))),
    );
  const proposed = [
    ...columns.flatMap((column) => uniqueOf(column, rows)),
    ...columns.flatMap((column) => allowedOf(column, distributions[column.name])),
    ...columns.flatMap(rangeOf),
    ...columns.flatMap((column) => requiredOf(column, rows)),
  ];
  return proposed.filter((rule) => !told(rule)).slice(0, MOST_PROPOSED);
}

const isName = ({ type }: Column): boolean => type === 'text' || type === 'integer';

const uniqueOf = ({ name, profile, ...column }: Column, rows: number): FieldRule[] =>
  isName({ name, profile, ...column }) && profile.nulls === 0 && profile.distinct === rows
    ? [{ kind: 'unique', fields: [name], blocks: false }]
    : [];

const requiredOf = ({ name, profile }: Column, rows: number): FieldRule[] =>
  profile.nulls === 0 && rows > 0 ? [{ kind: 'required', field: name, blocks: false }] : [];

/** Few values that come again and again, each of them among the most frequent ones. */
function allowedOf({ name, type, profile }: Column, distribution: Distribution | undefined): FieldRule[] {
  const top = distribution?.top ?? [];
  const told = top.reduce((sum, { count }) => sum + count, 0);
  const isList = top.length > 1 && top.length <= LISTED_VALUES && top.length === profile.distinct;
  if (type !== 'text' || !isList || told < top.length * TIMES_EACH) return [];
  return [{ kind: 'allowed', field: name, values: top.map(({ value }) => value), blocks: false }];
}

/** Numbers of which none is below zero; without a most, which the next version may well exceed. */
const rangeOf = ({ name, type, profile: { min } }: Column): FieldRule[] =>
  (type === 'integer' || type === 'decimal') && min !== null && !min.startsWith('-')
    ? [{ kind: 'range', field: name, least: '0', most: null, blocks: false }]
    : [];
