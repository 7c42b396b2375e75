import type { ColumnType } from '../../../../rules/reading/reading.schema.ts';
import { sqlName } from '../../duckdb.ts';

/** A column of a Parquet file: what the engine says it is, and how its text is asked for. */
export interface ParquetColumn {
  label: string;
  /** Null where the values decide: numbers that may not fit the engine's own types. */
  type: ColumnType | null;
  expression: string;
  /** Values may be NaN or an infinity, and may be written with an exponent. */
  isFloating: boolean;
  isZoned: boolean;
}

const INTEGER = /^U?(TINY|SMALL|BIG)?INT(EGER)?$|^UINTEGER$/;
const NESTED = /\]$|^(STRUCT|MAP|UNION|LIST)\b/;
const MOMENTS: Readonly<Record<string, ColumnType>> = {
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'datetime',
  TIMESTAMP_S: 'datetime',
  TIMESTAMP_MS: 'datetime',
};

function typeOf(engineType: string): ColumnType | null {
  if (engineType === 'BOOLEAN') return 'boolean';
  if (engineType.startsWith('DECIMAL')) return 'decimal';
  if (engineType === 'UBIGINT' || /^(U?HUGEINT|FLOAT|DOUBLE)$/.test(engineType)) return null;
  if (INTEGER.test(engineType)) return 'integer';
  if (engineType.startsWith('TIMESTAMP WITH') || engineType === 'TIMESTAMP_NS') return null;
  return MOMENTS[engineType] ?? 'text';
}

function expressionOf(name: string, engineType: string): string {
  const cell = sqlName(name);
  if (NESTED.test(engineType)) return `CAST(to_json(${cell}) AS VARCHAR)`;
  // Old writers keep texts as plain bytes.
  if (engineType === 'BLOB') return `coalesce(TRY(decode(${cell})), hex(${cell}))`;
  if (engineType.startsWith('TIMESTAMP WITH')) return `CAST(${cell} AT TIME ZONE 'Asia/Shanghai' AS VARCHAR)`;
  return `CAST(${cell} AS VARCHAR)`;
}

export const parquetColumn = (name: string, engineType: string): ParquetColumn => ({
  label: name,
  type: typeOf(engineType),
  expression: expressionOf(name, engineType),
  isFloating: engineType === 'FLOAT' || engineType === 'DOUBLE',
  isZoned: engineType.startsWith('TIMESTAMP WITH'),
});

/** A number without exponent, the same value digit for digit; `''` for NaN and infinities. */
export function plainNumber(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text);
  if (!parts) return '';
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  if (exponent === undefined) return text;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const rest = padded.slice(at).replace(/0+$/, '');
  return `${sign}${padded.slice(0, at)}${rest === '' ? '' : `.${rest}`}`;
}
