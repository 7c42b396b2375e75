import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Port } from '../../rules/api/port.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { pageLanguage, pages } from './pages.ts';
import { answerWithProblems } from './problems.ts';

const refusals: Record<string, Error> = {
  '/datasets/SH-JTW-000001': new Problem('suspended', { detail: '正在核实', provision: 'xz-31' }),
  '/datasets/SH-JTW-000002': new Error('connection to 10.0.0.7 lost'),
};

/** A platform whose every call fails in the way that the path asks for. */
const portOf = (request: FastifyRequest): Promise<Port> =>
  Promise.resolve({
    call: () => Promise.reject(refusals[request.url] ?? new Problem('not-found')),
    viewer: null,
    language: pageLanguage(request),
    city: { name: '上海', platformName: '上海市公共数据开放平台', demonstration: true },
  });

let app: FastifyInstance;
const logged: string[] = [];
beforeAll(async () => {
  execFileSync(process.execPath, ['tools/build-web.ts']);
  app = fastify({
    genReqId: () => 'trace-1',
    logger: { level: 'error', stream: { write: (line: string) => void logged.push(line) } },
  });
  answerWithProblems(app, pageLanguage);
  app.get('/api/v1/known', () => ({ known: true }));
  await app.register(pages, { portOf });
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

describe('pages in the server', () => {
  it('[xz-25-3] given a public page, when it is asked for, then it comes whole, without a script, under a strict policy', async () => {
    const { statusCode, body, headers } = await get('/design');
    expect(statusCode).toBe(200);
    expect(body).toContain('<html lang="zh-CN" data-display="standard">');
    expect(body).not.toContain('<script');
    expect(headers['content-security-policy']).toMatch(
      /script-src 'self' 'nonce-[\w+/=]+';.*frame-ancestors 'none'/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  });

  it('given a page that is made to stand on others, then any may frame it; all else stays unframed', async () => {
    const policyOf = async (path: string) => String((await get(path)).headers['content-security-policy']);
    expect(await policyOf('/embed/datasets/SH-JTW-000009/chart')).toContain('frame-ancestors *');
    expect(await policyOf('/datasets/SH-JTW-000009/chart')).toContain("frame-ancestors 'none'");
    expect(await policyOf('/design?from=/embed/')).toContain("frame-ancestors 'none'");
  });

  it('given a client that takes brotli, then the page is compressed and fits 60 kB', async () => {
    const { rawPayload, headers } = await get('/design', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(rawPayload).toString()).toContain('</html>');
    expect(rawPayload.length).toBeLessThan(60_000);
  });

  it.each([
    ['/design?lang=en', {}, 'en'],
    ['/design', { 'accept-language': 'en-GB,en;q=0.8' }, 'en'],
    ['/design', { 'accept-language': 'en', cookie: 'a=b; kaishu-language=zh-CN' }, 'zh-CN'],
    ['/design?lang=xx', { 'accept-language': 'fr' }, 'zh-CN'],
  ])('given %s with %j, then the page speaks %s', async (url, headers, language) => {
    expect((await get(url, headers)).body).toContain(`<html lang="${language}"`);
  });

  it('given the switch to large type, when it is pressed without scripts, then the next page is large', async () => {
    const pressed = await app.inject({
      method: 'POST',
      url: '/preferences',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:80' },
      payload: 'display=large&back=%2Fdesign%3Flang%3Den',
    });
    expect(pressed.statusCode).toBe(303);
    expect(pressed.headers.location).toBe('/design');
    const cookie = String(pressed.headers['set-cookie']).split(';')[0] ?? '';
    expect((await get('/design', { cookie })).body).toContain('data-display="large"');
  });

  it('given a problem of the platform, then the page has its status, what to do, its provision and the trace id', async () => {
    const { statusCode, body, headers } = await get('/datasets/SH-JTW-000001');
    expect(statusCode).toBe(409);
    for (const told of [
      '已中止开放',
      '正在核实',
      '数据正在核实，暂不提供',
      '实施细则第三十一条',
      'trace-1',
    ]) {
      expect(body).toContain(told);
    }
    expect(headers['content-type']).toContain('text/html');
  });

  it('given a fault of ours, then the page tells the trace id and nothing from inside, and the log has it', async () => {
    const { statusCode, body } = await get('/datasets/SH-JTW-000002');
    expect(statusCode).toBe(500);
    expect(body).toContain('trace-1');
    expect(body).not.toContain('10.0.0.7');
    expect(logged.join('')).toContain('connection to 10.0.0.7 lost');
  });

  it('given a path that no page has, then it is a page with status 404 in the frame of the site', async () => {
    const { statusCode, body } = await get('/nowhere/at/all');
    expect(statusCode).toBe(404);
    expect(body).toContain('没有找到');
    expect(body).toContain('id="content"');
  });

  it('given paths under /api, then pages leave them alone: routes answer, the rest is a problem document', async () => {
    expect((await get('/api/v1/known')).json()).toEqual({ known: true });
    const { statusCode, headers } = await get('/api/v1/unknown');
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it.each(['/preferences', '/console/catalogue-imports'])(
    'given a visitor’s form larger than the limit to %s, then it is refused with 413',
    async (url) => {
      const { statusCode } = await app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:80' },
        payload: `back=/${'x'.repeat(5 * 1024 * 1024)}`,
      });
      expect(statusCode).toBe(413);
    },
  );

  it('given a form sent from another site, then it changes nothing', async () => {
    const { statusCode, headers } = await app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      payload: 'user=a',
    });
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('given an asset, then it may be kept for ever and comes compressed as it was built', async () => {
    const name = readdirSync('build/client/assets').find((file) => file.endsWith('.css')) ?? '';
    const { statusCode, headers } = await get(`/assets/${name}`, { 'accept-encoding': 'br' });
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-encoding']).toBe('br');
    expect((await get('/assets/../server/index.js')).statusCode).toBe(404);
  });

  it('given HEAD, then the answer has the head of the page and no body', async () => {
    const { statusCode, body } = await app.inject({ method: 'HEAD', url: '/design' });
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: '' });
  });

  it('given a build that is not there, then it says which command makes it', async () => {
    await expect(fastify().register(pages, { portOf, build: '/nowhere' })).rejects.toThrow(
      'tools/build-web.ts',
    );
  });
});
