import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shanghai } from '../../rules/profile/shanghai.ts';
import type { ListedText } from '../../server/search/search-document.ts';
import { allQueries, judgements, JUDGEMENTS, shortHash, type Judgements, type Query } from './queries.ts';
import { RANKERS, rankersOf } from './rankers.ts';
import { hasRealCatalogue, realCatalogue } from './real-catalogue.ts';

const SHOWN = 120;
/** Judged documents among those that nobody judged, so that being here says nothing. */
const DECOYS = 8;

const USAGE = `usage: pool.ts write DIRECTORY FILES [FIRST [DEPTH]]   what is to be judged, in so many files from pool-FIRST.jsonl
                                               and of each ranker the best DEPTH (20 when it is not said)
       pool.ts merge DIRECTORY                 what was judged (judged-N.json) into judgements.json`;

/** One dataset for all that have its name and publisher. */
const sameOf = ({ entry, publisher }: ListedText): string => `${entry?.name ?? ''}\n${publisher}`;

/** Shuffled by what nobody can foresee, and the same each time. */
const shuffled = (ids: Iterable<string>, salt: string): string[] => {
  const key = (id: string): string => createHash('sha256').update(`${salt} ${id}`).digest('hex');
  return [...ids].sort((one, other) => (key(one) < key(other) ? -1 : 1));
};

async function write(directory: string, files: number, first: number, depth: number): Promise<void> {
  const listed = await realCatalogue();
  const byId = new Map(listed.map((each) => [each.id, each]));
  const rankers = rankersOf(listed);
  const [all, judged] = [await allQueries(), await judgements()];
  const keys: Record<string, Record<number, string>> = {};
  const lines: string[][] = Array.from({ length: files }, () => []);
  let written = 0;
  for (const query of all) {
    const known = judged[query.id];
    const pooled = new Map<string, string>();
    for (const name of RANKERS)
      for (const id of rankers[name](query.query, depth)) {
        const text = byId.get(id);
        if (text && !pooled.has(sameOf(text))) pooled.set(sameOf(text), id);
      }
    const chosen = known ? unjudged([...pooled.values()], known, query.id) : [...pooled.values()];
    if (chosen.length === 0) continue;
    const order = shuffled(chosen, query.id);
    keys[query.id] = Object.fromEntries(order.map((id, at) => [at + 1, id]));
    lines[written % files]?.push(
      JSON.stringify({ ...query, documents: order.map((id, at) => shown(at + 1, byId.get(id))) }),
    );
    written += 1;
  }
  await mkdir(directory, { recursive: true });
  for (const [at, each] of lines.entries())
    await writeFile(join(directory, `pool-${first + at}.jsonl`), `${each.join('\n')}\n`);
  await writeFile(join(directory, first === 1 ? 'key.json' : `key-${first}.json`), JSON.stringify(keys));
  const documents = Object.values(keys).reduce((sum, each) => sum + Object.keys(each).length, 0);
  console.log(`${written} queries, ${documents} documents`);
}

function unjudged(ids: readonly string[], known: Record<string, number>, salt: string): string[] {
  const fresh = ids.filter((id) => known[shortHash(id)] === undefined);
  const decoys = shuffled(
    ids.filter((id) => known[shortHash(id)] !== undefined),
    salt,
  );
  return fresh.length === 0 ? [] : [...fresh, ...decoys.slice(0, DECOYS)];
}

const short = (text: string): string =>
  [...text].length > SHOWN ? `${[...text].slice(0, SHOWN).join('')}…` : text;

const shown = (n: number, text: ListedText | undefined) => ({
  n,
  title: text?.entry?.name ?? '',
  publisher: text?.publisher ?? '',
  domain: shanghai.domains.find(({ code }) => code === text?.entry?.domain)?.name['zh-CN'] ?? '',
  abstract: short(text?.entry?.summary ?? ''),
  fields: short((text?.entry?.fields ?? []).map(({ label }) => label).join('、')),
});

const FILE = /^(?:judged|key)(?:-(\d+))?\.json$/;

type Judged = Record<string, Record<string, number>>;

/** What was judged of each dataset; it counts for all that have its name and publisher. */
async function merge(directory: string): Promise<void> {
  const listed = await realCatalogue();
  const same = Map.groupBy(listed, sameOf);
  const byId = new Map(listed.map((each) => [each.id, each]));
  const files = (await readdir(directory)).filter((name) => FILE.test(name)).sort();
  const read = async (name: string) => JSON.parse(await readFile(join(directory, name), 'utf8')) as unknown;
  const keys = await Promise.all(
    files
      .filter((name) => name.startsWith('key'))
      .map(async (name) => ({
        first: Number(FILE.exec(name)?.[1] ?? 1),
        key: (await read(name)) as Record<string, Record<string, string>>,
      })),
  );
  const merged = await judgements();
  for (const name of files.filter((each) => each.startsWith('judged'))) {
    const number = Number(FILE.exec(name)?.[1]);
    const key = keys.filter(({ first }) => first <= number).sort((a, b) => b.first - a.first)[0]?.key ?? {};
    for (const [query, grades] of Object.entries((await read(name)) as Judged))
      for (const [n, grade] of Object.entries(grades)) {
        const text = byId.get(key[query]?.[n] ?? '');
        if (!text || !Number.isInteger(grade) || grade < 0 || grade > 3)
          throw new Error(`${name}: ${query} ${n} says ${String(grade)}`);
        // What was judged first stays: later pools hold judged datasets among the others.
        for (const { id } of same.get(sameOf(text)) ?? []) (merged[query] ??= {})[shortHash(id)] ??= grade;
      }
  }
  await save(merged, await allQueries());
}

async function save(merged: Judgements, all: readonly Query[]): Promise<void> {
  const sorted = all.flatMap(({ id }) => {
    const grades = Object.entries(merged[id] ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
    return grades.length === 0 ? [] : [[id, Object.fromEntries(grades)] as const];
  });
  const text = sorted.map(([id, grades]) => `  ${JSON.stringify(id)}: ${JSON.stringify(grades)}`).join(',\n');
  await writeFile(JUDGEMENTS, `{\n${text}\n}\n`);
  const count = sorted.reduce((sum, [, grades]) => sum + Object.keys(grades).length, 0);
  console.log(`${sorted.length} queries, ${count} datasets judged`);
}

const [command, directory, files = '1', first = '1', depth = '20'] = process.argv.slice(2);
if (!hasRealCatalogue()) process.exit(1);
if (command === 'write' && directory) await write(directory, Number(files), Number(first), Number(depth));
else if (command === 'merge' && directory) await merge(directory);
else {
  console.error(USAGE);
  process.exit(2);
}
