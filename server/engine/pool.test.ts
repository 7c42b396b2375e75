import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { createGate } from './gate.ts';
import type { EngineTable } from './index.ts';
import { createPool } from './pool.ts';
import { aField, aWorkbench, type Workbench } from './testing/tables.ts';

let bench: Workbench;
let table: EngineTable;
beforeAll(async () => {
  bench = await aWorkbench();
  table = await bench.table([aField('a', 'integer')], [['1']]);
});
afterAll(() => bench.close());

const aPool = () =>
  createPool(() =>
    openDatabase({
      memoryLimit: '256MB',
      threads: 1,
      temporaryDirectory: join(bench.directory, 'tmp'),
      allowedDirectories: [join(bench.directory, 'data')],
    }),
  );

describe('the pool', () => {
  it('given an error inside the engine that costs the database, when the next query comes, then a new one answers', async () => {
    const pool = await aPool();
    const gate = createGate(3, 1000);
    const [culprit, bystander] = [await pool.borrow(gate, table), await pool.borrow(gate, table)];
    // Running this a second time from one prepared statement dereferences null in DuckDB 1.5.6.
    const crash = `SELECT name FROM parquet_schema('${table.path}') OFFSET 1`;
    await culprit.connection.all(crash);
    await expect(culprit.connection.all(crash)).rejects.toThrow('the query engine failed');
    await expect(bystander.connection.all('SELECT 1')).rejects.toMatchObject({ code: 'unavailable' });
    culprit.giveBack();
    bystander.giveBack();
    const next = await pool.borrow(gate, table);
    expect(await next.connection.all(`SELECT CAST(a AS VARCHAR) FROM '${table.path}'`)).toEqual([['1']]);
    next.giveBack();
    await pool.close();
  });

  it('given every place is taken, when one more asks, then it waits in line and is refused in time', async () => {
    const gate = createGate(1, 20);
    const leave = await gate.enter();
    const second = gate.enter();
    leave();
    const leaveAgain = await second;
    await expect(gate.enter()).rejects.toMatchObject({ code: 'unavailable', extra: { retryAfter: 1 } });
    leaveAgain();
    (await gate.enter())();
  });

  it.each([
    ["SELECT * FROM read_csv('/etc/passwd')", 'file system operations are disabled'],
    ["SELECT * FROM '/etc/hostname'", 'does not exist'],
    ["COPY (SELECT 1) TO '/tmp/escaped.csv'", 'disabled by configuration'],
    ["ATTACH '/tmp/escaped.db'", 'disabled'],
    ['SET enable_external_access = true', 'locked|Cannot'],
    ["SET memory_limit = '100GB'", 'locked'],
    ['INSTALL spatial', 'disabled|not allowed|Permission'],
    ["SELECT getenv('HOME')", 'does not exist|not exist'],
  ])(
    'given statements that no query can become, when %s is run all the same, then the engine refuses',
    async (sql, words) => {
      const pool = await aPool();
      const loan = await pool.borrow(createGate(1, 1000), table);
      const error: unknown = await loan.connection.all(sql).catch((thrown: unknown) => thrown);
      expect(String(error instanceof Error && error.cause)).toMatch(new RegExp(words));
      loan.giveBack();
      await pool.close();
    },
  );
});
