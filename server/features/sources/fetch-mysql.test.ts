import { readFile, rm } from 'node:fs/promises';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchMysql } from './fetch-mysql.queries.ts';
import { aFetching } from './testing/fetching.ts';
import { hasMariadb, startMariadb, type Mariadb } from './testing/mariadb.ts';

if (!hasMariadb)
  process.stderr.write('MySQL as a source: skipped, there is no mariadbd (KAISHU_MARIADBD names one)\n');

describe.skipIf(!hasMariadb)('rows of MySQL', () => {
  let server: Mariadb;
  const run = async (port: number, ...statements: string[]): Promise<void> => {
    const connection = await mysql.createConnection({
      host: '127.0.0.1',
      port,
      user: 'root',
      charset: 'utf8mb4',
    });
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  };
  beforeAll(async () => {
    server = await startMariadb((port) => run(port, 'select 1'));
    await run(
      server.port,
      'create database parking character set utf8mb4',
      `create table parking.停车场 (id bigint unsigned, name text, price decimal(10,2), at datetime, note text,
         flag bit(1), tiny tinyint(1), raw json) engine=innodb`,
      `insert into parking.停车场 values
         (18446744073709551615, '甲,"一"', 1.10, '2026-11-22 08:00:00', '', b'1', 1, '{"a": 1}'),
         (2, '乙\n二', -0.50, null, null, b'0', 0, null)`,
    );
  }, 60_000);
  afterAll(() => server.stop());

  async function pull(query: string, database = 'parking'): Promise<string> {
    const fetching = aFetching();
    const place = { host: '127.0.0.1', port: server.port, database, user: 'root' };
    try {
      await fetchMysql({ kind: 'mysql', ...place, query }, fetching);
      return await readFile(fetching.file, 'utf8');
    } finally {
      await rm(fetching.file, { force: true });
    }
  }

  it('[xz-9-3] [xz-16-2] given a table, when pulled, then every value is there as the database writes it', async () => {
    const select = 'select id, name, price, at, note, tiny, raw from 停车场';
    const rows = `id,name,price,at,note,tiny,raw
18446744073709551615,"甲,""一""",1.10,2026-11-22 08:00:00,"",1,"{""a"": 1}"
2,"乙
二",-0.50,,,0,
`;
    expect(await pull(select)).toBe(rows);
    expect((await pull('停车场')).split('\n')[0]).toBe('id,name,price,at,note,flag,tiny,raw');
    expect((await pull('parking.停车场')).split('\n')[0]).toBe('id,name,price,at,note,flag,tiny,raw');
  });

  it('given a table without rows, when pulled, then its header comes', async () => {
    expect(await pull('select id from 停车场 where id < 0')).toBe('id\n');
  });

  it.each([
    ['delete from 停车场'],
    ['select 1; delete from 停车场'],
    ['with x as (select 1) delete from 停车场'],
    ['nothing_of_that_name'],
  ])('given “%s”, when pulled, then it is refused and nothing is changed', async (query) => {
    await expect(pull(query)).rejects.toMatchObject({ problem: { reason: 'query-refused' } });
    expect(await pull('select count(*) as n from 停车场')).toBe('n\n2\n');
  });

  it('given a database that is not there, when pulled, then the login is refused', async () => {
    await expect(pull('停车场', 'nobodys')).rejects.toMatchObject({ problem: { reason: 'login-refused' } });
  });
});
