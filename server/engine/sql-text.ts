import {
  BIGINT,
  DECIMAL,
  DuckDBDecimalValue,
  HUGEINT,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';

/** Collects the values of one statement; SQL text only ever carries their numbers. */
export interface Parameters {
  values: DuckDBValue[];
  types: DuckDBType[];
}

export const noParameters = (): Parameters => ({ values: [], types: [] });

export function bindText(parameters: Parameters, value: string): string {
  return bind(parameters, value, VARCHAR);
}

const LARGEST_BIGINT = 2n ** 63n - 1n;

/** Binds an exact number: digits, perhaps with a point. */
export function bindNumber(parameters: Parameters, written: string): string {
  const [whole = '', fraction = ''] = written.split('.');
  const digits = fraction.replace(/0+$/, '');
  if (digits === '') {
    const value = BigInt(whole || '0');
    return bind(parameters, value, value <= LARGEST_BIGINT ? BIGINT : HUGEINT);
  }
  const value = BigInt(whole + digits);
  // One digit before the point: without it the engine writes `.5`, which is no JSON.
  const width = Math.max(String(value).length, digits.length + 1);
  return bind(parameters, new DuckDBDecimalValue(value, width, digits.length), DECIMAL(width, digits.length));
}

function bind(parameters: Parameters, value: DuckDBValue, type: DuckDBType): string {
  parameters.values.push(value);
  parameters.types.push(type);
  return `$${parameters.values.length}`;
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
