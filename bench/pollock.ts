import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { closeIngest } from '../server/ingest/index.ts';
import { dataFolder } from '../server/ingest/testing/data-folder.ts';
import type { Figure, Measured } from './figure.ts';
import {
  readFileOf,
  readGuessed,
  readOurs,
  readTold,
  type Ours,
  type PollockFile,
} from './pollock-readers.ts';
import { MEASURES, pollockScores, total, type Scores, type TextTable } from './pollock-score.ts';

const SETS = [
  { folder: 'pollock_polluted', reach: 9.9 },
  { folder: 'pollock_survey', reach: 9.4 },
];

const CONVENTIONS = [
  'refusals of empty files as failures',
  'column_1… over tables without header',
  'column_N and _2 for empty and repeated labels',
  'levels of a header joined with _',
] as const;
type Costs = Partial<Record<(typeof CONVENTIONS)[number], number>>;

interface Judged {
  name: string;
  ours: Scores;
  strict: number;
  /** Points that each convention of the command line's output costs. */
  costs: Costs;
  told: number;
  guessed: number;
  reason: string;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The first line, then the first cell of it, in which two tables differ. */
function firstDifference(expected: TextTable, loaded: TextTable): string {
  const rows = Math.max(expected.length, loaded.length);
  for (let r = 0; r < rows; r++) {
    const [theirs, ours] = [expected[r], loaded[r]];
    if (!theirs || !ours) return `line ${r + 1}: ${expected.length} lines expected, ${loaded.length} read`;
    for (let c = 0; c < Math.max(theirs.length, ours.length); c++) {
      if (theirs[c] === ours[c]) continue;
      const show = (cell: string | undefined): string =>
        cell === undefined ? 'none' : JSON.stringify(cell.slice(0, 60));
      return `line ${r + 1} cell ${c + 1}: ${show(theirs[c])} expected, ${show(ours[c])} read`;
    }
  }
  return 'equal';
}

function costsOf(clean: TextTable, ours: number, { strict, labelled, outcome }: Ours): Costs {
  const [bare, named] = [strict, labelled].map((table) => total(pollockScores(clean, table)));
  if (bare === undefined || named === undefined) return {};
  if (outcome === 'refused') return { 'refusals of empty files as failures': ours - bare };
  if (outcome === 'no header') return { 'column_1… over tables without header': ours - bare };
  return {
    'column_N and _2 for empty and repeated labels': named - bare,
    'levels of a header joined with _': ours - named,
  };
}

async function judge(connection: DuckDBConnection, file: PollockFile): Promise<Judged> {
  const ours = await readOurs(file);
  const told = await readTold(connection, file);
  const guessed = await readGuessed(connection, file);
  const scores = pollockScores(file.clean, ours.table);
  const low = MEASURES.filter((measure) => scores[measure] < 1).map((m) => `${m} ${scores[m].toFixed(3)}`);
  const difference = ours.table ? firstDifference(file.clean, ours.table) : '';
  return {
    name: file.name,
    ours: scores,
    strict: total(pollockScores(file.clean, ours.strict)),
    costs: costsOf(file.clean, total(scores), ours),
    told: total(pollockScores(file.clean, told.table)),
    guessed: total(pollockScores(file.clean, guessed.table)),
    reason: `${difference} (${ours.understood}); ${low.join(', ')}`,
  };
}

async function judgeAll(folder: string): Promise<Judged[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  const judged: Judged[] = [];
  try {
    for (const name of (await readdir(path.join(folder, 'csv'))).sort()) {
      const file = await readFileOf(folder, name);
      const self = total(pollockScores(file.clean, file.clean));
      if (Math.abs(self - 10) > 1e-9)
        throw new Error(`the clean table of ${name} scores ${self} against itself`);
      judged.push(await judge(connection, file));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return judged;
}

function report(judged: readonly Judged[], say: (text: string) => void): void {
  for (const { name, ours, told, guessed, reason } of judged) {
    if (total(ours) > 10 - 1e-9) continue;
    const scores = `${total(ours).toFixed(3)} (told ${told.toFixed(3)}, guessing ${guessed.toFixed(3)})`;
    say(`${name}: ${scores}: ${reason}`);
  }
}

/** The mean under the conventions of the command line's output, and what each of them costs. */
function strictNote(judged: readonly Judged[]): string {
  const costs = CONVENTIONS.map((name) => ({
    name,
    cost: mean(judged.map((file) => file.costs[name] ?? 0)),
  }));
  const strict = mean(judged.map((file) => file.strict));
  const read = 10 - mean(judged.map(({ ours }) => total(ours)));
  return `under the command line's own names ${strict.toFixed(3)}, of 10 less ${costs
    .map(({ name, cost }) => `${cost.toFixed(3)} ${name}`)
    .join(', ')}, ${read.toFixed(3)} read otherwise than published`;
}

/**
 * Messy CSV read without hints, by the ten measures of the Pollock benchmark (see `pollockScores`), beside DuckDB given
 * the true dialect and DuckDB guessing. Every reader's cells are the file's text. A table without header is written
 * under the names that the benchmark gives with the file, as every reader in its published runs does; a refusal that
 * says the file is empty stands for the empty table. Every clean table scores 10 against itself.
 */
export const pollock: Figure = {
  yardstick: 'DuckDB guessing (sniff_csv), mean of ten measures',
  run: async (say) => {
    const measured: Measured[] = [];
    try {
      for (const { folder, reach } of SETS) {
        const at = path.join(dataFolder, 'C_messy', folder);
        if (!existsSync(at)) {
          say(`SKIPPED: no test data at ${at} (set KAISHU_DATA)`);
          continue;
        }
        const judged = await judgeAll(at);
        report(judged, say);
        const told = mean(judged.map((file) => file.told));
        measured.push({
          work: `${folder} (${judged.length} files)`,
          ours: mean(judged.map(({ ours }) => total(ours))),
          yardstick: mean(judged.map((file) => file.guessed)),
          unit: 'of 10',
          reach: `≥ ${reach}`,
          note: `DuckDB told the dialect ${told.toFixed(3)}; ${strictNote(judged)}`,
        });
      }
    } finally {
      await closeIngest();
    }
    return measured;
  },
};
