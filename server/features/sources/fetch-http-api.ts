import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { atPath, parseExactly } from '../../../rules/sources/exact-json.ts';
import { MOST_PAGES, type AddressOf } from '../../../rules/sources/source.schema.ts';
import type { Fetched, Fetching } from './fetching.ts';
import { askHttp } from './http-request.ts';
import { PullFailure } from './pull-failure.ts';

type Api = AddressOf<'http-api'>;
/** Of one page: it is held in memory. */
const LARGEST_PAGE_BYTES = 64 * 1024 * 1024;

/** The rows of all pages as one NDJSON file, numbers with their digits as they came. */
export async function fetchHttpApi(address: Api, fetching: Fetching): Promise<Fetched> {
  const out = createWriteStream(fetching.file);
  const ended = finished(out, { signal: fetching.signal });
  // Awaited below; a failure before that must not end the process.
  ended.catch(() => undefined);
  let left = fetching.limits.bytes;
  try {
    for await (const rows of pages(address, fetching)) {
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      left -= Buffer.byteLength(text);
      if (left < 0) throw new PullFailure('too-large', { bytes: fetching.limits.bytes });
      if (!out.write(text)) await once(out, 'drain', { signal: fetching.signal });
    }
    out.end();
    await ended;
  } finally {
    out.destroy();
  }
  return { fileName: `${new URL(address.url).hostname}.ndjson`, validators: null };
}

async function* pages(address: Api, fetching: Fetching): AsyncGenerator<unknown[]> {
  const { header, paging } = address;
  const seen = new Set<string>();
  let url: string | null = pageUrl(address, 0);
  for (let page = 0; url !== null; page += 1) {
    if (page >= MOST_PAGES || seen.has(url)) throw new PullFailure('endless-pages', { pages: page });
    seen.add(url);
    const answer = await json(await askHttp({ url, header }, fetching), url);
    const rows = atPath(answer, address.rows);
    if (!Array.isArray(rows)) throw new PullFailure('no-rows-there', { path: address.rows, page: page + 1 });
    yield rows;
    if (paging.kind === 'none') url = null;
    else if (paging.kind === 'page') url = rows.length === 0 ? null : pageUrl(address, page + 1);
    else url = nextUrl(atPath(answer, paging.path), url, address.url);
  }
}

function pageUrl({ url, paging }: Api, page: number): string {
  if (paging.kind !== 'page') return url;
  const wanted = new URL(url);
  wanted.searchParams.set(paging.parameter, String(paging.first + page));
  return wanted.href;
}

/** Only at the origin that was approved: rows of another one are another source. */
function nextUrl(link: unknown, from: string, first: string): string | null {
  if (typeof link !== 'string' || link === '') return null;
  const url = URL.parse(link, from);
  if (url?.origin !== new URL(first).origin) throw new PullFailure('not-http', { url: link.slice(0, 200) });
  return url.href;
}

async function json(answer: IncomingMessage, url: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_PAGE_BYTES) throw new PullFailure('too-large', { bytes: LARGEST_PAGE_BYTES });
    chunks.push(chunk);
  }
  try {
    return parseExactly(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new PullFailure('not-json', { url: url.slice(0, 200) });
  }
}
