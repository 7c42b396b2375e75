import { Compile } from 'typebox/compile';
import { ByDataset } from '../../../rules/api/views.ts';
import type { querySql } from '../../../rules/datasets/sql.operations.ts';
import { expressionProblem } from '../../../rules/expressions/expression-problem.ts';
import type { Query } from '../../../rules/expressions/query-tree.ts';
import { checkStatement } from '../../../rules/expressions/read-query.ts';
import {
  parseStatement,
  STATEMENT_LIMITS,
  type StatementSyntax,
} from '../../../rules/expressions/statement-parser.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { acceptedFormat, FORMATS } from './formats.ts';
import { cursorFor, cursorFrom, givenOut, takeRowsOf } from './given-out.ts';
import { openMaking, workOf } from './made-export.ts';
import { servedRows, type Served } from './served-version.ts';

const isDataset = Compile(ByDataset);
/** An answer to a POST is nobody's but the caller's. */
const HEADERS = { 'cache-control': 'no-store', vary: 'accept' };

/** One statement, with the same rights, tree and limits as a page of rows. */
export const sql: UseCase<typeof querySql> = async (call, asked) => {
  const { format = acceptedFormat(call.transport.header('accept')), version } = asked;
  const statement = parseStatement(asked.sql);
  const served = await servedFrom(call, statement, version, asked.grant);
  call.transport.note({ datasetId: served.dataset.id, version: served.number, format });
  const table = await served.table();
  const query = checkStatement(statement, table.columns);
  const { contentType } = FORMATS[format];
  if (format !== 'json') {
    const bounded = { ...query, limit: query.limit ?? STATEMENT_LIMITS.rows };
    const options = { layer: served.dataset.code };
    const { tag, dataset, grant } = served;
    const order = { tag, datasetId: dataset.id, table, query: bounded, format, options, grant };
    await takeRowsOf(call, served, table, bounded);
    const file = await openMaking(call, order);
    return { ...givenOut(served, { contentType, body: file.stream() }), headers: HEADERS };
  }
  return { contentType, headers: HEADERS, body: await page(call, served, table, query, asked.cursor) };
};

/** As {@link servedRows}; what is not found has a position, too. */
async function servedFrom(
  call: Call,
  { from: { name, at } }: StatementSyntax,
  version: number | undefined,
  grant: string | undefined,
): Promise<Served> {
  if (!isDataset.Check({ id: name })) {
    throw expressionProblem({
      reason: 'expression.expected',
      part: 'sql',
      position: at,
      found: name.slice(0, 40),
      expected: ['expression.kind.dataset'],
    });
  }
  try {
    return await servedRows(call, name, version, grant);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found')
      throw new Problem('not-found', { part: 'sql', position: at, found: name });
    throw error;
  }
}

async function page(
  call: Call,
  served: Served,
  table: EngineTable,
  query: Query,
  cursor: string | undefined,
): Promise<string> {
  const { limit } = query;
  const { number: version, live, dataset } = served;
  // A statement that says how many rows it wants has no further pages.
  if (limit !== null && cursor !== undefined) throw new Problem('invalid-cursor');
  const { engine, running } = call.services;
  const asked = { limit: limit ?? STATEMENT_LIMITS.rows, after: cursorFrom(served, cursor) };
  const [rows, total] = await running.during(workOf(call, 'sql', dataset.id, 'json'), async (asker) => [
    await engine.rows(table, query, asked, asker),
    limit === null ? await engine.count(table, query, asker) : null,
  ]);
  await served.grant?.takeRows(rows.count);
  const counted = total ?? { total: rows.count, totalIsEstimate: false };
  const next = limit === null ? cursorFor(served, rows.next) : null;
  const rest = { ...counted, next, dataset: dataset.code, version, ...(live && { live }) };
  return `{"items":${rows.json},${JSON.stringify(rest).slice(1)}`;
}
