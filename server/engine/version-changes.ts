import type { RowDifferences, RowTexts } from '../../rules/versions/version-changes.ts';
import type { AskTexts } from '../rule-checks.ts';
import type { ChangesWanted, EngineTable } from './engine.types.ts';
import { sizeOfType } from './exact-decimals.ts';
import type { PhysicalColumn, TableInfo } from './table-info.ts';

/** A version's table as the engine knows it. */
export interface KnownTable {
  table: EngineTable;
  info: TableInfo;
}

interface Pair {
  name: string;
  /** SQL of the same value on both sides, of one type. */
  before: string;
  now: string;
}
interface Side {
  from: string;
  cell: (pair: Pair) => string;
}

const LONGEST_VALUE = 500;
const ROW = 't.file_row_number';

/**
 * Which rows `now` has more, fewer and otherwise than `before`, by the fields of both. Rows are compared by hashes of
 * their values: 64 bits where a key names them, else 128.
 */
export async function versionChanges(
  ask: AskTexts,
  before: KnownTable,
  now: KnownTable,
  { keys, examples }: ChangesWanted,
): Promise<RowDifferences> {
  const pairs = pairsOf(before, now);
  const sides: Sides = {
    before: { from: before.info.from, cell: (pair) => pair.before },
    now: { from: now.info.from, cell: (pair) => pair.now },
  };
  const key = await keyAmong(ask, sides, pairs, keys);
  const [counts = []] =
    pairs.length === 0
      ? [['0', '0', '0']]
      : await ask(key.length > 0 ? byKey(sides, pairs, key, examples) : byWholeRows(sides, pairs, examples));
  const [added, removed, changed, ...lists] = counts;
  const [
    addedRows = [],
    addedTimes = [],
    removedRows = [],
    removedTimes = [],
    rowsNow = [],
    rowsBefore = [],
  ] = lists.map(numbersIn);
  const shown = {
    now: await rowsAt(ask, now, pairs, sides.now, [...addedRows, ...rowsNow]),
    before: await rowsAt(ask, before, pairs, sides.before, [...removedRows, ...rowsBefore]),
  };
  const oneSided = (of: 'now' | 'before', rows: number[], times: number[]) =>
    rows.map((row, place) => ({
      row: row + 1,
      times: times[place] ?? 1,
      values: shown[of].get(row)?.values ?? {},
    }));
  return {
    key: key.map(({ name }) => name),
    fields: pairs.map(({ name }) => name),
    added: Number(added),
    removed: Number(removed),
    changed: Number(changed),
    examples: {
      added: oneSided('now', addedRows, addedTimes),
      removed: oneSided('before', removedRows, removedTimes),
      changed: rowsNow.map((row, place) => {
        const [after, was] = [shown.now.get(row), shown.before.get(rowsBefore[place] ?? -1)];
        const differs = (_: Pair, at: number) => after?.hashes[at] !== was?.hashes[at];
        return {
          row: row + 1,
          fields: pairs.filter(differs).map(({ name }) => name),
          before: was?.values ?? {},
          after: after?.values ?? {},
        };
      }),
    },
  };
}

interface Sides {
  before: Side;
  now: Side;
}

const numbersIn = (json: string | null): number[] =>
  json === null ? [] : (JSON.parse(json) as unknown[]).map(Number);

/** The fields of both tables, brought to one type where they differ in it. */
function pairsOf(before: KnownTable, now: KnownTable): Pair[] {
  return now.table.columns.flatMap(({ name }): Pair[] => {
    const [past, present] = [before.info.columns.get(name), now.info.columns.get(name)];
    if (!past || !present) return [];
    const common = commonForm(past.type, present.type);
    return [{ name, before: common(past), now: common(present) }];
  });
}

type Form = (column: PhysicalColumn) => string;

function commonForm(one: string, other: string): Form {
  const plain: Form = ({ sql }) => `t.${sql}`;
  if (one === other) return plain;
  const sizes = [sizeOfType(one), sizeOfType(other)];
  if (sizes.includes(null)) return (column) => `CAST(${plain(column)} AS VARCHAR)`;
  // Two exact numbers: the digits that count, since no type of the engine holds every pair of them.
  return (column) => {
    const text = `regexp_replace(CAST(${plain(column)} AS VARCHAR), '^(-?)0+', '\\1')`;
    return `CASE WHEN contains(${text}, '.') THEN rtrim(rtrim(${text}, '0'), '.') ELSE ${text} END`;
  };
}

/** The first of the keys whose values are all there and all different in both tables; empty when none is. */
async function keyAmong(
  ask: AskTexts,
  { before, now }: Sides,
  pairs: readonly Pair[],
  keys: ChangesWanted['keys'],
): Promise<Pair[]> {
  const named = new Map(pairs.map((pair) => [pair.name, pair]));
  for (const key of keys) {
    const cells = key.flatMap((name) => named.get(name) ?? []);
    if (cells.length < key.length) continue;
    if ((await namesRows(ask, now, cells)) && (await namesRows(ask, before, cells))) return cells;
  }
  return [];
}

async function namesRows(ask: AskTexts, { from, cell }: Side, key: readonly Pair[]): Promise<boolean> {
  const cells = key.map(cell);
  const there = cells.map((each) => `count(${each}) = count(*)`).join(' AND ');
  const [[answer] = []] = await ask(
    `SELECT CAST(${there} AND count(DISTINCT hash(${cells.join(', ')})) = count(*) AS VARCHAR) FROM ${from}`,
  );
  return answer === 'true';
}

/** Counts, then the numbers of the rows to be shown, each as a list: added, removed, changed. */
function byKey({ before, now }: Sides, pairs: readonly Pair[], key: readonly Pair[], shown: number): string {
  const rest = pairs.filter((pair) => !key.includes(pair));
  const rows = ({ from, cell }: Side): string => {
    const keyed = key.map((pair, place) => `${cell(pair)} AS k${place}`);
    const others = rest.length > 0 ? `hash(${rest.map(cell).join(', ')})` : '0';
    return `SELECT ${ROW} AS place, ${keyed.join(', ')}, ${others} AS others FROM ${from}`;
  };
  const same = key.map((_, place) => `n.k${place} = o.k${place}`).join(' AND ');
  const [added, removed, changed] = [
    'past IS NULL',
    'fresh IS NULL',
    'fresh IS NOT NULL AND past IS NOT NULL',
  ];
  return `SELECT ${counts([`count(*) FILTER (WHERE ${added})`, `count(*) FILTER (WHERE ${removed})`, `count(*) FILTER (WHERE ${changed})`])},
    ${lists([
      `min(fresh, ${shown}) FILTER (WHERE ${added})`,
      'NULL',
      `min(past, ${shown}) FILTER (WHERE ${removed})`,
      'NULL',
      `min(fresh, ${shown}) FILTER (WHERE ${changed})`,
      `arg_min(past, fresh, ${shown}) FILTER (WHERE ${changed})`,
    ])}
    FROM (SELECT n.place AS fresh, o.place AS past FROM (${rows(now)}) n FULL JOIN (${rows(before)}) o ON ${same}
      WHERE n.place IS NULL OR o.place IS NULL OR n.others <> o.others)`;
}

/** As {@link byKey}; rows are the same when all their values are, and each counts as often as it comes. */
function byWholeRows({ before, now }: Sides, pairs: readonly Pair[], shown: number): string {
  const rows = ({ from, cell }: Side, sign: 1 | -1): string => {
    const cells = pairs.map(cell);
    // In another order, which is another hash; of a single value it would not be.
    const again = [...cells.slice(1).reverse(), `concat('/', ${cells[0] ?? ''})`];
    return `SELECT ${ROW} AS place, hash(${cells.join(', ')}) AS one, hash(${again.join(', ')}) AS other, ${sign} AS sign FROM ${from}`;
  };
  return `SELECT ${counts(['sum(more) FILTER (WHERE more > 0)', '-sum(more) FILTER (WHERE more < 0)', '0'])},
    ${lists([
      `min(fresh, ${shown}) FILTER (WHERE more > 0)`,
      `arg_min(more, fresh, ${shown}) FILTER (WHERE more > 0)`,
      `min(past, ${shown}) FILTER (WHERE more < 0)`,
      `arg_min(-more, past, ${shown}) FILTER (WHERE more < 0)`,
    ])}
    FROM (SELECT sum(sign) AS more, min(place) FILTER (WHERE sign > 0) AS fresh, min(place) FILTER (WHERE sign < 0) AS past
      FROM (${rows(now, 1)} UNION ALL ${rows(before, -1)}) GROUP BY one, other HAVING sum(sign) <> 0)`;
}

const counts = (each: readonly string[]): string =>
  each.map((sql) => `CAST(coalesce(${sql}, 0) AS VARCHAR)`).join(', ');
const lists = (each: readonly string[]): string =>
  each.map((sql) => (sql === 'NULL' ? sql : `CAST(to_json(${sql}) AS VARCHAR)`)).join(', ');

interface Shown {
  values: RowTexts;
  /** Of the fields of both tables, in the order of the pairs. */
  hashes: (string | null)[];
}

/** The rows with these numbers (from 0), every field of their table as text. */
async function rowsAt(
  ask: AskTexts,
  { table, info }: KnownTable,
  pairs: readonly Pair[],
  { cell }: Side,
  rows: readonly number[],
): Promise<Map<number, Shown>> {
  if (rows.length === 0) return new Map();
  const names = table.columns.map(({ name }) => name);
  const texts = names.map(
    (name) => `left(CAST(t.${info.columns.get(name)?.sql ?? ''} AS VARCHAR), ${LONGEST_VALUE})`,
  );
  const hashes = pairs.map((pair) => `CAST(hash(${cell(pair)}) AS VARCHAR)`);
  const found = await ask(
    `SELECT CAST(${ROW} AS VARCHAR), ${[...texts, ...hashes].join(', ')} FROM ${info.from}
     WHERE ${ROW} IN (${[...new Set(rows)].join(', ')})`,
  );
  return new Map(
    found.map(([row, ...cells]) => [
      Number(row),
      {
        values: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null])),
        hashes: cells.slice(names.length),
      },
    ]),
  );
}
