/** A table as text: its header line first, where it has one. */
export type TextTable = readonly (readonly string[])[];

export const MEASURES = [
  'success',
  'header precision',
  'header recall',
  'header F1',
  'record precision',
  'record recall',
  'record F1',
  'cell precision',
  'cell recall',
  'cell F1',
] as const;
type Measure = (typeof MEASURES)[number];
export type Scores = Record<Measure, number>;

/** Texts with how often they occur. */
function tally(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Precision, recall and F1 of two multisets, as the benchmark names them: precision is over the expected ones. */
function agreement(expected: readonly string[], loaded: readonly string[]): [number, number, number] {
  if (expected.length === 0) return [1, 1, 1];
  const theirs = tally(loaded);
  let common = 0;
  for (const [text, count] of tally(expected)) common += Math.min(count, theirs.get(text) ?? 0);
  if (common === 0) return [0, 0, 0];
  const precision = common / expected.length;
  const recall = common / loaded.length;
  return [precision, recall, (2 * precision * recall) / (precision + recall)];
}

const normalised = (cell: string): string => cell.toLowerCase();
const record = (row: readonly string[]): string => row.map(normalised).join('');
/** Python reads files with universal newlines, so line breaks inside cells are compared as LF. */
const cellsOf = (table: TextTable): string[] => table.flat().map((cell) => cell.replace(/\r\n?/g, '\n'));

const NOTHING: Scores = Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Scores;
const ALL: Scores = Object.fromEntries(MEASURES.map((measure) => [measure, 1])) as Scores;

/**
 * The ten measures of "Pollock: A Data Loading Benchmark" (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann; VLDB
 * 2023), each from 0 to 1, for a table that a reader made (`null` when it failed) of a file whose clean table is known:
 *
 * - success: the reader did not fail; when it did, everything else is 0;
 * - header: the cells of the first line of both, as multisets;
 * - records: every further line of both, its cells run together, as multisets;
 * - cells: all cells of both, the header's too, as multisets.
 *
 * Of each pair of multisets precision = common ÷ expected, recall = common ÷ loaded (named so in the benchmark's code),
 * F1 their harmonic mean; all three are 1 where nothing is expected and 0 where nothing is common. Header cells and
 * records are compared without regard to case. The benchmark's code also takes numbers and dates written otherwise for
 * equal there; this one does not, because every reader here hands over the text of the file.
 */
export function pollockScores(expected: TextTable, loaded: TextTable | null): Scores {
  if (!loaded) return NOTHING;
  if (expected.length === 0) return ALL;
  const header = agreement((expected[0] ?? []).map(normalised), (loaded[0] ?? []).map(normalised));
  const records = agreement(expected.slice(1).map(record), loaded.slice(1).map(record));
  const cells = agreement(cellsOf(expected), cellsOf(loaded));
  const values = [1, ...header, ...records, ...cells];
  return Object.fromEntries(MEASURES.map((measure, i) => [measure, values[i] ?? 0])) as Scores;
}

export const total = (scores: Scores): number => MEASURES.reduce((sum, measure) => sum + scores[measure], 0);
