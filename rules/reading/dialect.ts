import { coreRows } from './layout.ts';
import { parseBoolean } from './booleans.ts';
import { parseMoment } from './dates.ts';
import { trimmed } from './missing.ts';
import { parseNumber } from './numbers.ts';
import type { Dialect, ReadingChoices } from './reading.schema.ts';
import { rowCells } from './row-view.ts';
import { Tokenizer, type Marks, type TokenFacts } from './tokenizer.ts';

const DELIMITERS = [',', '\t', ';', '|', '，', '；', '^', '~', '\u0001', ':', ' '] as const;
/** Delimiters that also occur inside ordinary texts. */
const DOUBTFUL = new Set<string>([':', ' ', '，', '；', '~', '^']);
const SAMPLE_ROWS = 400;

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

/** How well a dialect explains the sample: rows of like width, many filled columns, clean cells, no stray quotes. */
function trialScore({ rows, facts }: Trial, delimiter: string): number {
  const full = coreRows(rows).filter((row) => row.some((cell) => trimmed(cell) !== ''));
  if (full.length === 0) return 0;
  const widths = new Map<number, number>();
  for (const row of full) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let width = 0;
  let share = 0;
  for (const [w, n] of widths)
    if (w > 1 && (n > share || (n === share && w > width))) [width, share] = [w, n];
  if (width < 2) return 0;
  const like = full.filter((row) => row.length === width);
  const filledColumns = Array.from({ length: width }, (_, i) =>
    like.some((row) => trimmed(row[i] ?? '') !== ''),
  );
  const columns = filledColumns.filter(Boolean).length;
  if (columns < 2) return 0;
  const cells = like.slice(0, 100).flat();
  const clean = cells.filter(isClean).length / cells.length;
  const agree = share / full.length;
  const quotes = facts.strayQuotes.count / (facts.strayQuotes.count + full.length);
  const doubt = DOUBTFUL.has(delimiter) ? (agree < 0.9 ? 0.2 : 0.6) : 1;
  return (
    agree ** 2 *
    Math.log2(1 + columns) *
    (0.4 + 0.6 * clean) *
    (1 - quotes) *
    (facts.unclosed ? 0.5 : 1) *
    doubt
  );
}

function escapeOf(sample: string, quote: string): string {
  if (quote === '') return '';
  const backslashed = sample.split(`\\${quote}`).length - 1;
  const doubled = sample.split(quote + quote).length - 1;
  return backslashed > 0 && backslashed > doubled ? '\\' : quote;
}

const hint = (sample: string): string | undefined => /^sep=([^\r\n])\r?\n/i.exec(sample)?.[1];

/**
 * Finds delimiter, quote and escape from a sample of decoded text, each overridden by a person's choice. Text in which
 * no delimiter makes sense is one column, with delimiter `,`.
 */
export function detectDialect(sample: string, cut: boolean, choices: ReadingChoices = {}): Marks {
  const delimiter = choices.delimiter ?? hint(sample);
  const delimiters = delimiter === undefined ? DELIMITERS : [delimiter];
  const quotes = choices.quote === undefined ? (sample.includes("'") ? ['"', "'"] : ['"']) : [choices.quote];
  let best: Marks = { delimiter: delimiter ?? ',', quote: quotes[0] ?? '"', escape: '' };
  let bestScore = 0.25;
  for (const quote of quotes) {
    const escape = choices.escape ?? escapeOf(sample, quote);
    for (const candidate of delimiters) {
      if (!sample.includes(candidate)) continue;
      const marks = { delimiter: candidate, quote, escape };
      const score = trialScore(tokenizeSample(sample, marks, cut), candidate) * (quote === "'" ? 0.95 : 1);
      if (score > bestScore * 1.001) [best, bestScore] = [marks, score];
    }
  }
  return { ...best, escape: choices.escape ?? escapeOf(sample, best.quote) };
}

export function newlineOf({ newlines: { lf, crlf, cr } }: TokenFacts): Dialect['newline'] {
  const kinds = [lf > 0, crlf > 0, cr > 0].filter(Boolean).length;
  if (kinds > 1) return 'mixed';
  return crlf > 0 ? 'crlf' : cr > 0 ? 'cr' : 'lf';
}
