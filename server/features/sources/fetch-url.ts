import type { AddressOf } from '../../../rules/sources/source.schema.ts';
import { keepBytes, type Fetched, type Fetching } from './fetching.ts';
import { askHttp } from './http-request.ts';

/** A file at an address; asked for with the validators of last time. */
export async function fetchUrl({ url, header }: AddressOf<'url'>, fetching: Fetching): Promise<Fetched> {
  const { etag = null, lastModified = null } = fetching.known ?? {};
  const conditions = {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
  const answer = await askHttp({ url, header, headers: conditions }, fetching);
  if (answer.statusCode === 304) {
    answer.destroy();
    return 'unchanged';
  }
  await keepBytes(answer, fetching);
  const { etag: tag, 'last-modified': modified } = answer.headers;
  return {
    fileName: nameIn(url),
    validators: { etag: tag ?? null, lastModified: modified ?? null },
  };
}

/** The last part of the path, as a file would be called. */
function nameIn(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? hostname;
  try {
    return decodeURIComponent(last)
      .replaceAll(/[/\\\p{Cc}]/gu, '_')
      .slice(0, 200);
  } catch {
    return last.slice(0, 200);
  }
}
