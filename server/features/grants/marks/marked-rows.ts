import type { Typed } from '../../../../rules/expressions/query-tree.ts';
import type { Engine, EngineTable } from '../../../engine/index.ts';
import { Recent } from '../../../recent.ts';
import type { Grant } from '../grant.queries.ts';
import { DIGEST_BYTES, keptBack } from './kept-back.ts';

/** By grant and table: neither its key nor the file changes. */
const KNOWN = new Recent<Typed | 'all'>(500);

/** Rows that a holder is given of a table whose copies are marked, as a condition; null: all. Reads the table once. */
export async function markedRows(
  engine: Pick<Engine, 'digests'>,
  { id, markKey, agreed: { withheldShare } }: Pick<Grant, 'id' | 'markKey' | 'agreed'>,
  table: EngineTable,
): Promise<Typed | null> {
  if (markKey === null || withheldShare === undefined) return null;
  const name = `${id} ${withheldShare} ${table.version ?? table.path}`;
  const known = KNOWN.get(name) ?? condition(await placesIn(engine, { markKey, withheldShare }, table));
  KNOWN.set(name, known);
  return known === 'all' ? null : known;
}

const condition = (rows: readonly number[]): Typed | 'all' =>
  rows.length === 0 ? 'all' : { kind: 'besides', rows, type: 'boolean', at: 1 };

async function placesIn(
  engine: Pick<Engine, 'digests'>,
  { markKey, withheldShare }: { markKey: Buffer; withheldShare: number },
  table: EngineTable,
): Promise<number[]> {
  const rows: number[] = [];
  let before = 0;
  await engine.digests(table, [], ([digests = []]) => {
    const bytes = Buffer.from(digests.join(''), 'hex');
    for (const place of keptBack(bytes, markKey, withheldShare)) rows.push(before + place);
    before += bytes.length / DIGEST_BYTES;
  });
  return rows;
}
