import { parseBoolean } from './booleans.ts';
import { parseMoment } from './dates.ts';
import { isMissingMarker, trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';

export type Cells = readonly string[];
type Kind = 'empty' | 'number' | 'moment' | 'boolean' | 'text';

/** Signs before an amount; what the amount is worth is not asked here. */
const CURRENCY = /^([-(]?)\s?[$£€]\s?(?=\d)/;
/** `USD 2024` over numbers names them, although it could be an amount. */
const MONEY_WORD = /^[-+]?[A-Z\u4e00-\u9fff]{2}/;

export function kindOf(cell: string): Kind {
  const text = trimmed(cell);
  if (text === '' || isMissingMarker(text)) return 'empty';
  const isNumber = !MONEY_WORD.test(text) && parseNumber(text.replace(CURRENCY, '$1')) !== null;
  if (isNumber || /^-?0\d+$/.test(text)) return 'number';
  if (parseMoment(text)) return 'moment';
  return parseBoolean(text) === undefined ? 'text' : 'boolean';
}

/** How many cells have a value. */
export const filled = (row: Cells): number => row.reduce((n, cell) => n + (trimmed(cell) === '' ? 0 : 1), 0);

/** What the cells of one column under a header are. */
export interface BodyColumn {
  values: number;
  kinds: Record<Kind, number>;
  texts: Set<string>;
}

export function bodyColumns(rows: readonly Cells[], width: number): BodyColumn[] {
  return Array.from({ length: width }, (_, i) => {
    const column: BodyColumn = {
      values: 0,
      kinds: { empty: 0, number: 0, moment: 0, boolean: 0, text: 0 },
      texts: new Set(),
    };
    for (const row of rows) {
      const cell = row[i] ?? '';
      const kind = kindOf(cell);
      column.kinds[kind]++;
      if (kind === 'empty') continue;
      column.values++;
      column.texts.add(trimmed(cell));
    }
    return column;
  });
}

/** Whether most values of a column are numbers, moments or booleans. */
export const isTyped = ({ values, kinds }: BodyColumn): boolean =>
  values > 0 && kinds.number + kinds.moment + kinds.boolean >= values * 0.7;

export const YEAR = /^(19|20)\d\d年?$/;
const hasCjk = (text: string): boolean => /[\u3400-\u9fff]/.test(text);

/** Points of a text above a column of texts: a header does not recur below it and is no sentence. */
function textOverText(text: string, column: BodyColumn): number {
  if (column.texts.has(text)) return -3;
  let score = hasCjk(text) ? 0.2 : 0.3;
  if (!hasCjk(text) && [...column.texts].every(hasCjk)) score += 1;
  if (text.length > 40) score -= 1;
  if (/[。；;|]|https?:/.test(text)) score -= 1;
  return score;
}

/** Whether a year stands over numbers none of which is a year. */
const isYearLabel = (text: string, { kinds, texts }: BodyColumn): boolean =>
  YEAR.test(text) && kinds.number + kinds.moment > 0 && ![...texts].some((value) => YEAR.test(value));

function cellScore(cell: string, column: BodyColumn): number {
  const kind = kindOf(cell);
  const text = trimmed(cell);
  if (kind === 'text') return isTyped(column) ? 3 : textOverText(text, column);
  if (kind === 'empty') return 0;
  if (isYearLabel(text, column)) return 1;
  // A code over values of another kind names them as a text does.
  if (isTyped(column) && column.kinds[kind] === 0) return 1;
  return isTyped(column) ? -2 : -0.5;
}

/** Points of a text over a column without any value: a little, because nothing speaks against it. */
const OVER_NOTHING = 0.01;

/** Points for (positive) and against (negative) a row being a header above the body. */
export function headerScore(row: Cells, body: readonly BodyColumn[]): number {
  let score = 0;
  const seen = new Set<string>();
  row.forEach((cell, i) => {
    const column = body[i];
    const text = trimmed(cell);
    if (!column || text === '') return;
    if (column.values === 0) return void (score += kindOf(cell) === 'text' ? OVER_NOTHING : 0);
    score += cellScore(cell, column);
    if (seen.has(text) && kindOf(cell) === 'text' && !isTyped(column)) score -= 0.5;
    seen.add(text);
  });
  return score;
}

/** Whether a row has texts, and nothing but texts, over columns that are of other kinds. */
export const standsOverTyped = (row: Cells, body: readonly BodyColumn[]): boolean =>
  row.every((cell) => ['empty', 'text'].includes(kindOf(cell))) &&
  row.some((cell, i) => kindOf(cell) === 'text' && body[i] !== undefined && isTyped(body[i]));

/** Whether a row has the texts of a header in their places: four of five, and at least two. */
export function repeatsHeader(row: Cells, header: Cells): boolean {
  const same = header.filter(
    (text, i) => trimmed(text) !== '' && trimmed(row[i] ?? '') === trimmed(text),
  ).length;
  return same >= 2 && same >= 0.8 * Math.min(filled(header), filled(row));
}
