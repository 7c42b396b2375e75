import {
  COLUMN_TYPES,
  type ColumnType,
  type Reading,
  type ReadingChoices,
} from '../../../rules/reading/reading.schema.ts';
import { choiceOf, integerOf, textOf, wordsOf } from '../form-data.ts';

/** Encodings that files of this country come in; WHATWG labels. */
export const ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'shift_jis',
  'euc-kr',
] as const;

export const DELIMITERS = { comma: ',', tab: '\t', semicolon: ';', pipe: '|', space: ' ' } as const;
export type DelimiterName = keyof typeof DELIMITERS;
export const DELIMITER_NAMES = Object.keys(DELIMITERS) as DelimiterName[];

/** The name of a column's control: columns are numbered, since their names can be anything. */
export const typeControl = (place: number): string => `type.${String(place)}`;

/**
 * What the form corrects: a control that still says what was understood adds nothing, unless it was chosen before.
 * Without a reading (a refused file) every filled control counts.
 */
export function choicesFrom(form: FormData, reading: Reading | null, before: ReadingChoices): ReadingChoices {
  const encoding = textOf(form, 'encoding');
  const delimiter = choiceOf(form, 'delimiter', DELIMITER_NAMES);
  const wished: ReadingChoices = {
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter: DELIMITERS[delimiter] }),
    ...counts(form),
  };
  const understood: ReadingChoices = reading ? { ...reading, delimiter: reading.dialect.delimiter } : {};
  const changed = Object.fromEntries(
    Object.entries(wished).filter(([name, value]) => {
      const key = name as keyof ReadingChoices;
      return key in before || understood[key] !== value;
    }),
  );
  const missing = wordsOf(form, 'missing');
  const leftOutRows = rowsFrom(textOf(form, 'leftOutRows'));
  const types = reading ? typesFrom(form, reading, before) : (before.types ?? {});
  const { quote, escape } = before;
  return {
    ...(quote === undefined ? {} : { quote }),
    ...(escape === undefined ? {} : { escape }),
    ...changed,
    ...(missing.length > 0 ? { missing } : {}),
    ...(leftOutRows.length > 0 ? { leftOutRows } : {}),
    ...(Object.keys(types).length > 0 ? { types } : {}),
  };
}

const COUNTS = ['table', 'preambleRows', 'headerRows', 'footerRows'] as const;

function counts(form: FormData): Pick<ReadingChoices, (typeof COUNTS)[number]> {
  const found = COUNTS.map((name) => [name, integerOf(form, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== null));
}

function typesFrom(form: FormData, { columns }: Reading, { types = {} }: ReadingChoices) {
  const chosen: Record<string, ColumnType> = {};
  columns.forEach(({ name, type }, place) => {
    const wish = choiceOf(form, typeControl(place), COLUMN_TYPES);
    const before = types[name];
    if (wish !== null && (wish !== type || before !== undefined)) chosen[name] = wish;
  });
  return chosen;
}

const MOST_ROWS = 100_000;

/** “218, 300-302” → [218, 300, 301, 302]; what is neither number nor range is passed over. */
export function rowsFrom(text: string): number[] {
  const rows = new Set<number>();
  for (const part of text.split(/[,，、;；\s]+/)) {
    const range = /^(\d{1,9})(?:[-–~～](\d{1,9}))?$/.exec(part);
    if (!range) continue;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    for (let row = Math.max(1, first); row <= last && rows.size < MOST_ROWS; row += 1) rows.add(row);
  }
  return [...rows].sort((a, b) => a - b);
}

/** [218, 300, 301, 302] → “218, 300-302” */
export function rowsText(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}
