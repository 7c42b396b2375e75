import { readFile, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PullProblem } from '../../../rules/sources/pull.ts';
import type { AddressOf } from '../../../rules/sources/source.schema.ts';
import { PULL_LIMITS, type Fetching } from './fetching.ts';
import { fetchHttpApi } from './fetch-http-api.ts';
import { fetchUrl } from './fetch-url.ts';
import { admitting } from './networks.ts';
import { aFetching, aSite, type Site } from './testing/fetching.ts';

let site: Site;
let other: Site;
beforeAll(async () => {
  site = await aSite((_request, reply) => void reply.end());
  other = await aSite((_request, reply) => void reply.end('编号\n1\n'), '127.0.0.2');
});
afterAll(async () => {
  await site.close();
  await other.close();
});

const files: string[] = [];
afterEach(async () => {
  for (const file of files.splice(0)) await rm(file, { force: true });
});
function fetching(given: Partial<Fetching> = {}): Fetching {
  const made = aFetching(given);
  files.push(made.file);
  return made;
}
const problem = (reason: PullProblem['reason'], args?: PullProblem['args']) => ({
  problem: { reason, ...(args && { args }) },
});
const address = (path = '/月报.csv', header = ''): AddressOf<'url'> => ({
  kind: 'url',
  url: `${site.origin}${path}`,
  header,
});

describe('a file at an address', () => {
  it('[xz-16-2] given a file with validators, when fetched again, then it is asked for with them and nothing comes', async () => {
    const asked: (string | undefined)[] = [];
    site.answer = (request, reply) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"a"') reply.writeHead(304).end();
      else reply.writeHead(200, { etag: '"a"' }).end('编号\n1\n');
    };
    const first = fetching();
    const got = await fetchUrl(address(), first);
    expect(got).toEqual({ fileName: '月报.csv', validators: { etag: '"a"', lastModified: null } });
    expect(await readFile(first.file, 'utf8')).toBe('编号\n1\n');
    const known = { etag: '"a"', lastModified: null };
    expect(await fetchUrl(address(), fetching({ known }))).toBe('unchanged');
    expect(asked).toEqual([undefined, '"a"']);
  });

  it('given a header with a secret, when redirected to another origin, then the secret stays behind', async () => {
    const seen: (string | undefined)[] = [];
    other.answer = (request, reply) => {
      seen.push(request.headers['x-key']?.toString());
      reply.end('编号\n1\n');
    };
    site.answer = (request, reply) => {
      seen.push(request.headers['x-key']?.toString());
      reply.writeHead(302, { location: `${other.origin}/x.csv` }).end();
    };
    const admits = admitting(['127.0.0.0/8']);
    await fetchUrl(address('/a', 'x-key'), fetching({ admits, secret: 'geheim' }));
    expect(seen).toEqual(['geheim', undefined]);
  });

  it('given a redirect into a network that is not listed, when followed, then it is refused and nothing is asked there', async () => {
    let asked = 0;
    other.answer = (_request, reply) => {
      asked += 1;
      reply.end();
    };
    site.answer = (_request, reply) => void reply.writeHead(302, { location: `${other.origin}/` }).end();
    await expect(fetchUrl(address(), fetching())).rejects.toMatchObject(
      problem('network-refused', { host: '127.0.0.2', address: '127.0.0.2' }),
    );
    expect(asked).toBe(0);
  });

  it.each([
    ['http://localhost:1/', 'network-refused'],
    ['http://0x7f000002/', 'network-refused'],
    ['http://2130706434/', 'network-refused'],
    ['http://[::ffff:127.0.0.2]/', 'network-refused'],
    ['http://169.254.169.254/latest/meta-data', 'network-refused'],
    ['file:///etc/passwd', 'not-http'],
    ['gopher://127.0.0.1/', 'not-http'],
  ] as const)('given a redirect to %s, when followed, then it is refused: %s', async (location, reason) => {
    site.answer = (_request, reply) => void reply.writeHead(301, { location }).end();
    const refused = fetchUrl(
      address(),
      fetching({ admits: (each) => each === '127.0.0.1' && !location.includes('localhost') }),
    );
    await expect(refused).rejects.toMatchObject(problem(reason));
  });

  it('given redirects without end, when followed, then five are', async () => {
    let asked = 0;
    site.answer = (_request, reply) => {
      asked += 1;
      reply.writeHead(307, { location: `/${asked}` }).end();
    };
    await expect(fetchUrl(address(), fetching())).rejects.toMatchObject(problem('too-many-redirects'));
    expect(asked).toBe(6);
  });

  it('given a server that fails, when asked, then its status is named', async () => {
    site.answer = (_request, reply) => void reply.writeHead(500).end('stack trace');
    await expect(fetchUrl(address(), fetching())).rejects.toMatchObject(problem('status', { status: 500 }));
  });

  it('given a file over the limit, when fetched, then it ends at the limit', async () => {
    site.answer = (_request, reply) => {
      const more = (): void => void (reply.destroyed || reply.write(Buffer.alloc(65_536), more));
      more();
    };
    const limits = { ...PULL_LIMITS, bytes: 1_000_000 };
    await expect(fetchUrl(address(), fetching({ limits }))).rejects.toMatchObject(
      problem('too-large', { bytes: 1_000_000 }),
    );
  });

  it('given a server that begins and never ends, when the time is up, then the pull ends', async () => {
    const over = new AbortController();
    site.answer = (_request, reply) => void reply.write('编号\n', () => over.abort());
    await expect(fetchUrl(address(), fetching({ signal: over.signal }))).rejects.toThrow(/abort/i);
  });

  it('given nobody at the address, when asked, then it says so', async () => {
    const gone = await aSite(() => undefined);
    await gone.close();
    const asked = fetchUrl({ kind: 'url', url: gone.origin, header: '' }, fetching());
    await expect(asked).rejects.toMatchObject(
      problem('not-reached', { host: '127.0.0.1', code: 'ECONNREFUSED' }),
    );
  });
});

describe('rows of an HTTP API', () => {
  const api = (rest: Pick<AddressOf<'http-api'>, 'rows' | 'paging'>): AddressOf<'http-api'> => ({
    kind: 'http-api',
    url: `${site.origin}/rows?size=2`,
    header: '',
    ...rest,
  });
  const page = (request: { url?: string | undefined }): number =>
    Number(new URL(request.url ?? '', site.origin).searchParams.get('page') ?? 1);

  it('[xz-9-3] given pages by a parameter, when fetched, then all rows are there with every digit', async () => {
    const pages = ['[{"id":310104202300000000000001}]', '[{"id":2.50},{"id":3}]', '[]'];
    site.answer = (request, reply) => void reply.end(`{"data":{"rows":${pages[page(request) - 1] ?? '[]'}}}`);
    const into = fetching();
    const got = await fetchHttpApi(
      api({ rows: 'data.rows', paging: { kind: 'page', parameter: 'page', first: 1 } }),
      into,
    );
    expect(got).toMatchObject({ fileName: '127.0.0.1.ndjson' });
    expect(await readFile(into.file, 'utf8')).toBe(
      '{"id":310104202300000000000001}\n{"id":2.50}\n{"id":3}\n',
    );
  });

  it('given links to the next page, when followed, then they end where there is none; another origin is refused', async () => {
    const next = ['"/rows?page=2"', 'null'];
    site.answer = (request, reply) =>
      void reply.end(`{"rows":[{"n":${page(request)}}],"links":{"next":${next[page(request) - 1] ?? ''}}}`);
    const into = fetching();
    const address = api({ rows: 'rows', paging: { kind: 'next', path: 'links.next' } });
    await fetchHttpApi(address, into);
    expect(await readFile(into.file, 'utf8')).toBe('{"n":1}\n{"n":2}\n');
    next[0] = `"${other.origin}/"`;
    await expect(fetchHttpApi(address, fetching())).rejects.toMatchObject(problem('not-http'));
  });

  it.each([
    ['<html>', 'not-json'],
    ['{"rows":{}}', 'no-rows-there'],
    ['{"data":[]}', 'no-rows-there'],
  ] as const)('given the answer %s, when fetched, then it is refused: %s', async (text, reason) => {
    site.answer = (_request, reply) => void reply.end(text);
    const asked = fetchHttpApi(api({ rows: 'rows', paging: { kind: 'none' } }), fetching());
    await expect(asked).rejects.toMatchObject(problem(reason));
  });

  it('given a link that leads in a circle, when followed, then it ends', async () => {
    site.answer = (_request, reply) => void reply.end('{"rows":[1],"next":"/rows?page=2"}');
    const asked = fetchHttpApi(api({ rows: 'rows', paging: { kind: 'next', path: 'next' } }), fetching());
    await expect(asked).rejects.toMatchObject(problem('endless-pages'));
  });
});
