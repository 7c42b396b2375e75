import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { idsOf, liveCity, type LiveCity } from '../testing/live-city.ts';

const shell = promisify(execFile);
let city: LiveCity;
beforeAll(async () => {
  city = await liveCity();
}, 60_000);
afterAll(() => city.close());

const withCurl = it.skipIf(spawnSync('curl', ['--version']).status !== 0);
withCurl(
  'given the calls of docs/live-sources.md, when run in their order, then each is taken and its rows are served',
  async () => {
    const page = await readFile(new URL('../../../../docs/live-sources.md', import.meta.url), 'utf8');
    const calls = [...page.matchAll(/```sh\n(.+?)```/gs)].map(([, call = '']) => call);
    expect(calls).toHaveLength(3);
    const datasetId = await city.anOpenDataset('编号,名称,泊位数\n0001,甲停车场,120\n');
    const id = await city.pushed(datasetId);
    const { origin, tokens } = city.platform;
    const env = { ...process.env, ORIGIN: origin, SOURCE: id, TOKEN: tokens.editor };
    for (const [place, call] of calls.entries()) {
      const { stdout } = await shell('sh', ['-c', call], { env });
      expect(JSON.parse(stdout), call).toMatchObject({ revision: place + 1 });
    }
    await city.settle();
    expect(idsOf(await city.rowsOf(datasetId))).toEqual(['0003', '0004', '0005', '0006']);
  },
);
