import os from 'node:os';
import type { ListedText } from '../../server/search/search-document.ts';
import type { Ranker } from './bm25.ts';
import { DEPTH, ndcg } from './ndcg.ts';
import {
  judgements,
  judgementsWithBeside,
  queries,
  shortHash,
  type Judgements,
  type Query,
  type QuerySet,
} from './queries.ts';
import { RANKERS, rankersOf, type RankerName } from './rankers.ts';
import { hasRealCatalogue, realCatalogue } from './real-catalogue.ts';

/** What must be reached: plain topics against the better yardstick, other kinds against our plain topics, all in all. */
const GOALS = { plain: 1.1, others: 0.9, overall: 0.85 };
/** Queries that nothing answers: told by how much is answered. */
const NONE = 'none';

interface Judged extends Query {
  scores: Record<RankerName, number>;
  found: Record<RankerName, number>;
  unjudged: Record<RankerName, number>;
  /** Something judged is of use. */
  counts: boolean;
}

interface Judging {
  listed: readonly ListedText[];
  rankers: Record<RankerName, Ranker>;
  grades: Judgements;
}

const TITLES: Record<QuerySet, string> = {
  tuned: 'queries that ranking was tuned by',
  heldOut: 'held-out queries, of other topics, that nothing was tuned by, though figures of them were seen',
  fresh: 'fresh queries, fixed before ranking was mended last and not looked at until it was',
};
const BESIDE = 'the held-out queries, judged also by what no ranker brought up for them';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const each = <T>(of: (name: RankerName) => T): Record<RankerName, T> => ({
  ours: of('ours'),
  bigrams: of('bigrams'),
  characters: of('characters'),
});

function judgeAll(asked: readonly Query[], { listed, rankers, grades }: Judging): Judged[] {
  return asked.map((query) => {
    const known = grades[query.id] ?? {};
    const answered = each((name) => rankers[name](query.query, listed.length).map(shortHash));
    const all = Object.values(known);
    const scores = each((name) =>
      ndcg(
        answered[name].slice(0, DEPTH).map((hash) => known[hash] ?? 0),
        all,
      ),
    );
    return {
      ...query,
      scores: each((name) => scores[name] ?? 0),
      found: each((name) => answered[name].length),
      unjudged: each(
        (name) => answered[name].slice(0, DEPTH).filter((hash) => known[hash] === undefined).length,
      ),
      counts: scores.ours !== null,
    };
  });
}

const row = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, at) => {
      const text = typeof cell === 'number' ? cell.toFixed(3) : cell;
      return at === 0 ? text.padEnd(14) : text.padStart(11);
    })
    .join('');

function report(judged: readonly Judged[]): void {
  const counted = judged.filter(({ counts }) => counts);
  const kinds = Map.groupBy(counted, ({ kind }) => kind);
  kinds.delete(NONE);
  const of = (some: readonly Judged[], name: RankerName): number =>
    mean(some.map(({ scores }) => scores[name]));
  const plain = of(kinds.get('plain') ?? [], 'ours');
  console.log(row(['kind', 'queries', ...RANKERS, 'goal']));
  for (const [kind, some] of kinds) {
    const [ours = 0, ...yardsticks] = RANKERS.map((name) => of(some, name));
    const goal = kind === 'plain' ? GOALS.plain * Math.max(...yardsticks) : GOALS.others * plain;
    const verdict = ours >= goal ? 'reached' : 'MISSED';
    console.log(`${row([kind, String(some.length), ours, ...yardsticks, goal])}  ${verdict}`);
  }
  const all = [...kinds.values()].flat();
  const overall = of(all, 'ours');
  console.log(
    `${row(['all', String(all.length), ...RANKERS.map((name) => of(all, name)), GOALS.overall])}  ${overall >= GOALS.overall ? 'reached' : 'MISSED'}`,
  );
}

function list(judged: readonly Judged[]): void {
  for (const { id, query, scores, found, unjudged } of judged)
    console.log(
      `${row([id, ...RANKERS.map((name) => scores[name]), String(found.ours), String(unjudged.ours)])}  ${query}`,
    );
}

function remarks(judged: readonly Judged[]): void {
  const useless = judged.filter(({ counts, kind }) => !counts && kind !== NONE).map(({ query }) => query);
  if (useless.length > 0) console.log(`left out, nothing judged is of any use: ${useless.join(', ')}`);
  const unjudged = (name: RankerName): number =>
    judged.reduce((sum, query) => sum + (query.kind === NONE ? 0 : query.unjudged[name]), 0);
  console.log(
    `not judged, counted as useless: ${RANKERS.map((name) => `${name} ${unjudged(name)}`).join(', ')} of the best ${DEPTH} of each query`,
  );
  for (const { query, found } of judged.filter(({ kind }) => kind === NONE))
    console.log(
      `without an answer: ${query}: ${RANKERS.map((name) => `${name} ${found[name]}`).join(', ')} found`,
    );
}

if (hasRealCatalogue()) {
  const [processor] = os.cpus();
  console.log(`${new Date().toISOString()} · Node ${process.version} · ${processor?.model ?? '?'}`);
  console.log(
    `nDCG@${DEPTH} over the real catalogue, yardsticks BM25 over character bigrams and single characters`,
  );
  const listed = await realCatalogue();
  const judging = { listed, rankers: rankersOf(listed), grades: await judgements() };
  for (const set of ['tuned', 'heldOut', 'fresh'] as const) {
    const judged = judgeAll(await queries(set), judging);
    console.log(`\n${judged.length} ${TITLES[set]}`);
    report(judged);
    remarks(judged);
    if (process.argv.includes('--queries')) list(judged);
  }
  console.log(`\n${BESIDE}`);
  report(judgeAll(await queries('heldOut'), { ...judging, grades: await judgementsWithBeside() }));
}
