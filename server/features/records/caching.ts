import type { Download } from '../../../rules/api/operation.ts';
import type { Call } from '../../context.ts';
import type { ByteRange } from '../../store/objects.ts';

/** A strong validator: at one address (all of the query stands in it), the same version or revision is the same bytes. */
export const entityTag = (of: string): string => `"${of}"`;

/** Headers of an answer that a cache may keep, as long as it asks whether it still holds: a suspension acts at once. */
export const cacheHeaders = (tag: string): Record<string, string> => ({
  etag: tag,
  'cache-control': 'public, no-cache',
});

/** The empty 304 when the caller has these bytes already; null when not. */
export function notModified({ transport }: Call, tag: string): Download | null {
  const known = transport.header('if-none-match');
  if (known === undefined || !(known === tag || isAmong(tag, known))) return null;
  return { status: 304, contentType: 'application/octet-stream', headers: cacheHeaders(tag) };
}

/** As {@link notModified}, for bytes of which any making will do: `of` followed by a point and which making it was. */
export function notMadeAnew(call: Call, of: string): Download | null {
  const known = tagsIn(call.transport.header('if-none-match') ?? '');
  return notModified(call, known.find((tag) => tag.startsWith(`"${of}.`)) ?? entityTag(of));
}

const tagsIn = (list: string): string[] => list.split(/,\s*/).map((each) => each.replace(/^W\//, ''));

function isAmong(tag: string, list: string): boolean {
  const tags = tagsIn(list);
  return tags.includes(tag) || tags.includes('*');
}

/** Whether the caller wants a part of exactly the bytes that have this tag. */
export function wantsPart({ transport }: Call, tag: string): boolean {
  const condition = transport.header('if-range');
  return transport.header('range') !== undefined && (condition === undefined || condition === tag);
}

export interface PartialRead {
  range: ByteRange;
  headers: Record<string, string>;
  status: 200 | 206 | 416;
}

/** One byte range of a stored file (RFC 9110, 14): the whole where none is asked or the validator has changed. */
export function partialRead(call: Call, tag: string, bytes: number): PartialRead {
  const whole: PartialRead = {
    range: { offset: 0, length: bytes },
    headers: { 'accept-ranges': 'bytes', 'content-length': String(bytes) },
    status: 200,
  };
  const match = /^bytes=(\d*)-(\d*)$/.exec(call.transport.header('range') ?? '');
  if (!match || !wantsPart(call, tag)) return whole;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return whole;
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (first > last || first >= bytes) {
    return { range: { offset: 0, length: 0 }, headers: { 'content-range': `bytes */${bytes}` }, status: 416 };
  }
  const length = last - first + 1;
  return {
    range: { offset: first, length },
    headers: {
      'accept-ranges': 'bytes',
      'content-length': String(length),
      'content-range': `bytes ${first}-${last}/${bytes}`,
    },
    status: 206,
  };
}
