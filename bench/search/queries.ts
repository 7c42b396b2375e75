import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Query {
  id: string;
  kind: string;
  query: string;
}

/**
 * `tuned`: fixed before there was any ranking, which was then tuned by them; `heldOut`: of other topics, for judging, but
 * ranking was mended after its figures by kind were seen; `fresh`: fixed before that mending, and seen after it.
 */
const FILES = {
  tuned: 'queries.json',
  heldOut: 'held-out-queries.json',
  fresh: 'fresh-queries.json',
} as const;
export type QuerySet = keyof typeof FILES;

/** What ranking is judged by. */
export const queries = async (set: QuerySet): Promise<Query[]> =>
  JSON.parse(await readFile(join(import.meta.dirname, FILES[set]), 'utf8')) as Query[];

/** All sets, the tuned one first. */
export const allQueries = async (): Promise<Query[]> => [
  ...(await queries('tuned')),
  ...(await queries('heldOut')),
  ...(await queries('fresh')),
];

const LENGTH = 10;

/** How a dataset of the catalogue is named where the catalogue itself must not be. */
export const shortHash = (sourceId: string): string =>
  createHash('sha256').update(sourceId).digest('hex').slice(0, LENGTH);

/**
 * Grades of datasets, by query and short hash: 3 is what was asked for; 2 of that topic, but only a part of it, wider,
 * or another body's; 1 near it, as the same topic in another district or year; 0 of no use.
 */
export type Judgements = Record<string, Record<string, number>>;

export const JUDGEMENTS = join(import.meta.dirname, 'judgements.json');

export async function judgements(): Promise<Judgements> {
  try {
    return JSON.parse(await readFile(JUDGEMENTS, 'utf8')) as Judgements;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * The judgements, and for held-out queries those of datasets that no ranker brought up: found for the same need in
 * other words, or by reading titles.
 */
export async function judgementsWithBeside(): Promise<Judgements> {
  const file = join(import.meta.dirname, 'held-out-beside-pools.json');
  const beside = JSON.parse(await readFile(file, 'utf8')) as Judgements;
  const pooled = await judgements();
  const queriesOfBoth = [...new Set([...Object.keys(pooled), ...Object.keys(beside)])];
  return Object.fromEntries(queriesOfBoth.map((id) => [id, { ...beside[id], ...pooled[id] }]));
}
