import {
  COLUMN_TYPES,
  type ColumnType,
  type Reading,
  type ReadingChoices,
} from '../../../rules/reading/reading.schema.ts';
import { remediesOf, takeRemedies } from '../../../rules/reading/remedies.ts';
import { ROW_CHOICES, withRowRole } from '../../../rules/reading/remedies-row-role.ts';
import { rolesOf } from '../../../rules/reading/roles.ts';
import { originalNames } from '../../../rules/reading/saved-reading.ts';
import type { Survey } from '../../../rules/reading/survey.ts';
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

/** The form that takes every correction, wherever on the page its controls stand. */
export const CORRECTIONS = 'corrections';

/** Names of controls: columns are numbered, since their names can be anything. */
export const control = {
  type: (place: number): string => `type.${String(place)}`,
  name: (place: number): string => `name.${String(place)}`,
  unit: (place: number): string => `unit.${String(place)}`,
  role: (row: number): string => `role.${String(row)}`,
  remedy: (key: string): string => `remedy.${key}`,
};

interface Corrected {
  /** null for a file that was refused. */
  reading: Reading | null;
  survey: Survey | null;
  choices: ReadingChoices;
}

/**
 * What the form corrects: a control that still says what was understood adds nothing, unless it was chosen before.
 * Without a reading (a refused file) every filled control counts. Another table is another thing altogether: what was
 * said of the rows and columns of the first is forgotten.
 */
export function choicesFrom(form: FormData, { reading, survey, choices: before }: Corrected): ReadingChoices {
  const table = integerOf(form, 'table');
  if (reading && table !== null && table !== reading.table) return { table };
  const framed = { ...withoutFormParts(before, form), ...frameFrom(form, reading, before) };
  if (!reading) return framed;
  const named = { ...framed, ...columnsFrom(form, reading, before) };
  const mended = takeRemedies(
    remediesOf(reading, before, survey),
    (key) => textOf(form, control.remedy(key)) || null,
    named,
  );
  return withRoles(form, reading, before, mended);
}

const FRAME = ['encoding', 'delimiter', 'table', 'preambleRows', 'headerRows', 'footerRows'] as const;
const LISTS = ['missing', 'leftOutRows'] as const;
const COLUMNS = ['types', 'names', 'units'] as const;

/** What was chosen before and has no control in this form. */
function withoutFormParts(before: ReadingChoices, form: FormData): ReadingChoices {
  const inForm = new Set<string>([...FRAME, ...LISTS].filter((part) => form.has(part)));
  if (form.has(control.type(0))) for (const part of COLUMNS) inForm.add(part);
  return Object.fromEntries(Object.entries(before).filter(([part]) => !inForm.has(part)));
}

function frameFrom(form: FormData, reading: Reading | null, before: ReadingChoices): ReadingChoices {
  const encoding = textOf(form, 'otherEncoding') || textOf(form, 'encoding');
  const delimiter = choiceOf(form, 'delimiter', DELIMITER_NAMES);
  const missing = wordsOf(form, 'missing');
  const leftOutRows = rowsFrom(textOf(form, 'leftOutRows'));
  const wished: ReadingChoices = {
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter: DELIMITERS[delimiter] }),
    ...counts(form),
  };
  const understood = reading ? { ...reading, delimiter: reading.dialect.delimiter } : null;
  const changed = FRAME.filter(
    (part) => part in wished && (part in before || understood?.[part] !== wished[part]),
  );
  return {
    ...Object.fromEntries(changed.map((part) => [part, wished[part]])),
    ...(missing.length > 0 ? { missing } : {}),
    ...(leftOutRows.length > 0 ? { leftOutRows } : {}),
  };
}

const COUNTS = ['table', 'preambleRows', 'headerRows', 'footerRows'] as const;

function counts(form: FormData): Pick<ReadingChoices, (typeof COUNTS)[number]> {
  const found = COUNTS.map((name) => [name, integerOf(form, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== null));
}

/** Types, names and units, each under the name that the column has from its header. */
function columnsFrom(form: FormData, reading: Reading, before: ReadingChoices): ReadingChoices {
  const types: Record<string, ColumnType> = { ...before.types };
  const names: Record<string, string> = { ...before.names };
  const units: Record<string, string> = { ...before.units };
  const originals = originalNames(reading);
  reading.columns.forEach((column, place) => {
    const original = originals[place];
    if (original === undefined || !form.has(control.type(place))) return;
    const type = choiceOf(form, control.type(place), COLUMN_TYPES);
    if (type !== null && type !== column.type) types[original] = type;
    const name = textOf(form, control.name(place)).slice(0, 200);
    if (name !== column.name) names[original] = name || original;
    const unit = textOf(form, control.unit(place)).slice(0, 40);
    if (form.has(control.unit(place)) && unit !== (column.unit ?? '')) units[original] = unit;
  });
  const renamed = Object.fromEntries(Object.entries(names).filter(([original, name]) => original !== name));
  const given = { types, names: renamed, units };
  return Object.fromEntries(Object.entries(given).filter(([, each]) => Object.keys(each).length > 0));
}

function withRoles(
  form: FormData,
  reading: Reading,
  before: ReadingChoices,
  choices: ReadingChoices,
): ReadingChoices {
  const roleAt = rolesOf(reading, before);
  let now = choices;
  for (const key of form.keys()) {
    const row = Number(/^role\.(\d{1,9})$/.exec(key)?.[1] ?? 0);
    const wish = row > 0 ? choiceOf(form, key, ROW_CHOICES) : null;
    if (wish !== null && wish !== roleAt(row, false)) now = withRowRole(row, wish, reading, now);
  }
  return now;
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
