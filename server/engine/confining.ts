import { isLookUp } from '../../rules/grants/key-lookup.ts';
import { narrow } from '../../rules/expressions/narrow.ts';
import { isGrouped, type Query, type Typed } from '../../rules/expressions/query-tree.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Asker } from './gate.ts';
import type { Engine, EngineTable, RowCount } from './engine.types.ts';

/** The table on disk, and what may be asked of it. */
function confinedTo(table: EngineTable, query: Query): [EngineTable, Query] {
  if (!table.confined) return [table, query];
  const { whole, rowFilter, keyField } = table.confined;
  if (keyField !== undefined && !isLookUp(query, keyField))
    throw new Problem('grant-key-only', { provision: 'plan2023-3.2', keyField });
  return [whole, narrow(query, { fields: table.columns.map(({ name }) => name), rowFilter })];
}

/**
 * The engine, with the confinement of tables in front of everything else: whatever is asked of a table of which only a
 * part may be seen is narrowed here, in the query's tree, before hot tables, layers or a compiler see it. What compares
 * whole tables refuses such a one.
 */
export function confining(engine: Engine): Engine {
  return {
    ...engine,
    rows: async (table, query, ...rest) => engine.rows(...confinedTo(table, query), ...rest),
    count: async (table, query, asker) =>
      table.confined ? exactCount(engine, table, query, asker) : engine.count(table, query, asker),
    export: async (table, query, ...rest) => engine.export(...confinedTo(table, query), ...rest),
    layer: async (table, query, ...rest) => engine.layer(...confinedTo(table, query), ...rest),
    tile: async (table, query, at, asker) =>
      engine.tile(...confinedTo(table, query), { ...at, unnumbered: table.confined !== undefined }, asker),
    changes: async (before, now, ...rest) => engine.changes(whole(before), whole(now), ...rest),
    breaches: async (table, ...rest) => engine.breaches(whole(table), ...rest),
    digests: async (table, ...rest) => engine.digests(whole(table), ...rest),
    overlap: async (own, other, ...rest) => {
      whole(own.table);
      whole(other.table);
      return engine.overlap(own, other, ...rest);
    },
  };
}

function whole(table: EngineTable): EngineTable {
  if (table.confined) throw new Problem('beyond-grant', { provision: 'xz-21' });
  return table;
}

const ALL: Typed = { kind: 'call', name: 'count', distinct: false, args: [], type: 'integer', at: 1 };

/**
 * Never an estimate: that is made of the number of all rows, and would tell it. Of groups the engine's own count is
 * exact; of rows it is an aggregate. Throws as `rows` does.
 */
export async function exactCount(
  engine: Engine,
  table: EngineTable,
  query: Query,
  asker?: Asker,
): Promise<RowCount> {
  const [on, asked] = confinedTo(table, query);
  if (isGrouped(asked)) return engine.count(on, asked, asker);
  const counting = {
    ...asked,
    select: [{ expression: ALL, name: 'n' }],
    orderBy: [],
    limit: null,
    offset: 0,
  };
  const { json } = await engine.rows(on, counting, { limit: 1 }, asker);
  const [{ n }] = JSON.parse(json) as [{ n: number }];
  return { total: n, totalIsEstimate: false };
}
