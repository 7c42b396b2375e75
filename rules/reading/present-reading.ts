import { Type, type Static } from 'typebox';
import type { MessageKey, Translate } from '../../locales/index.ts';
import { Nullable } from '../api/views.ts';
import type { Refusal } from './refusal.ts';
import {
  ColumnType,
  Dialect,
  ReadingFormat,
  ReadingTable,
  type NoteArguments,
  type Reading,
} from './reading.schema.ts';

const PresentedColumn = Type.Object({
  name: Type.String({
    description: 'Unique in the table: the label, made unique with _2; column_N without one',
  }),
  label: Type.String({
    description: 'The text of the header, levels joined with _; empty when there is none',
  }),
  type: ColumnType,
  unit: Nullable(
    Type.String({
      description:
        'Written beside every number of the column: 元, km; of % and ‰ the typed value then is the fraction. Or stated by the header or a title: 万元, %; the numbers then are as written',
    }),
  ),
  why: Type.String({ description: 'Why this type and not another, for people' }),
});

const PresentedWarning = Type.Object({
  code: Type.String(),
  row: Nullable(Type.Integer({ minimum: 1 })),
  column: Nullable(Type.Integer({ minimum: 1 })),
  message: Type.String({ description: 'What was noticed' }),
  remedy: Type.String({ description: 'What to do about it' }),
});

/** A reading as people and `kaishu read --json` see it: the sentences in one language, the inner plan left out. */
export const PresentedReading = Type.Object(
  {
    format: ReadingFormat,
    encoding: Type.String({ description: 'A WHATWG label, or utf-32le, utf-32be' }),
    dialect: Dialect,
    preambleRows: Type.Integer({ minimum: 0 }),
    headerRows: Type.Integer({ minimum: 0 }),
    footerRows: Type.Integer({ minimum: 0 }),
    columns: Type.Array(PresentedColumn),
    rows: Type.Integer({ minimum: 0, description: 'Rows of data' }),
    tables: Type.Array(ReadingTable),
    coordinateSystem: Nullable(Type.String()),
    warnings: Type.Array(PresentedWarning),
  },
  { $id: 'reading', title: 'What kaishu read --json prints' },
);
export type PresentedReading = Static<typeof PresentedReading>;

const sentence = (translate: Translate, key: string, args: NoteArguments): string =>
  // Codes come from the rules in this folder; a test holds every one of them against the locale.
  translate(key as MessageKey, args);

export function presentReading(reading: Reading, translate: Translate): PresentedReading {
  return {
    format: reading.format,
    encoding: reading.encoding,
    dialect: reading.dialect,
    preambleRows: reading.preambleRows,
    headerRows: reading.headerRows,
    footerRows: reading.footerRows,
    columns: reading.columns.map(({ name, label, type, unit, why }) => ({
      name,
      label,
      type,
      unit,
      why: sentence(translate, `reading.why.${why.code}`, why.args),
    })),
    rows: reading.rows,
    tables: reading.tables,
    coordinateSystem: reading.coordinateSystem,
    warnings: reading.warnings.map(({ code, row, column, args }) => ({
      code,
      row,
      column,
      message: sentence(translate, `reading.warning.${code}.message`, args),
      remedy: sentence(translate, `reading.warning.${code}.remedy`, args),
    })),
  };
}

/** The sentence of a refusal, from the `reason` and `args` that its Problem carries. */
export const refusalDetail = (
  { reason, args }: Pick<Refusal, 'reason' | 'args'>,
  translate: Translate,
): string => sentence(translate, `reading.refusal.${reason}`, args);
