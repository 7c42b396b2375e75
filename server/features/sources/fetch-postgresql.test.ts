import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { fetchPostgresql } from './fetch-postgresql.queries.ts';
import { admitting } from './networks.ts';
import { aFetching } from './testing/fetching.ts';
import { tcpDoor, type Door } from './testing/tcp-door.ts';

let database: TestDatabase;
let door: Door;
beforeAll(async () => {
  database = await testDatabase();
  door = await tcpDoor(database.url);
  await database.pool.query(
    `create table 停车场 (id bigint, name text, price numeric, at timestamptz, note text)`,
  );
  await database.pool.query(
    `insert into 停车场 values (310104202300000001, '甲,"一"', 1.10, '2026-11-22 08:00:00+00', ''), (2, E'乙\n二', -0.5, null, null)`,
  );
});
afterAll(async () => {
  await door.close();
  await database.drop();
});

async function pull(query: string, given: { host?: string; database?: string } = {}): Promise<string> {
  const { username, pathname } = new URL(database.url);
  const fetching = aFetching();
  const named = { host: '127.0.0.1', database: pathname.slice(1), ...given };
  const address = { kind: 'postgresql' as const, port: door.port, user: username, query, ...named };
  try {
    await fetchPostgresql(address, fetching);
    return await readFile(fetching.file, 'utf8');
  } finally {
    await rm(fetching.file, { force: true });
  }
}
const ROWS = `id,name,price,at,note
310104202300000001,"甲,""一""",1.10,2026-11-22 16:00:00+08,""
2,"乙
二",-0.5,,
`;

describe('rows of PostgreSQL', () => {
  it('[xz-9-3] [xz-16-2] given a table, when pulled, then every value is there as the database writes it', async () => {
    expect(await pull('停车场')).toBe(ROWS);
    expect(await pull('public.停车场')).toBe(ROWS);
  });

  it('given a select with a comment and a semicolon at its end, when pulled, then its rows come', async () => {
    expect(await pull('select id from 停车场 where id < 10;')).toBe('id\n2\n');
    expect(await pull('select id from 停车场 where id < 10 -- of them')).toBe('id\n2\n');
  });

  it.each([
    ['delete from 停车场'],
    ['with gone as (delete from 停车场 returning id) select * from gone'],
    ['select 1; delete from 停车场'],
    ["select 1) to program 'touch /tmp/x' --"],
    ['select 1) to stdout; commit; delete from 停车场; copy (select 1'],
    ['nothing_of_that_name'],
    ['select 1 /*'],
    ["select nextval('numbers')"],
  ])('given “%s”, when pulled, then it is refused and nothing is changed', async (query) => {
    await database.pool.query('create sequence if not exists numbers');
    await expect(pull(query)).rejects.toMatchObject({ problem: { reason: 'query-refused' } });
    expect(await pull('select count(*) from 停车场')).toBe('count\n2\n');
  });

  it('given a database that is not there, when pulled, then the login is refused', async () => {
    await expect(pull('停车场', { database: 'nobodys' })).rejects.toMatchObject({
      problem: { reason: 'login-refused' },
    });
  });

  it('given a host in a network that is not listed, when pulled, then it is refused', async () => {
    const address = {
      kind: 'postgresql' as const,
      host: 'localhost',
      port: door.port,
      database: 'x',
      user: 'x',
      query: 'x',
    };
    const asked = fetchPostgresql(address, aFetching({ admits: admitting([]) }));
    await expect(asked).rejects.toMatchObject({ problem: { reason: 'network-refused' } });
  });
});
