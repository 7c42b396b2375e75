import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { expressionProblem } from '../../rules/expressions/expression-problem.ts';
import type { ArrowColumn, ArrowType } from './arrow-schema.ts';

type Values = readonly DuckDBValue[];

/** A column as Arrow lays it out: which values are there, then the values. Throws `invalid-expression` beyond 38 digits. */
export function arrowColumn({ kind }: ArrowType, values: Values): ArrowColumn {
  const { missing, present } = presence(values);
  return { missing, buffers: [present, ...LAYOUTS[kind](values)] };
}

const LAYOUTS: Record<ArrowType['kind'], (values: Values) => Buffer[]> = {
  int64: (values) => [fixed(values, 8, (bytes, at, value) => bytes.writeBigInt64LE(integerOf(value), at))],
  float64: (values) => [fixed(values, 8, (bytes, at, value) => bytes.writeDoubleLE(Number(value), at))],
  decimal128: (values) => [fixed(values, 16, writeDecimal)],
  date32: (values) => [
    fixed(values, 4, (bytes, at, value) => {
      if (value instanceof DuckDBDateValue) bytes.writeInt32LE(value.days, at);
    }),
  ],
  time64: (values) => [
    fixed(values, 8, (bytes, at, value) => {
      if (value instanceof DuckDBTimeValue) bytes.writeBigInt64LE(value.micros, at);
    }),
  ],
  timestamp: (values) => [
    fixed(values, 8, (bytes, at, value) => {
      if (value instanceof DuckDBTimestampValue) bytes.writeBigInt64LE(value.micros, at);
    }),
  ],
  bool: (values) => [bits(values, (value) => value === true)],
  utf8: texts,
};

type Write = (bytes: Buffer, at: number, value: Exclude<DuckDBValue, null>) => void;

/** Values of so many bytes each; where one is missing, zeros. */
function fixed(values: Values, size: number, write: Write): Buffer {
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, index) => {
    if (value !== null) write(bytes, index * size, value);
  });
  return bytes;
}

const integerOf = (value: Exclude<DuckDBValue, null>): bigint =>
  typeof value === 'bigint' ? value : BigInt(Number(value));

const LARGEST = 10n ** 38n - 1n;

const writeDecimal: Write = (bytes, at, value) => {
  const digits = value instanceof DuckDBDecimalValue ? value.value : integerOf(value);
  if (digits > LARGEST || digits < -LARGEST) throw beyondDigits();
  bytes.writeBigUInt64LE(BigInt.asUintN(64, digits), at);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, digits >> 64n), at + 8);
};

const beyondDigits = () =>
  expressionProblem({
    reason: 'expression.out-of-range',
    part: 'select',
    position: 1,
    found: '',
    expected: [],
  });

function bits(values: Values, isSet: (value: DuckDBValue) => boolean): Buffer {
  const bytes = Buffer.alloc(Math.ceil(values.length / 8));
  values.forEach((value, index) => {
    if (isSet(value)) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bytes;
}

const NOTHING_MISSING = Buffer.alloc(0);

function presence(values: Values): { missing: number; present: Buffer } {
  let missing = 0;
  for (const value of values) if (value === null) missing += 1;
  return { missing, present: missing === 0 ? NOTHING_MISSING : bits(values, (value) => value !== null) };
}

/** Where each text ends, then the texts. */
function texts(values: Values): Buffer[] {
  const ends = Buffer.alloc((values.length + 1) * 4);
  const all: string[] = [];
  let end = 0;
  values.forEach((value, index) => {
    if (typeof value === 'string') {
      all.push(value);
      end += Buffer.byteLength(value);
    }
    ends.writeInt32LE(end, (index + 1) * 4);
  });
  return [ends, Buffer.from(all.join(''))];
}
