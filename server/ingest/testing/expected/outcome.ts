import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static, type TProperties } from 'typebox';
import { Value } from 'typebox/value';
import { ColumnType } from '../../../../rules/reading/reading.schema.ts';

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Choice = <T extends Parameters<typeof Type.Array>[0]>(one: T) => Type.Union([one, Type.Array(one)]);
const closed = <T extends TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

/** What must be true of a reading, as expected/README.md says of each; a list of plain values is a choice. */
export const ExpectedReading = Type.Intersect([
  Type.Object({ as: Type.Literal('read') }),
  Type.Partial(
    Type.Object({
      format: Choice(Text),
      encoding: Choice(Text),
      rows: Choice(Count),
      columns: Choice(Count),
      preambleRows: Choice(Count),
      headerRows: Choice(Count),
      footerRows: Choice(Count),
      header: Choice(Text),
      headerSet: Type.Array(Text),
      types: Type.Array(Type.Union([ColumnType, Type.Null()])),
      typeOf: Type.Record(Text, ColumnType),
      coordinateSystem: Type.Array(Type.Union([Text, Type.Null()])),
      tables: Type.Array(Type.Union([Text, Type.Tuple([Text, Count])])),
      tablesLike: Text,
      sheet: Text,
      filled: Count,
      digest: Text,
      grid: Choice(Text),
      spots: Type.Array(Type.Tuple([Count, Text])),
      cells: Type.Array(Type.Tuple([Count, Type.Union([Count, Text]), Text])),
      texts: Type.Array(Text),
      warns: Type.Boolean(),
    }),
  ),
]);
export type ExpectedReading = Static<typeof ExpectedReading>;

export const ExpectedRefusal = closed({
  as: Type.Literal('refused'),
  codes: Type.Array(Text),
  says: Type.Optional(Text),
});
export type ExpectedRefusal = Static<typeof ExpectedRefusal>;

const Expectation = closed({
  note: Type.Optional(Text),
  accept: Type.Array(Type.Union([ExpectedReading, ExpectedRefusal])),
});
export type Expectation = Static<typeof Expectation>;

const stored = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

/** Expectations by path below the data folder's part. */
export const expectedOf = (part: 'hostile' | 'city'): [string, Expectation][] =>
  Object.entries(Value.Parse(Type.Record(Text, Expectation), stored(`${part}.json`)));

const Yearly = Type.Record(Text, Type.Record(Text, Type.Tuple([Count, Text, Text])));

/** The yearbook's files: one header row and 37 rows each. */
export const yearlyFiles = (): [string, Expectation][] =>
  Object.entries(Value.Parse(Yearly, stored('city-yearly.json'))).flatMap(([folder, files]) =>
    Object.entries(files).map(([name, [columns, header, digest]]): [string, Expectation] => [
      join('nbs_yearly', folder, name),
      {
        accept: [
          {
            ...{
              as: 'read',
              format: 'csv',
              encoding: 'utf-8',
              preambleRows: 0,
              headerRows: 1,
              footerRows: 0,
            },
            ...{ rows: 37, columns, header: `#${header}`, digest, coordinateSystem: [null] },
          },
        ],
      },
    ]),
  );
