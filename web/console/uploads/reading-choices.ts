import {
  COLUMN_TYPES,
  type ColumnType,
  type Reading,
  type ReadingChoices,
} from '../../../rules/reading/reading.schema.ts';
import { remediesOf, takeRemedies } from '../../../rules/reading/remedies.ts';
import { ROW_CHOICES, withRowRole } from '../../../rules/reading/remedies-row-role.ts';
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

/** Beside each control, unseen: what it said when the page was made. */
export const shownAs = (name: string): string => `was.${name}`;

/** What a person changed in a control; null where it still says what the page showed. */
function changed(form: FormData, name: string): string | null {
  if (!form.has(name)) return null;
  const said = textOf(form, name);
  return said === textOf(form, shownAs(name)) ? null : said;
}

/**
 * The choices before, with what the form changes: only controls that say something else than the page showed count, so
 * that a form of a moment ago takes nothing back. Another table is another thing altogether: what was said of the rows
 * and columns of the first is forgotten. `reading` is null for a file that was refused.
 */
export function choicesFrom(form: FormData, { reading, survey, choices: before }: Corrected): ReadingChoices {
  const table = changed(form, 'table');
  if (table !== null && /^\d{1,6}$/.test(table)) return { table: Number(table) };
  const framed = withFrame(form, before);
  if (!reading) return framed;
  const named = withColumns(form, reading, framed);
  const remedies = remediesOf(reading, before, survey);
  const mended = takeRemedies(remedies, (key) => changed(form, control.remedy(key)), named);
  return withRoles(form, reading, mended);
}

const COUNTS = ['preambleRows', 'headerRows', 'footerRows'] as const;

function withFrame(form: FormData, before: ReadingChoices): ReadingChoices {
  const wished = new Map<string, unknown>(Object.entries(before));
  const encoding = changed(form, 'otherEncoding') ?? changed(form, 'encoding');
  if (encoding !== null) wished.set('encoding', encoding || undefined);
  if (changed(form, 'delimiter') !== null) {
    const delimiter = choiceOf(form, 'delimiter', DELIMITER_NAMES);
    wished.set('delimiter', delimiter ? DELIMITERS[delimiter] : undefined);
  }
  const system = changed(form, 'otherSystem') ?? changed(form, 'coordinateSystem');
  if (system !== null) wished.set('coordinateSystem', system.slice(0, 20) || undefined);
  for (const part of COUNTS)
    if (changed(form, part) !== null) wished.set(part, integerOf(form, part) ?? undefined);
  if (changed(form, 'missing') !== null) wished.set('missing', filled(wordsOf(form, 'missing')));
  const rows = changed(form, 'leftOutRows');
  if (rows !== null) wished.set('leftOutRows', filled(rowsFrom(rows)));
  return Object.fromEntries([...wished].filter(([, value]) => value !== undefined));
}

const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** Types, names and units, each under the name that the column has from its header. */
function withColumns(form: FormData, reading: Reading, before: ReadingChoices): ReadingChoices {
  const types: Record<string, ColumnType> = { ...before.types };
  const names: Record<string, string> = { ...before.names };
  const units: Record<string, string> = { ...before.units };
  originalNames(reading).forEach((original, place) => {
    const type =
      changed(form, control.type(place)) === null ? null : choiceOf(form, control.type(place), COLUMN_TYPES);
    if (type !== null) types[original] = type;
    const name = changed(form, control.name(place))?.slice(0, 200);
    if (name !== undefined) names[original] = name || original;
    const unit = changed(form, control.unit(place))?.slice(0, 40);
    if (unit !== undefined) units[original] = unit;
  });
  const renamed = Object.fromEntries(Object.entries(names).filter(([original, name]) => original !== name));
  const { types: _types, names: _names, units: _units, ...rest } = before;
  const given = Object.entries({ types, names: renamed, units }).filter(
    ([, each]) => Object.keys(each).length > 0,
  );
  return { ...rest, ...Object.fromEntries(given) };
}

function withRoles(form: FormData, reading: Reading, choices: ReadingChoices): ReadingChoices {
  let now = choices;
  for (const key of form.keys()) {
    const row = Number(/^role\.(\d{1,9})$/.exec(key)?.[1] ?? 0);
    const wish = row > 0 && changed(form, key) !== null ? choiceOf(form, key, ROW_CHOICES) : null;
    if (wish !== null) now = withRowRole(row, wish, reading, now);
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
