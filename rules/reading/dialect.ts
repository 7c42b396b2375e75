import { coreRows } from './layout.ts';
import { parseBoolean } from './booleans.ts';
import { parseMoment } from './dates.ts';
import { trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';
import type { Dialect, ReadingChoices } from './reading.schema.ts';
import { rowCells } from './row-view.ts';
import { Tokenizer, type Marks, type TokenFacts } from './tokenizer.ts';

const DELIMITERS = [
  ',',
  '\t',
  ';',
  '|',
  '，',
  '；',
  '^',
  '~',
  '\u0001',
  '\u001f',
  '§',
  '¦',
  ':',
  ' ',
] as const;
/** Delimiters that also occur inside ordinary texts. */
const DOUBTFUL = new Set<string>([':', ' ', '，', '；', '~', '§']);
/** Marks that stand together as one delimiter: `||`, `|~|`, `@@`, `::`. */
const LONG_DELIMITER = /[|~^&@$¦§]{2,4}|::|;;/g;
const SAMPLE_ROWS = 400;
/** A delimiter that explains the sample less than this is none. */
const LEAST_SCORE = 0.25;

interface Trial {
  rows: string[][];
  facts: TokenFacts;
}

/** Reads a sample under a dialect; the last row is left out when the sample was cut. */
export function tokenizeSample(sample: string, marks: Marks, cut: boolean): Trial {
  const rows: string[][] = [];
  const tokenizer = new Tokenizer(marks, (row) => {
    if (rows.length < SAMPLE_ROWS) rows.push(rowCells(row));
  });
  tokenizer.push(sample);
  return { rows, facts: cut ? tokenizer.facts : tokenizer.end() };
}

const isClean = (cell: string): boolean => {
  const text = trimmed(cell);
  return (
    text === '' ||
    /^[\p{L}\p{N}_.\- ()（）]{1,40}$/u.test(text) ||
    parseNumber(text) !== null ||
    parseMoment(text) !== null ||
    parseBoolean(text) !== undefined
  );
};

const isFilled = (row: readonly string[]): boolean => row.some((cell) => trimmed(cell) !== '');

/** The width of several cells that most rows have, the wider of equals, and how many rows have it. */
function usualWidth(rows: readonly (readonly string[])[]): { width: number; share: number } {
  const widths = new Map<number, number>();
  for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let best = { width: 0, share: 0 };
  for (const [width, share] of widths)
    if (share > best.share || (share === best.share && width > best.width)) best = { width, share };
  return best;
}

/** From the first to the last row that has several values or the width of most rows, however empty those are. */
function explainedRows(rows: readonly string[][]): readonly string[][] {
  const { width, share } = usualWidth(rows);
  const core = coreRows(rows);
  if (share <= rows.length / 2) return core;
  const isPart = (row: readonly string[]): boolean => row.length === width;
  const like = rows.slice(rows.findIndex(isPart), rows.findLastIndex(isPart) + 1);
  return like.length > core.length ? like : core;
}

/**
 * How well a dialect explains the sample: rows of like width from first to last, many filled columns, clean cells, and
 * quotes where cells begin and end. `quotes` is how many there are.
 */
function trialScore({ rows, facts }: Trial, delimiter: string, quotes: number): number {
  const filled = rows.filter((row) => isFilled(row) && !row[0]?.startsWith('#'));
  const core = explainedRows(filled);
  const { width, share } = usualWidth(core);
  if (width < 2) return 0;
  const like = core.filter((row) => row.length === width);
  const columns = Array.from({ length: width }, (_, i) => i).filter((i) =>
    like.some((row) => trimmed(row[i] ?? '') !== ''),
  ).length;
  // A mark at the end of every line parts a column from nothing, but it is no part of the text either.
  if (columns < 2 && (columns < 1 || share < filled.length || share < 2 || DOUBTFUL.has(delimiter))) return 0;
  const cells = like.slice(0, 100).flat();
  const clean = cells.filter(isClean).length / cells.length;
  const agree = share / core.length;
  const cover = (core.length / filled.length) ** 1.5;
  const fit = 1 - Math.min(1, facts.strayQuotes.count / Math.max(1, quotes, rows.length));
  // Quotes in every row that all stand at the ends of cells speak for a delimiter as loudly as widths do.
  const quoted = quotes > rows.length && fit > 0.98;
  const doubt = DOUBTFUL.has(delimiter) && !quoted ? (agree < 0.9 ? 0.2 : 0.6) : 1;
  return (
    (quoted ? agree : agree ** 2) *
    cover *
    Math.log2(1 + columns) *
    (0.4 + 0.6 * clean) *
    (0.25 + 0.75 * fit) *
    (facts.unclosed ? 0.5 : 1) *
    doubt
  );
}

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

function escapeOf(sample: string, quote: string): string {
  if (quote === '') return '';
  return occurrences(sample, `\\${quote}`) > occurrences(sample, quote + quote) ? '\\' : quote;
}

/** Doubled, after a backslash where there is one, or not at all. */
const escapesOf = (sample: string, quote: string): string[] =>
  sample.includes(`\\${quote}`) ? [quote, '\\', ''] : [quote, ''];

const hint = (sample: string): string | undefined => /^"?sep=([^\r\n]+?)"?[\r\n]/i.exec(sample)?.[1];

/** Delimiters that occur and are not nearly always part of a longer one: `|~|` leaves no `|` to explain. */
function candidates(sample: string): string[] {
  const long = [...new Set(sample.slice(0, 16_384).match(LONG_DELIMITER) ?? [])];
  const counts = new Map([...long, ...DELIMITERS].map((one) => [one, occurrences(sample, one)]));
  const isPart = (one: string, all: number): boolean =>
    long.some(
      (other) => other.length > one.length && (counts.get(other) ?? 0) * occurrences(other, one) > all * 0.9,
    );
  return [...counts].filter(([one, all]) => all > 0 && !isPart(one, all)).map(([one]) => one);
}

/** A space after every delimiter belongs to it; blanks that only some cells begin with are their own. */
function withPadding(marks: Marks, sample: string): string {
  const { delimiter } = marks;
  if (!/^[,;:|，；]$/.test(delimiter)) return delimiter;
  let padded = 0;
  let bare = 0;
  const tokenizer = new Tokenizer(marks, ({ text, starts, ends, count }) => {
    for (let i = 1; i < count; i++) {
      const start = starts[i] ?? 0;
      if (start === ends[i] && text[start] !== marks.quote) continue;
      const from = text[start - 1] === delimiter ? start : start - 2;
      if (text[from] === ' ' && text[from + 1] !== ' ') padded++;
      else bare++;
    }
  });
  tokenizer.push(sample);
  return padded > 0 && bare === 0 ? `${delimiter} ` : delimiter;
}

/** Whether cells stand between single quotes, all of them on both sides, and none between double ones. */
function isSingleQuoted(marks: Marks, sample: string, cut: boolean): boolean {
  if (marks.quote !== '"' || !sample.includes("'")) return false;
  const { rows, facts } = tokenizeSample(sample, marks, cut);
  if (facts.strayQuotes.count < occurrences(sample, '"')) return false;
  const cells = rows.flat().map(trimmed);
  const opened = cells.filter((cell) => cell.startsWith("'"));
  return opened.length > 0 && opened.every((cell) => cell.length > 1 && cell.endsWith("'"));
}

/**
 * Finds delimiter, quote and escape from a sample of decoded text, each overridden by a person's choice. Text in which
 * no delimiter makes sense is one column, with a delimiter that does not occur.
 */
export function detectDialect(sample: string, cut: boolean, choices: ReadingChoices = {}): Marks {
  const given = choices.delimiter ?? hint(sample);
  const quotes = choices.quote === undefined ? (sample.includes("'") ? ['"', "'"] : ['"']) : [choices.quote];
  const fallback = sample.includes(',') && !sample.includes('\t') ? '\t' : ',';
  const quote = quotes[0] ?? '"';
  let best: Marks = {
    delimiter: given ?? fallback,
    quote,
    escape: choices.escape ?? escapeOf(sample, quote),
  };
  let bestScore = LEAST_SCORE;
  const attempt = (marks: Marks): void => {
    const count = marks.quote === '' ? 0 : occurrences(sample, marks.quote);
    const trial = tokenizeSample(sample, marks, cut);
    const score = trialScore(trial, marks.delimiter, count) * (marks.quote === "'" ? 0.95 : 1);
    if (score > bestScore * 1.001) [best, bestScore] = [marks, score];
  };
  for (const quote of quotes) {
    const escape = choices.escape ?? escapeOf(sample, quote);
    for (const delimiter of given === undefined ? candidates(sample) : [given])
      attempt({ delimiter, quote, escape });
  }
  if (choices.escape === undefined && best.quote !== '')
    for (const escape of escapesOf(sample, best.quote))
      if (escape !== best.escape) attempt({ ...best, escape });
  if (choices.quote === undefined && isSingleQuoted(best, sample, cut)) {
    bestScore = 0;
    const single = { ...best, quote: "'" };
    const escapes = choices.escape === undefined ? escapesOf(sample, "'") : [choices.escape];
    for (const escape of escapes) attempt({ ...single, escape });
  }
  if (given !== undefined) return best;
  return { ...best, delimiter: withPadding(best, sample) };
}

export function newlineOf({ newlines: { lf, crlf, cr } }: TokenFacts): Dialect['newline'] {
  const kinds = [lf > 0, crlf > 0, cr > 0].filter(Boolean).length;
  if (kinds > 1) return 'mixed';
  return crlf > 0 ? 'crlf' : cr > 0 ? 'cr' : 'lf';
}
