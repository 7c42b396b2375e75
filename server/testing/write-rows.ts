import pg from 'pg';
import { startPostgres } from '../store/postgres/postgres.ts';

/** A process for kill -9 tests: says the server's pid, then each row that the database has acknowledged. */
const [directory = ''] = process.argv.slice(2);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const postgres = await startPostgres({ directory, log: silent });
const stopping = new AbortController();
process.on('SIGTERM', () => {
  stopping.abort();
  void postgres.stop().then(() => process.exit(0));
});
const pool = new pg.Pool(postgres.connection);
pool.on('error', () => undefined);
process.stdout.write(`${postgres.pid}\n`);
try {
  await pool.query('create table if not exists row (number integer primary key)');
  for (let number = 1; !stopping.signal.aborted; number += 1) {
    await pool.query('insert into row values ($1)', [number]);
    process.stdout.write(`${number}\n`);
  }
} catch (error) {
  if (!stopping.signal.aborted) throw error;
}
