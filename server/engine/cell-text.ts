import type { ValueType } from '../../rules/expressions/query-tree.ts';

const SAFE = '9007199254740991';

/**
 * SQL for one value as JSON text. Decimals are written with all their digits; integers beyond ±(2^53 − 1), which
 * JavaScript would round, and everything that is not a number or a boolean are strings.
 */
export function jsonOf(sql: string, type: ValueType): string {
  switch (type) {
    case 'boolean':
    case 'decimal':
      return `coalesce(CAST(${sql} AS VARCHAR), 'null')`;
    case 'integer':
      return `CASE WHEN ${sql} BETWEEN -${SAFE} AND ${SAFE} THEN CAST(${sql} AS VARCHAR) WHEN ${sql} IS NULL THEN 'null' ELSE '"' || CAST(${sql} AS VARCHAR) || '"' END`;
    case 'date':
    case 'time':
    case 'datetime':
      return `coalesce('"' || ${textOf(sql, type)} || '"', 'null')`;
    case 'text':
    case 'geometry':
      return `coalesce(CAST(to_json(${textOf(sql, type)}) AS VARCHAR), 'null')`;
  }
}

/** SQL for one value as text: ISO 8601, plain decimals, `true` and `false`. */
export function textOf(sql: string, type: ValueType): string {
  if (type === 'text') return sql;
  if (type === 'datetime') return `replace(CAST(${sql} AS VARCHAR), ' ', 'T')`;
  return `CAST(${sql} AS VARCHAR)`;
}

/** SQL for text that a spreadsheet will not take for a formula. */
export const neutralOf = (sql: string): string =>
  `CASE WHEN regexp_matches(${sql}, '^[=+@\\t\\r-]') THEN '''' || ${sql} ELSE ${sql} END`;
