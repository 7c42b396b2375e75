import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Nullable } from '../api/views.ts';

/** How far one question goes: what is beyond is said in the answer, never passed over. */
export const VALUE_LIMITS = {
  /** Datasets whose frequent values are looked at, those updated last first. */
  datasets: 300,
  /** Tables that are looked at row by row, and how large they may be. */
  tables: 30,
  rows: 300_000,
  milliseconds: 1500,
  /** Text fields of a table. */
  fields: 20,
} as const;

const ValueMatch = Type.Object({
  code: Type.String(),
  name: Type.String(),
  publisher: Type.String(),
  /** Rows of the dataset. */
  rows: Type.Integer(),
  /** Fields that have it, each with one such value, and in how many rows where that is known. */
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      value: Type.String(),
      rows: Nullable(Type.Integer()),
    }),
  ),
});
export type ValueMatch = Static<typeof ValueMatch>;

const Looked = Type.Object({
  /** Datasets that are open without conditions and have data. */
  open: Type.Integer(),
  /** Of these, those whose frequent values were looked at. */
  datasets: Type.Integer(),
  /** Of these, those that were looked at row by row, and their rows. */
  searched: Type.Integer(),
  rows: Type.Integer(),
  /** Not looked at row by row: too large, or for lack of time. */
  tooLarge: Type.Integer(),
  noTime: Type.Integer(),
  /** Fields left out that may tell of people. */
  hiddenFields: Type.Integer(),
});
export type Looked = Static<typeof Looked>;

export const findValues = operation({
  id: 'findValues',
  method: 'GET',
  path: '/values',
  summary:
    'Which datasets that are open without conditions have a company, a place or another name in their data: by their frequent values, then row by row within limits; fields that may tell of people are left out',
  tag: 'Discovery',
  query: Type.Object({
    q: Type.String({ minLength: 2, maxLength: 60, description: 'A part of a value, whatever its case' }),
  }),
  response: Type.Object({ items: Type.Array(ValueMatch), looked: Looked }),
  problems: [],
});
