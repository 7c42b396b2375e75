import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CONFIGURATION_KEYS, loadConfiguration, shownConfiguration } from './configuration.ts';
import { CONFIGURATION_FILE } from './store/data-directory.ts';

describe('the configuration', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-configuration-'));
    return () => rm(directory, { recursive: true });
  });
  const write = (text: string) => writeFile(path.join(directory, CONFIGURATION_FILE), text);
  const refusal = (env: NodeJS.ProcessEnv = {}): Promise<unknown> =>
    loadConfiguration({ directory, env }).catch((error: unknown) => error);

  it('given nothing, when loaded, then every key has its default and none counts as given', async () => {
    const { given, ...values } = await loadConfiguration({ directory, env: {} });
    expect(values).toMatchObject({ profile: 'shanghai', port: 8080, host: 'localhost', databaseUrl: null });
    expect(values.trustedProxies).toEqual([]);
    expect([...given]).toEqual([]);
  });

  it('given file, environment and flags, when loaded, then flags win over the environment and that over the file', async () => {
    await write('{"port": 1, "host": "a", "profile": "chongqing"}');
    const env = { PORT: '2', HOST: 'b', KAISHU_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16' };
    const configuration = await loadConfiguration({ directory, env, flags: { port: 3, host: undefined } });
    expect(configuration).toMatchObject({ port: 3, host: 'b', profile: 'chongqing' });
    expect(configuration.trustedProxies).toEqual(['10.0.0.1', '10.1.0.0/16']);
    expect([...configuration.given].toSorted()).toEqual(['host', 'port', 'profile', 'trustedProxies']);
  });

  it('given wrong values in file and environment, when loaded, then each is named with where it was said', async () => {
    await write('{"profile": "atlantis", "prot": 80}');
    const file = path.join(directory, CONFIGURATION_FILE);
    const problem = await refusal({ PORT: 'eighty' });
    expect(problem).toMatchObject({
      code: 'invalid-configuration',
      extra: {
        errors: [
          { pointer: '/prot', detail: `${file}: prot: unknown key` },
          { pointer: '/profile', detail: `${file}: profile: must be one of "shanghai", "chongqing"` },
          { pointer: '/port', detail: 'PORT (environment): must be integer' },
        ],
      },
    });
  });

  it.each(['{"port": 80', '[]', '"x"', 'null'])(
    'given %s as the file, when loaded, then the file is named',
    async (text) => {
      await write(text);
      expect(await refusal()).toMatchObject({
        code: 'invalid-configuration',
        extra: { detail: expect.stringContaining(CONFIGURATION_FILE) as string },
      });
    },
  );

  it('given secrets, when the configuration is shown, then it says that they are set and nothing of them', async () => {
    const env = { DATABASE_URL: 'postgres://kaishu:hidden@db/kaishu', KAISHU_OIDC_CLIENT_SECRET: 'hidden' };
    const shown = shownConfiguration(await loadConfiguration({ directory, env, flags: { port: 3 } }));
    expect(JSON.stringify(shown)).not.toContain('hidden');
    const of = (name: string) => shown.find((each) => each.name === name);
    expect(of('databaseUrl')).toMatchObject({ secret: true, given: true, value: null });
    expect(of('port')).toMatchObject({ secret: false, given: true, value: '3', variable: 'PORT' });
    expect(of('profile')).toMatchObject({ given: false, value: '"shanghai"' });
    expect(shown).toHaveLength(Object.keys(CONFIGURATION_KEYS).length);
  });
});
