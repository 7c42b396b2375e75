import { trimmed } from './missing.ts';
import {
  bodyColumns,
  filled,
  headerScore,
  isTyped,
  kindOf,
  repeatsHeader,
  standsOverTyped,
  YEAR,
  type BodyColumn,
  type Cells,
} from './header-score.ts';

/** Which rows at the head of a table are what. Counts of rows of the file. */
export interface Layout {
  preambleRows: number;
  headerRows: number;
}

export const NOTE =
  /^[(（【[]?\s*(注|备注|附注|说明|数据来源|资料来源|来源|数据截至|填报|制表|审核|单位负责人|notes?\b|sources?\b|remarks?\b)/i;

/** The rows from the first to the last that have at least two values: titles above and notes below are cut away. */
export function coreRows<T extends readonly string[]>(rows: readonly T[]): readonly T[] {
  const first = rows.findIndex((row) => filled(row) > 1);
  return first < 0 ? rows : rows.slice(first, rows.findLastIndex((row) => filled(row) > 1) + 1);
}

/** The number of cells that most rows have, the wider of equals. */
function usualWidth(rows: readonly Cells[]): number {
  const counts = new Map<number, number>();
  for (const row of coreRows(rows))
    if (filled(row) > 0) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [width, count] of counts) {
    if (count > most || (count === most && width > best)) [best, most] = [width, count];
  }
  return best;
}

function usualFill(rows: readonly Cells[]): number {
  const sorted = coreRows(rows)
    .map(filled)
    .filter((n) => n > 0)
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A unit or a date beside a title: `单位：万元`, `截至2023年底`. */
const ASIDE = /单位\s*[:：]|^[(（]|截至|制表|填报|日期\s*[:：]/;
const COMMENT = /^\s*(#|%|\/\/)/;
const MOST_LEVELS = 5;
/** Rows of titles and remarks above a header at most, where they have several cells. */
const MOST_TITLES = 40;
/** Points that a header gets for one text over a column of another kind. */
const CLEAR = 3;

const isBlank = (row: Cells): boolean => filled(row) === 0;
const isSame = (a: Cells, b: Cells): boolean =>
  filled(a) > 1 && a.length === b.length && a.every((cell, i) => trimmed(cell) === trimmed(b[i] ?? ''));
const nextFilled = (rows: readonly Cells[], from: number): number =>
  rows.findIndex((row, i) => i >= from && !isBlank(row));

/** The rows under row `at`, blank ones aside, up to where the same row comes again and begins another table. */
function bodyUnder(rows: readonly Cells[], at: number, width: number): BodyColumn[] {
  const header = rows[at] ?? [];
  const below = rows.slice(at + 1);
  const again = below.findIndex(
    (row, i) => repeatsHeader(row, header) && !repeatsHeader(below[i - 1] ?? header, header),
  );
  return bodyColumns(
    (again < 0 ? below : below.slice(0, again)).filter((row) => !isBlank(row) && !isSame(row, header)),
    width,
  );
}

/** A header whose first column, of row names, has none. */
const hasEmptyCorner = (row: Cells, width: number): boolean =>
  row.length === width && trimmed(row[0] ?? '') === '' && filled(row) === width - 1;

/** The first row that is about as full as the body: titles, units and blank lines are above it. */
function firstFullRow(rows: readonly Cells[], width: number): number {
  if (width < 2) return Math.max(0, nextFilled(rows, 0));
  const usual = usualFill(rows);
  const enough = Math.min(Math.max(2, Math.ceil(usual * 0.4)), Math.max(1, usual));
  return Math.max(
    0,
    rows.findIndex(
      (row) => (filled(row) >= enough || hasEmptyCorner(row, width)) && !/^"?sep=/i.test(row.join('')),
    ),
  );
}

/** A title with delimiters in it is shorter or longer than the table, whose header comes after it. */
function pastOtherShapes(rows: readonly Cells[], first: number, width: number): number {
  const row = rows[first] ?? [];
  const isOther = row.length > width || (row.length < width && filled(row) < width * 0.5);
  const hasGaps = row
    .slice(
      0,
      row.findLastIndex((cell) => cell !== ''),
    )
    .includes('');
  if (!isOther || hasGaps) return first;
  const better = rows.findIndex((other, i) => i > first && other.length === width && !isBlank(other));
  const candidate = rows[better];
  // Without a text over the first column it is the lower part of a header that begins above.
  if (!candidate || better - first > MOST_TITLES || trimmed(candidate[0] ?? '') === '') return first;
  const body = bodyUnder(rows, better, width);
  return standsOverTyped(candidate, body) && headerScore(candidate, body) >= CLEAR ? better : first;
}

/** Lines that begin with `#` are remarks, but the last of them may be the header, where it is as wide as the table. */
function pastComments(rows: readonly Cells[], first: number, width: number): number {
  let at = first;
  while (COMMENT.test(rows[at]?.[0] ?? '')) {
    const next = nextFilled(rows, at + 1);
    const row = rows[next];
    if (!row) return first;
    const isHeader = headerScore(row, bodyUnder(rows, next, Math.max(width, row.length))) > 0;
    const { length } = rows[at] ?? [];
    const isAsWide = length === width || length === width + 1;
    if (!COMMENT.test(row[0] ?? '') && !isHeader && isAsWide) return at;
    at = next;
  }
  return at;
}

/** Whether nothing but texts fill gaps of the level above: the lower part of a header of merged cells. */
const fillsGaps = (above: Cells, row: Cells): boolean =>
  row.some((cell, i) => trimmed(cell) !== '' && trimmed(above[i] ?? '') === '') &&
  !row.some((cell) => kindOf(cell) === 'number' && !YEAR.test(trimmed(cell)));

const standsOverNumbers = (row: Cells, body: readonly BodyColumn[]): boolean =>
  row.some((cell, i) => {
    const column = body[i];
    return kindOf(cell) === 'text' && column !== undefined && column.values > 0 && isNumeric(column);
  });

const isNumeric = ({ kinds, values }: BodyColumn): boolean => kinds.number >= values * 0.7;

/**
 * Units or remarks under a header: nothing but texts, each over a column of another kind. A text in the first column
 * alone is a sub-heading of the body.
 */
const isUnder = (row: Cells, above: Cells, body: readonly BodyColumn[]): boolean =>
  standsOverTyped(row, body) &&
  (trimmed(row[0] ?? '') === '' || filled(row) === filled(above)) &&
  row.every((cell, i) => kindOf(cell) !== 'text' || (body[i] !== undefined && isTyped(body[i])));

/** How many rows from `first` on are header; a level between others may stand over any columns. */
function levelsDown(rows: readonly Cells[], first: number, width: number): number {
  let last = first;
  let sure = first;
  for (;;) {
    const above = rows[last] ?? [];
    const next = nextFilled(rows, last + 1);
    const row = rows[next];
    if (!row || next - last > 2 || next - first >= MOST_LEVELS) break;
    const body = bodyUnder(rows, next, width);
    if (body.every(({ values }) => values === 0)) break;
    const isClose = next === last + 1;
    const fills = fillsGaps(above, row);
    const isSure =
      (isClose && (isSame(row, above) || isUnder(row, above, body))) ||
      (fills && standsOverNumbers(row, body));
    const isBetween =
      trimmed(row[0] ?? '') === '' && row.every((cell) => ['empty', 'text'].includes(kindOf(cell)));
    if (!isSure && !fills && !isBetween) break;
    last = next;
    if (isSure) sure = next;
  }
  return sure - first + 1;
}

/** A row above the header that is header too: texts over its gaps, or over labels that occur more than once. */
function isLevelAbove(row: Cells, header: Cells): boolean {
  const isAside = row.some((cell) => [ASIDE, NOTE, COMMENT].some((pattern) => pattern.test(trimmed(cell))));
  if (filled(row) < 2 || isAside) return false;
  const texts = header.map(trimmed);
  const repeats = (i: number): boolean =>
    texts[i] !== '' && texts.indexOf(texts[i] ?? '') !== texts.lastIndexOf(texts[i] ?? '');
  return row.every((cell, i) => {
    if (trimmed(cell) === '') return true;
    const isGap = (texts[i] ?? '') === '';
    return i < header.length && (isGap || repeats(i) || repeats(i + 1) || filled(row) > 2);
  });
}

function levelsUp(rows: readonly Cells[], first: number): number {
  let at = first;
  while (at > 0 && first - at < MOST_LEVELS && isLevelAbove(rows[at - 1] ?? [], rows[at] ?? [])) at--;
  return at;
}

/** Whether a row over nothing has texts, and no number but years: a bare number is a value. */
const namesColumns = (row: Cells): boolean =>
  row.some((cell) => kindOf(cell) === 'text') &&
  row.every((cell) => kindOf(cell) !== 'number' || YEAR.test(trimmed(cell)));

/**
 * Finds the preamble and the header of a table from its first rows (blank rows included). A header is a row whose
 * cells differ in kind from the columns under them; where all is text, one that never recurs below it.
 */
export function detectLayout(rows: readonly Cells[]): Layout {
  const width = usualWidth(rows);
  const full = pastComments(rows, pastOtherShapes(rows, firstFullRow(rows, width), width), width);
  const header = rows[full];
  if (!header) return { preambleRows: 0, headerRows: 0 };
  const span = Math.max(width, header.length);
  const body = bodyUnder(rows, full, span);
  if (body.every(({ values }) => values === 0))
    return { preambleRows: full, headerRows: namesColumns(header) ? 1 : 0 };
  if (headerScore(header, body) <= 0) return { preambleRows: full, headerRows: 0 };
  const last = full + levelsDown(rows, full, span);
  const top = levelsUp(rows, full);
  return { preambleRows: top, headerRows: last - top };
}

/** Whether a row that has text in its first cell only can be a note under a table of `width` columns. */
export const isFooterRow = (cells: readonly string[], width: number): boolean => {
  const full = filled(cells);
  if (full === 0) return true;
  if (full > 1 || width < 2) return false;
  const only = trimmed(cells.find((cell) => trimmed(cell) !== '') ?? '');
  if (cells[0] !== '' && kindOf(only) === 'number') return false;
  return NOTE.test(only) || (width >= 3 && cells.length < width) || only.length > 30;
};
