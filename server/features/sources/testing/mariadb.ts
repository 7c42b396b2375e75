import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../testing/platform.ts';
import { freePort } from '../../../testing/processes.ts';

const PROGRAM = process.env['KAISHU_MARIADBD'] ?? 'mariadbd';
/** Whether Debian's MariaDB is on this machine (`apt-get install mariadb-server-core`, or KAISHU_MARIADBD). */
export const hasMariadb = spawnSync(PROGRAM, ['--no-defaults', '--version']).status === 0;

export interface Mariadb {
  port: number;
  stop(): Promise<void>;
}

/** A server of one's own in a temporary folder, without accounts. */
export async function startMariadb(ask: (port: number) => Promise<unknown>): Promise<Mariadb> {
  const directory = await mkdtemp(join(tmpdir(), 'kaishu-mariadb-'));
  const port = await freePort();
  const server = spawn(
    PROGRAM,
    [
      '--no-defaults',
      `--datadir=${directory}`,
      '--skip-grant-tables',
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--socket=${join(directory, 's')}`,
      '--innodb-buffer-pool-size=16M',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise<void>((resolve) => void server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await gone;
    await rm(directory, { recursive: true, force: true });
  };
  await eventually(
    () =>
      ask(port).then(
        () => true,
        () => false,
      ),
    (answers) => answers,
  ).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port, stop };
}
