import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startPostgres } from '../../server/store/postgres/postgres.ts';

export interface WordRow {
  id: string;
  tokens: readonly string[];
  facets: readonly string[];
}

export interface FoundRows {
  total: number;
  ms: number;
}

/** Rows in PostgreSQL, found by a GIN index over their words. */
export interface IndexedWords {
  /** Replaces what was there; answers how long loading and indexing took, seconds. */
  load(rows: Iterable<WordRow>): Promise<number>;
  /** The best 20 and the counts of five facets of what fits `query`, a tsquery. */
  find(query: string): Promise<FoundRows>;
  end(): Promise<void>;
}

const FIND = `with found as materialized (
    select id, f0, f1, f2, f3, f4, ts_rank(tokens, q) as score from words, cast($1 as tsquery) as q where tokens @@ q
  )
  select
    (select count(*) from found)::integer as total,
    (select json_agg(best) from (select id, score from found order by score desc, id limit 20) as best) as best,
    (select json_agg(facets) from (
      select f0, f1, f2, f3, f4, count(*) from found
      group by grouping sets ((f0), (f1), (f2), (f3), (f4))
    ) as facets) as facets`;

export async function indexedWords(): Promise<IndexedWords> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'kaishu-words-'));
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const postgres = await startPostgres({
    directory: path.join(home, 'postgres'),
    log: silent,
    durable: false,
  });
  const client = new Client(postgres.connection);
  await client.connect();
  await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);

  return {
    async load(rows) {
      const since = performance.now();
      await client.query(
        `drop table if exists words;
         create unlogged table words (id text, tokens tsvector, f0 text, f1 text, f2 text, f3 text, f4 text)`,
      );
      await pipeline(Readable.from(linesOf(rows)), client.query(copyFrom('copy words from stdin')));
      await client.query('create index on words using gin (tokens) with (fastupdate = off)');
      await client.query('vacuum analyze words');
      return (performance.now() - since) / 1000;
    },
    async find(query) {
      const since = performance.now();
      const { rows } = await client.query<{ total: number }>(FIND, [query]);
      return { total: rows[0]?.total ?? 0, ms: performance.now() - since };
    },
    async end() {
      await client.end();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** In portions, as a line each would take its time. */
function* linesOf(rows: Iterable<WordRow>): Generator<string> {
  let lines: string[] = [];
  for (const { id, tokens, facets } of rows) {
    const words = tokens.map((token) => `'${token}'`).join(' ');
    lines.push([id, words, ...facets].join('\t'));
    if (lines.length < 500) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
