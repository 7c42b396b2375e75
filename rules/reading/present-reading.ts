import type { MessageKey, Translate } from '../../locales/index.ts';
import type { Refusal } from './refusal.ts';
import type { NoteArguments, Reading, ReadingColumn, ReadingTable } from './reading.schema.ts';

export interface PresentedWarning {
  code: string;
  row: number | null;
  column: number | null;
  message: string;
  remedy: string;
}

/** A reading as people and `kaishu read --json` see it: the sentences in one language, the inner plan left out. */
export interface PresentedReading extends Omit<
  Reading,
  'columns' | 'warnings' | 'plan' | 'table' | 'tables'
> {
  columns: (Pick<ReadingColumn, 'name' | 'label' | 'type' | 'unit'> & { why: string })[];
  tables: ReadingTable[];
  warnings: PresentedWarning[];
}

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
