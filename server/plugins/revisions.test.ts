import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftView } from '../../rules/datasets/drafts.operations.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, sendVersion } from '../testing/publishing.ts';

let platform: Platform;
let url: string;
beforeAll(async () => {
  platform = await testPlatform();
  const { datasetId } = await sendVersion(platform, aFile('编号,名称\n1,甲\n'));
  url = `/api/v1/datasets/${datasetId}/draft`;
}, 120_000);
afterAll(() => platform.close());

const authorization = (): string => `Bearer ${platform.tokens.editor}`;
async function read() {
  const answer = await platform.app.inject({ url, headers: { authorization: authorization() } });
  return { tag: answer.headers.etag ?? '', draft: answer.json<DraftView>() };
}
async function save(ifMatch: string | null, { entry, revision }: Pick<DraftView, 'entry' | 'revision'>) {
  const condition: Record<string, string> = ifMatch === null ? {} : { 'if-match': ifMatch };
  const headers = { authorization: authorization(), ...condition };
  const answer = await platform.app.inject({ method: 'PUT', url, headers, payload: { entry, revision } });
  return { status: answer.statusCode, tag: answer.headers.etag, code: answer.json<{ code: string }>().code };
}

describe('the ETag of a draft', () => {
  it('given a draft, when it is read and saved under its ETag, then the answer bears the next one', async () => {
    const { tag, draft } = await read();
    expect(tag).toMatch(/^"r\d+"$/);
    const saved = await save(tag, draft);
    expect(saved.status).toBe(200);
    expect(saved.tag).not.toBe(tag);
    expect((await read()).tag).toBe(saved.tag);
  });

  it('given a draft that was saved meanwhile, when it is saved under the old ETag, then it is refused, whatever revision is said', async () => {
    const { tag, draft } = await read();
    await save(null, draft);
    const newest = await read();
    expect(await save(tag, draft)).toMatchObject({ status: 412, code: 'changed-meanwhile' });
    expect(await save(tag, newest.draft)).toMatchObject({ status: 412, code: 'changed-meanwhile' });
    expect(await save(newest.tag, draft)).toMatchObject({ status: 412, code: 'changed-meanwhile' });
    expect((await read()).tag).toBe(newest.tag);
  });

  it('given several ETags or any, when one of them is right, then it is saved', async () => {
    const { tag, draft } = await read();
    expect((await save(`"r0", ${tag}`, draft)).status).toBe(200);
    expect((await save('*', (await read()).draft)).status).toBe(200);
  });

  it('given a weak ETag, when something is saved under it, then it is refused: it does not name one state', async () => {
    const { tag, draft } = await read();
    expect((await save(`W/${tag}`, draft)).status).toBe(412);
  });
});
