import { parseBoolean } from './booleans.ts';
import { parseMoment } from './dates.ts';
import { isMissingMarker, trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';

/** Which rows at the head of a table are what. Counts of rows of the file. */
export interface Layout {
  preambleRows: number;
  headerRows: number;
}

type Kind = 'empty' | 'number' | 'moment' | 'boolean' | 'text';

export const NOTE =
  /^[(（【[]?\s*(注|备注|附注|说明|数据来源|资料来源|来源|数据截至|填报|制表|审核|单位负责人|notes?\b|sources?\b|remarks?\b)/i;

function kindOf(cell: string): Kind {
  const text = trimmed(cell);
  if (text === '' || isMissingMarker(text)) return 'empty';
  if (parseNumber(text) || /^-?0\d+$/.test(text)) return 'number';
  if (parseMoment(text)) return 'moment';
  return parseBoolean(text) === undefined ? 'text' : 'boolean';
}

const filled = (row: readonly string[]): number =>
  row.reduce((n, cell) => n + (trimmed(cell) === '' ? 0 : 1), 0);

/** The rows from the first to the last that have at least two values: titles above and notes below are cut away. */
export function coreRows<T extends readonly string[]>(rows: readonly T[]): readonly T[] {
  const first = rows.findIndex((row) => filled(row) > 1);
  return first < 0 ? rows : rows.slice(first, rows.findLastIndex((row) => filled(row) > 1) + 1);
}

/** The number of cells that most rows have, the wider of equals. */
function usualWidth(rows: readonly (readonly string[])[]): number {
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

function usualFill(rows: readonly (readonly string[])[]): number {
  const sorted = coreRows(rows)
    .map(filled)
    .filter((n) => n > 0)
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Rows before the first one that is about as full as the body: titles, units, blank lines. */
function countPreamble(rows: readonly (readonly string[])[], width: number): number {
  if (width < 2)
    return rows.findIndex((row) => filled(row) > 0) < 0 ? 0 : rows.findIndex((row) => filled(row) > 0);
  const usual = usualFill(rows);
  const enough = Math.min(Math.max(2, Math.ceil(usual * 0.4)), Math.max(1, usual));
  const first = rows.findIndex((row) => filled(row) >= enough && !/^sep=.$/i.test(row.join('')));
  return Math.max(0, first);
}

interface BodyColumn {
  values: number;
  kinds: Record<Kind, number>;
  texts: Set<string>;
  longest: number;
}

function bodyColumns(rows: readonly (readonly string[])[], width: number): BodyColumn[] {
  return Array.from({ length: width }, (_, i) => {
    const column: BodyColumn = {
      values: 0,
      kinds: { empty: 0, number: 0, moment: 0, boolean: 0, text: 0 },
      texts: new Set(),
      longest: 0,
    };
    for (const row of rows) {
      const cell = row[i] ?? '';
      const kind = kindOf(cell);
      column.kinds[kind]++;
      if (kind === 'empty') continue;
      column.values++;
      column.texts.add(trimmed(cell));
      column.longest = Math.max(column.longest, cell.length);
    }
    return column;
  });
}

const YEAR = /^(19|20)\d\d年?$/;
const hasCjk = (text: string): boolean => /[\u3400-\u9fff]/.test(text);

/** Points for (positive) and against (negative) a row being a header above the body. */
function headerScore(row: readonly string[], body: readonly BodyColumn[]): number {
  let score = 0;
  const seen = new Set<string>();
  row.forEach((cell, i) => {
    const column = body[i];
    const text = trimmed(cell);
    if (!column || column.values === 0 || text === '') return;
    const kind = kindOf(cell);
    const typed = column.kinds.number + column.kinds.moment + column.kinds.boolean;
    const isTyped = typed >= column.values * 0.7;
    if (kind === 'text') {
      if (isTyped) score += 3;
      else if (column.texts.has(text)) score -= 3;
      else {
        score += hasCjk(text) ? 0.2 : 0.3;
        if (!hasCjk(text) && [...column.texts].every(hasCjk)) score += 1;
        if (text.length > 40) score -= 1;
        if (/[。；;|]|https?:/.test(text)) score -= 1;
      }
      if (seen.has(text)) score -= 0.5;
    } else if (YEAR.test(text) && isTyped && ![...column.texts].some((value) => YEAR.test(value))) score += 1;
    else if (kind !== 'empty' && isTyped) score -= 2;
    else if (kind !== 'empty') score -= 0.5;
    seen.add(text);
  });
  return score;
}

/** A row below the first header row that is header too: texts above a typed body, where the row above has gaps. */
function isSecondLevel(
  above: readonly string[],
  row: readonly string[],
  body: readonly BodyColumn[],
): boolean {
  const gaps = above.filter((cell, i) => trimmed(cell) === '' && trimmed(row[i] ?? '') !== '').length;
  if (gaps === 0) return false;
  let texts = 0;
  for (const [i, cell] of row.entries()) {
    const kind = kindOf(cell);
    if (kind === 'number' && !YEAR.test(trimmed(cell))) return false;
    const column = body[i];
    if (kind === 'text' && column && column.kinds.number >= column.values * 0.7 && column.values > 0) texts++;
  }
  return texts > 0;
}

/**
 * Finds the preamble and the header of a table from its first rows (blank rows included). A header is a row whose
 * cells differ in kind from the columns under them; where all is text, one that never recurs below it.
 */
export function detectLayout(rows: readonly (readonly string[])[]): Layout {
  const width = usualWidth(rows);
  const preambleRows = countPreamble(rows, width);
  const header = rows[preambleRows];
  if (!header) return { preambleRows: 0, headerRows: 0 };
  const below = rows.slice(preambleRows + 1).filter((row) => filled(row) > 0);
  if (below.length === 0)
    return { preambleRows, headerRows: header.some((cell) => kindOf(cell) === 'text') ? 1 : 0 };
  const span = Math.max(width, header.length);
  if (headerScore(header, bodyColumns(below, span)) <= 0) return { preambleRows, headerRows: 0 };
  let headerRows = 1;
  while (headerRows < 4) {
    const next = rows[preambleRows + headerRows];
    const above = rows[preambleRows + headerRows - 1];
    const body = rows.slice(preambleRows + headerRows + 1).filter((row) => filled(row) > 0);
    if (!next || !above || body.length === 0 || !isSecondLevel(above, next, bodyColumns(body, span))) break;
    headerRows++;
  }
  return { preambleRows, headerRows };
}

/** Whether a row that has text in its first cell only can be a note under a table of `width` columns. */
export const isFooterRow = (cells: readonly string[], width: number): boolean => {
  const full = filled(cells);
  if (full === 0) return true;
  if (full > 1 || width < 2) return false;
  const only = trimmed(cells.find((cell) => trimmed(cell) !== '') ?? '');
  return NOTE.test(only) || (width >= 3 && cells.length < width) || only.length > 30;
};
