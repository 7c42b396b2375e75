import { fieldsOf, type FieldRule } from '../rules/field-rules/field-rule.schema.ts';
import type { ColumnType } from '../rules/reading/reading.schema.ts';

/** Runs a query whose values are all texts. */
export type AskTexts = (sql: string) => Promise<readonly (readonly (string | null)[])[]>;

/** A table as a query names it, with the fields that rules are about. */
export interface RuledTable {
  /** What stands after FROM; each row has its `file_row_number` from 0, after `place`. */
  from: string;
  /** How the row number and the fields are called there. */
  rowNumber: string;
  columns: ReadonlyMap<string, { sql: string; type: ColumnType }>;
}

/** A table as the engine found it, whose row numbers stand beside its columns. */
export function ruledTable(
  { from, columns }: { from: string; columns: ReadonlyMap<string, { sql: string }> },
  fields: readonly { name: string; type: ColumnType }[],
): RuledTable {
  const known = fields.flatMap(({ name, type }): [string, { sql: string; type: ColumnType }][] => {
    const column = columns.get(name);
    return column ? [[name, { sql: `t.${column.sql}`, type }]] : [];
  });
  return { from, rowNumber: 't.file_row_number', columns: new Map(known) };
}

/** How a table breaks a rule. */
export interface Breach {
  /** Rows that break it; of `unique`, those beyond the first of their value. */
  count: number;
  /** The first ones, at most five: rows count from 1. */
  examples: { row: number; value: string | null }[];
}

const EXAMPLES = 5;
const LONGEST_VALUE = 200;
/** Rules that one pass over the table looks at. */
const AT_ONCE = 24;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** How the table breaks each of the rules, all of which are about its fields; in their order. */
export async function breachesOf(
  ask: AskTexts,
  table: RuledTable,
  rules: readonly FieldRule[],
): Promise<Breach[]> {
  const breaches = new Map<FieldRule, Broken>();
  const byRow = rules.filter(({ kind }) => kind !== 'unique');
  for (let at = 0; at < byRow.length; at += AT_ONCE) {
    const some = byRow.slice(at, at + AT_ONCE);
    const found = await brokenByRow(ask, table, some);
    for (const [place, rule] of some.entries()) breaches.set(rule, found[place] ?? NONE);
  }
  for (const rule of rules)
    if (rule.kind === 'unique') breaches.set(rule, await repeated(ask, table, rule.fields));
  return withValues(ask, table, rules, (rule) => breaches.get(rule) ?? NONE);
}

interface Broken {
  count: number;
  /** From 0. */
  rows: readonly number[];
}
const NONE: Broken = { count: 0, rows: [] };

const rowsIn = (json: string | null | undefined): number[] =>
  json ? (JSON.parse(json) as unknown[]).map(Number) : [];

async function brokenByRow(ask: AskTexts, table: RuledTable, rules: readonly FieldRule[]): Promise<Broken[]> {
  const asked = rules.flatMap((rule) => {
    const filter = `FILTER (WHERE ${conditionOf(rule, table)})`;
    return [
      `CAST(count(*) ${filter} AS VARCHAR)`,
      `CAST(to_json(min(${table.rowNumber}, ${EXAMPLES}) ${filter}) AS VARCHAR)`,
    ];
  });
  const [answer = []] = await ask(`SELECT ${asked.join(', ')} FROM ${table.from}`);
  return rules.map((_, place) => ({
    count: Number(answer[place * 2]),
    rows: rowsIn(answer[place * 2 + 1]),
  }));
}

/** Of each value that comes again the last row is told. */
async function repeated(ask: AskTexts, table: RuledTable, fields: readonly string[]): Promise<Broken> {
  const cells = fields.map((name) => columnOf(table, name).sql);
  const [[count, rows] = []] = await ask(
    `SELECT CAST(sum(n - 1) AS VARCHAR), CAST(to_json(min(place, ${EXAMPLES})) AS VARCHAR) FROM (
       SELECT count(*) AS n, max(${table.rowNumber}) AS place FROM ${table.from}
       WHERE ${cells.map((cell) => `${cell} IS NOT NULL`).join(' AND ')}
       GROUP BY ${cells.join(', ')} HAVING count(*) > 1)`,
  );
  return { count: Number(count ?? 0), rows: rowsIn(rows) };
}

function columnOf({ columns }: RuledTable, name: string): { sql: string; type: ColumnType } {
  const column = columns.get(name);
  if (!column) throw new Error(`a rule is about the field ${name}, which the table has not`);
  return column;
}

/** True for a row that breaks the rule; a missing value breaks nothing but `required`. */
function conditionOf(rule: FieldRule, table: RuledTable): string {
  if (rule.kind === 'unique') throw new Error('repetitions are not seen row by row');
  const { sql, type } = columnOf(table, rule.field);
  const text = `CAST(${sql} AS VARCHAR)`;
  switch (rule.kind) {
    case 'required':
      return `${sql} IS NULL`;
    case 'range':
      return outside(type === 'datetime' ? `CAST(${sql} AS DATE)` : sql, rule, (bound) =>
        type === 'date' || type === 'datetime' ? `DATE ${quoted(bound)}` : bound,
      );
    case 'pattern':
      return `NOT regexp_full_match(${text}, ${quoted(rule.pattern)})`;
    case 'allowed':
      return `${text} NOT IN (${rule.values.map(quoted).join(', ')})`;
    case 'length':
      return outside(`length(${text})`, rule, String);
  }
}

function outside<T>(
  value: string,
  { least, most }: { least: T | null; most: T | null },
  literal: (bound: T) => string,
): string {
  const under = least === null ? [] : [`${value} < ${literal(least)}`];
  const over = most === null ? [] : [`${value} > ${literal(most)}`];
  return `(${[...under, ...over].join(' OR ')})`;
}

async function withValues(
  ask: AskTexts,
  table: RuledTable,
  rules: readonly FieldRule[],
  brokenOf: (rule: FieldRule) => Broken,
): Promise<Breach[]> {
  const wanted = [...new Set(rules.flatMap((rule) => brokenOf(rule).rows))];
  const names = [...new Set(rules.filter((rule) => brokenOf(rule).count > 0).flatMap(fieldsOf))];
  const cells = names.map((name) => `left(CAST(${columnOf(table, name).sql} AS VARCHAR), ${LONGEST_VALUE})`);
  const found =
    wanted.length === 0
      ? []
      : await ask(
          `SELECT CAST(${table.rowNumber} AS VARCHAR), ${cells.join(', ')} FROM ${table.from}
           WHERE ${table.rowNumber} IN (${wanted.join(', ')})`,
        );
  const rows = new Map(found.map(([row, ...values]) => [Number(row), values]));
  const valueAt = (row: number, rule: FieldRule): string | null => {
    const values = fieldsOf(rule).map((name) => rows.get(row)?.[names.indexOf(name)] ?? null);
    return values.length === 1 ? (values[0] ?? null) : values.map((value) => value ?? '').join(' · ');
  };
  return rules.map((rule) => {
    const { count, rows: first } = brokenOf(rule);
    return { count, examples: first.map((row) => ({ row: row + 1, value: valueAt(row, rule) })) };
  });
}
