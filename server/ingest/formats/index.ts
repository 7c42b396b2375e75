import type { ReadingFormat } from '../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { delimited } from './delimited.ts';
import type { TableFormat } from './format.ts';
import type { FileKind } from './identify.ts';
import { oldWorkbook } from './sheets/old-workbook.ts';
import { xlsx } from './sheets/xlsx/xlsx.ts';

const FORMATS: Partial<Record<FileKind, TableFormat>> = {
  text: delimited,
  xlsx,
  xls: oldWorkbook,
};

/** The format that reads a kind of file. Throws `unsupported-format` for one that is known and not read. */
export function formatFor(kind: FileKind): TableFormat {
  if (kind === 'html') refuse('unsupported-format', 'html-table');
  return FORMATS[kind] ?? refuse('unsupported-format', 'format', { format: kind });
}

const KINDS: Record<ReadingFormat, FileKind> = {
  csv: 'text',
  tsv: 'text',
  delimited: 'text',
  xlsx: 'xlsx',
};

/** The format that a reading was made by. */
export const formatOf = ({ format }: { format: ReadingFormat }): TableFormat => formatFor(KINDS[format]);
