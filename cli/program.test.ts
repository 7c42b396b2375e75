import { spawnSync } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicBody } from '../rules/bodies/bodies.operations.ts';
import { connectTo } from './in-process.ts';
import { capturedTerminal } from './testing/captured-terminal.ts';
import { command, served } from './testing/commands.ts';

describe('the command line', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'kaishu-cli-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it.each([
    { args: ['bogus'], code: 2 },
    { args: ['serve', '--port', '99999'], code: 2 },
    { args: ['init', '--profile', 'atlantis'], code: 2 },
    { args: ['import', 'dataset', '/nowhere.csv'], code: 2 },
    { args: ['--help'], code: 0 },
  ])('given $args, when run, then the exit code is $code', async ({ args, code }) => {
    expect((await command(...args)).code).toBe(code);
  });

  it('given a refusal, when run with --json, then the problem document is on standard error and nothing on standard output', async () => {
    const { code, out, error } = await command(
      'export',
      '--data',
      path.join(home, 'none'),
      '--out',
      'x',
      '--json',
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(JSON.parse(error)).toMatchObject({ type: '/problems/not-found', code: 'not-found', status: 404 });
  });

  it('given a new city, when it is set up, filled, saved and restored, then everything is there again and whole', async () => {
    const directory = path.join(home, 'city');
    const made = await command(
      'init',
      '--data',
      directory,
      '--admin',
      'sh',
      '--profile',
      'chongqing',
      '--json',
    );
    expect(made.error).toBe('');
    expect(made.json()).toMatchObject({
      profile: 'chongqing',
      administrators: [
        { role: 'system-administrator', user: 'sh-system' },
        { role: 'security-administrator', user: 'sh-security' },
        { role: 'audit-administrator', user: 'sh-audit' },
      ],
    });
    expect((await command('init', '--data', directory)).code).toBe(2);

    const server = await served(directory);
    const terminal = capturedTerminal();
    const local = await connectTo(directory, terminal);
    await local.call(createPublicBody, { code: 'JTW', name: '交通委', nameEn: 'Transport' });
    await local.close();
    const file = path.join(home, '站点.csv');
    await writeFile(file, '编号,名称\n001,人民广场\n002,静安寺\n');
    const data = ['--data', directory, '--json'];
    const imported = await command('import', 'dataset', file, '--body', 'JTW', '--name', '地铁站点', ...data);
    expect(imported, imported.error).toMatchObject({ code: 0 });
    expect(imported.json()).toMatchObject({ rows: 2, columns: 2, code: 'CQ-JTW-000001' });
    expect((await command('import', 'dataset', file, '--body', 'NONE', ...data)).code).toBe(2);

    const list = path.join(home, 'list.csv');
    const ofBody = ['--body', 'JTW', ...data];
    expect((await command('export', 'list', '--out', list, ...ofBody)).code).toBe(0);
    expect((await command('export', 'list', '--out', path.join(home, 'list.doc'), ...ofBody)).code).toBe(2);
    const edited = (await readFile(list, 'utf8')).replace('Static data', 'Monthly');
    await writeFile(list, edited);
    for (const [taken, more] of [
      [false, ['--preview']],
      [true, []],
    ] as const) {
      const back = await command('import', 'list', list, ...ofBody, ...more);
      expect(back.json()).toMatchObject({ taken, counts: { looked: 1, change: 1, refused: 0 } });
    }

    const archive = path.join(home, 'city.zip');
    expect((await command('export', '--out', archive, ...data)).code).toBe(0);
    const second = await command('serve', '--data', directory);
    expect({ code: second.code, said: second.error }).toEqual({
      code: 2,
      said: expect.stringContaining('Another process has the data folder open') as string,
    });
    expect(await server.end()).toBe(0);

    const restored = path.join(home, 'restored');
    expect((await command('restore', archive, '--data', restored)).code).toBe(0);
    const { json } = await command('check', '--deep', '--data', restored, '--json');
    expect(json()).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({
          name: 'cli.check.objects',
          ok: true,
          found: expect.stringMatching(/^all \d+ that/) as string,
        }),
        expect.objectContaining({ name: 'cli.check.database', ok: true }),
      ]) as unknown,
    });
    const again = await connectTo(restored, terminal);
    const bodies = await again.send({ method: 'GET', path: '/api/v1/publishers' });
    expect(JSON.parse((await bodies.toArray()).join(''))).toMatchObject({ items: [{ code: 'JTW' }] });
    await again.close();
  }, 180_000);

  it('given a folder open to others and an object gone, when checked, then both are named with their remedy', async () => {
    const directory = path.join(home, 'city');
    const { chmod, readdir } = await import('node:fs/promises');
    const shelf = path.join(directory, 'objects', 'sha256');
    const [shard = ''] = await readdir(shelf);
    const [object = ''] = await readdir(path.join(shelf, shard));
    await rm(path.join(shelf, shard, object));
    await chmod(directory, 0o777);
    const { code, out } = await command('check', '--data', directory);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ objects: 1 missing, 0 damaged: [0-9a-f]{64}\n {4}→ restore from a backup/);
    expect(out).toMatch(/✗ data folder: other accounts can enter .*\(777\)\n {4}→ chmod 7\d\d /);
  });

  it.each(['bash', 'zsh', 'fish'])(
    'given %s, when asked for completions, then every command is in them',
    async (shell) => {
      const { code, out } = await command('completions', shell);
      expect(code).toBe(0);
      for (const word of ['init', 'serve', 'dataset', 'restore', 'deep']) expect(out).toContain(word);
      if (shell === 'bash') expect(spawnSync('bash', ['-n'], { input: out }).status).toBe(0);
    },
  );

  it('given a demonstration, when init is told to go on, then the demonstration is gone', async () => {
    const directory = path.join(home, 'demonstration');
    const { addSettings } = await import('./settings-file.ts');
    await addSettings(directory, { demonstration: true });
    await (await connectTo(directory, capturedTerminal())).close();
    expect((await command('init', '--data', directory)).code).toBe(2);
    expect((await command('init', '--data', directory, '--yes')).code).toBe(0);
    expect(await readFile(path.join(directory, 'kaishu.json'), 'utf8')).toContain('"demonstration": false');
    await expect(access(path.join(directory, 'layout'))).resolves.toBeUndefined();
  }, 180_000);
});
