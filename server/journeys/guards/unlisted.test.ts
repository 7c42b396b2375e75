import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../operations.ts';
import { submitListing } from '../../testing/publishing.ts';
import { aDraft, anOpenOne, openBench, REASON, the, type Refusal } from '../testing/guard-bench.ts';
import { returning } from './routes.ts';

beforeAll(openBench, 120_000);
afterAll(() => the().platform.close());

/** What a visitor can put into a path; a new part of a path has to be named here. */
const PARTS: Record<string, (of: { id: string; versionId: string }) => string> = {
  id: ({ id }) => id,
  versionId: ({ versionId }) => versionId,
  version: () => '1',
  format: () => 'csv',
  consentId: ({ id }) => id,
  field: () => encodeURIComponent('名称'),
  z: () => '0',
  x: () => '0',
  y: () => '0',
  kind: () => 'dataset',
  key: ({ id }) => id,
};
const READING = OPERATIONS.map(({ operation }) => operation).filter(
  ({ method, path }) =>
    method === 'GET' && /^\/(?:datasets\/\{id\}|versions\/\{id\}|graph\/\{kind\})/.test(path),
);
const pathOf = (path: string, of: { id: string; versionId: string }): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, part: string) => {
    const value = path.startsWith('/versions/{id}') && part === 'id' ? () => of.versionId : PARTS[part];
    if (!value) throw new Error(`say in PARTS what stands for {${part}} in ${path}`);
    return value(of);
  });

describe('data that is not on the list', () => {
  const drafted = async (): Promise<string> => aDraft();
  const requested = async (): Promise<string> => {
    const id = await aDraft();
    await submitListing(the().platform, id);
    return id;
  };
  const returned = async (): Promise<string> => {
    const id = await aDraft();
    const order = await submitListing(the().platform, id);
    await the().platform.ask(the().platform.tokens.operator, 'POST', `/work-orders/${order}/return`, {
      body: returning,
    });
    return id;
  };
  const withdrawn = async (): Promise<string> => {
    const id = await anOpenOne();
    await the().platform.ask(the().platform.tokens.reviewer, 'POST', `/datasets/${id}/withdraw`, {
      body: REASON,
    });
    return id;
  };
  const STATES: [string, () => Promise<string>][] = [
    ['drafted', drafted],
    ['handed in', requested],
    ['returned', returned],
    ['withdrawn', withdrawn],
  ];

  it.each(STATES)(
    '[xz-9] [xz-17] given a dataset that is %s, when anyone outside its body asks for it by any route, then it does not exist',
    async (_state, make) => {
      const id = await make();
      const { db } = the().platform.services;
      const { code } = await db
        .selectFrom('dataset')
        .select('code')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const version = await db
        .selectFrom('data_version')
        .select('id')
        .where('dataset_id', '=', id)
        .executeTakeFirstOrThrow();
      expect(READING.length).toBeGreaterThan(8);
      for (const ref of [id, code]) {
        for (const { path } of READING) {
          for (const token of [null, the().platform.tokens.otherEditor]) {
            const headers = token === null ? {} : { authorization: `Bearer ${token}` };
            const url = `/api/v1${pathOf(path, { id: ref, versionId: version.id })}`;
            const answer = await the().platform.app.inject({ method: 'GET', url, headers });
            // What only staff may ask for says so to a visitor, of whatever id.
            expect([400, 401, 403, 404], `${url}: ${answer.body.slice(0, 300)}`).toContain(answer.statusCode);
            expect(answer.body).not.toContain('停车场');
            if (answer.statusCode === 404)
              expect(answer.json<Refusal>()).toMatchObject({ code: 'not-found', title: '没有找到' });
          }
        }
      }
      const found = await the().platform.app.inject(`/api/v1/datasets?q=${encodeURIComponent(code)}`);
      expect(found.body).not.toContain(code);
    },
  );
});
