import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Query {
  id: string;
  kind: string;
  query: string;
}

/** What ranking is judged by: fixed before there was any. */
export const queries = async (): Promise<Query[]> =>
  JSON.parse(await readFile(join(import.meta.dirname, 'queries.json'), 'utf8')) as Query[];

const LENGTH = 10;

/** How a dataset of the catalogue is named where the catalogue itself must not be. */
export const shortHash = (sourceId: string): string =>
  createHash('sha256').update(sourceId).digest('hex').slice(0, LENGTH);

/** Grades 0 to 3 of datasets, by query and short hash. */
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
