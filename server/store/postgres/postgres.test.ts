import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAlive, startTalker } from '../../testing/processes.ts';
import { linkLibraries } from './binaries.ts';
import { startPostgres, type RunningPostgres } from './postgres.ts';

const isRoot = process.getuid?.() === 0;
const hasNamespaces = isRoot && spawnSync('unshare', ['--user', '--map-user=65534', 'true']).status === 0;
if (!isRoot)
  process.stdout.write('SKIPPED: what only root can check (accounts, change of owner): run as root too\n');
else if (!hasNamespaces)
  process.stdout.write('SKIPPED: root without reachable folders: no user namespaces on this machine\n');

describe('the carried PostgreSQL', () => {
  let base: string;
  let running: RunningPostgres[] = [];
  let told: { message: string; way?: unknown; processes?: unknown }[] = [];

  beforeEach(async () => {
    base = await mkdtemp(path.join(os.tmpdir(), 'kaishu-postgres-'));
    await chmod(base, 0o711);
    running = [];
    told = [];
  });
  afterEach(async () => {
    for (const postgres of running) await postgres.stop();
    await rm(base, { recursive: true, force: true });
  });

  const tell = (fields: object, message: string): void => void told.push({ ...fields, message });
  const log = { info: tell, warn: tell, error: tell };
  const start = async (
    directory = path.join(base, 'postgres'),
    durable = false,
  ): Promise<RunningPostgres> => {
    const postgres = await startPostgres({ directory, log, durable });
    running.push(postgres);
    return postgres;
  };
  const stop = async (postgres: RunningPostgres): Promise<void> => {
    await postgres.stop();
    running = running.filter((other) => other !== postgres);
  };
  const ask = async (postgres: RunningPostgres, text: string): Promise<unknown[]> => {
    const client = new pg.Client(postgres.connection);
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' }).finally(() => client.end());
    return rows.flat();
  };

  it('given a new folder, when started, then it is durable, in UTC, and heard on its socket only', async () => {
    const postgres = await start(undefined, true);
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'timezone',
      'listen_addresses',
    ];
    const shown = await ask(
      postgres,
      `select ${settings.map((name) => `current_setting('${name}')`).join(', ')}`,
    );
    expect(shown).toEqual(['on', 'on', 'on', 'on', 'UTC', '']);
    expect(postgres.connection.host.startsWith(base)).toBe(true);
    expect(postgres.connection).toMatchObject({ user: 'kaishu', database: 'kaishu' });
  });

  it('given rows, when stopped and started again, then nothing of it runs meanwhile and they are there', async () => {
    const first = await start();
    await ask(first, `create table row as select 1 as number`);
    const { pid } = first;
    await stop(first);
    expect(isAlive(pid)).toBe(false);
    expect(await ask(await start(), 'select number from row')).toEqual([1]);
  });

  it('given a running one, when started again on its folder, then it is refused', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'store-in-use' });
  });

  it('given kill -9 of our process, when started again, then the leftover ends and every acknowledged row is there', async () => {
    const directory = path.join(base, 'postgres');
    const writer = startTalker('server/testing/write-rows.ts', [directory]);
    const leftover = Number(await writer.line());
    for (let number = 1; number < 50; number += 1) await writer.line();
    const acknowledged = Number(await writer.line());
    await writer.end('SIGKILL');
    expect(isAlive(leftover)).toBe(true);
    const postgres = await start(directory);
    expect(isAlive(leftover)).toBe(false);
    expect(told.some(({ processes }) => Number(processes) > 0)).toBe(true);
    expect(
      await ask(postgres, `select count(*)::int >= ${acknowledged}, max(number) = count(*) from row`),
    ).toEqual([true, true]);
  });

  it('given SIGTERM to our process, when it has ended, then PostgreSQL has ended before it', async () => {
    const writer = startTalker('server/testing/write-rows.ts', [path.join(base, 'postgres')]);
    const pid = Number(await writer.line());
    await writer.end('SIGTERM');
    expect(isAlive(pid)).toBe(false);
  });

  it('given kill -9 of PostgreSQL, when its death is seen, then it runs again with every row', async () => {
    const postgres = await start(undefined, true);
    await ask(postgres, `create table row as select 1 as number`);
    const { pid } = postgres;
    const client = new pg.Client(postgres.connection);
    client.on('error', () => undefined);
    await client.connect();
    const dropped = new Promise((resolve) => client.once('end', resolve));
    process.kill(pid, 'SIGKILL');
    await dropped;
    await expect.poll(() => postgres.pid, { timeout: 20_000 }).not.toBe(pid);
    expect(await ask(postgres, 'select number from row')).toEqual([1]);
  });

  it('given a recorded pid that another program has now, when started, then that program is left alone', async () => {
    const directory = path.join(base, 'postgres');
    await stop(await start());
    const record = `${process.pid}\n${directory}/data\n0\n5432\n../socket\n\n  1 1\nready   \n`;
    await writeFile(path.join(directory, 'data/postmaster.pid'), record);
    expect(await ask(await start(), 'select 1')).toEqual([1]);
  });

  it('given a cluster whose making was broken off, when started, then it is made anew', async () => {
    const unfinished = path.join(base, 'postgres/data.unfinished');
    await mkdir(unfinished, { recursive: true });
    await writeFile(path.join(unfinished, 'PG_VERSION'), '18\n');
    expect(await ask(await start(), 'select 1')).toEqual([1]);
  });

  it('given a folder whose path is too long for a socket, when started, then it works all the same', async () => {
    const postgres = await start(path.join(base, '开放数据'.repeat(12), 'postgres'));
    expect(await ask(postgres, 'select 1')).toEqual([1]);
  });

  it.runIf(isRoot)(
    'given root, when every folder can be passed, then it runs as an account without rights',
    async () => {
      const postgres = await start();
      expect(told.at(-1)).toMatchObject({ way: 'account' });
      expect(await ask(postgres, 'select 1')).toEqual([1]);
    },
  );

  it.runIf(hasNamespaces)(
    'given root and a closed folder, when started, then it runs in a namespace',
    async () => {
      await stop(await start());
      await mkdir(path.join(base, 'closed'), { mode: 0o700 });
      const moved = path.join(base, 'closed/postgres');
      await rename(path.join(base, 'postgres'), moved);
      const postgres = await start(moved);
      expect(told.at(-1)).toMatchObject({ way: 'namespace' });
      expect(await ask(postgres, 'select 1')).toEqual([1]);
    },
  );

  it.runIf(isRoot)(
    'given a folder of somebody else, when started, then the command that mends it is said',
    async () => {
      await stop(await start());
      const directory = path.join(base, 'postgres');
      await chown(directory, 12345, 12345);
      await expect(start()).rejects.toMatchObject({
        code: 'store-wrong-owner',
        extra: { detail: `chown -R root: ${directory}` },
      });
      await chown(directory, 0, 0);
      await chown(path.join(directory, 'data'), 12345, 12345);
      await expect(start()).rejects.toMatchObject({ code: 'store-wrong-owner' });
    },
  );

  it.runIf(isRoot)(
    'given a closed folder and no namespaces, when started, then the closed one is named',
    async () => {
      const closed = path.join(base, 'closed');
      await mkdir(closed, { mode: 0o700 });
      vi.stubEnv('PATH', '');
      await expect(start(path.join(closed, 'postgres'))).rejects.toMatchObject({
        code: 'postgres-needs-account',
        extra: { detail: `chmod o+x ${closed}` },
      });
      vi.unstubAllEnvs();
    },
  );

  it('given a server that dies and cannot start again, when that is clear, then our process is told', async () => {
    const directory = path.join(base, 'postgres');
    const gone = new Promise((resolve) => {
      void startPostgres({ directory, log, durable: false, onGone: resolve }).then(async (postgres) => {
        running.push(postgres);
        await rename(path.join(directory, 'data/global'), path.join(base, 'taken away'));
        process.kill(postgres.pid, 'SIGKILL');
      });
    });
    expect(await gone).toMatchObject({ code: 'postgres-failed' });
  });
});

describe('the libraries of the carried PostgreSQL', () => {
  it('given links that npm was not allowed to make, when looked for, then they are made, or the remedy is said', async () => {
    const root = path.join(await mkdtemp(path.join(os.tmpdir(), 'kaishu-libraries-')), 'native');
    await mkdir(path.join(root, 'lib'), { recursive: true });
    await writeFile(path.join(root, 'lib/libpq.so.5.18'), 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(path.join(root, 'pg-symlinks.json'), JSON.stringify(links));
    await linkLibraries('a-package', root);
    await linkLibraries('a-package', root);
    expect(await readFile(path.join(root, 'lib/libpq.so.5'), 'utf8')).toBe('library');
    await rm(path.join(root, 'lib'), { recursive: true });
    await expect(linkLibraries('a-package', root)).rejects.toMatchObject({
      code: 'postgres-not-installed',
      extra: { detail: 'npm approve-scripts a-package && npm rebuild a-package' },
    });
    await rm(path.dirname(root), { recursive: true });
  });
});
