import type { Download } from '../../../rules/api/operation.ts';
import { printQuery } from '../../../rules/expressions/print.ts';
import type { Query } from '../../../rules/expressions/query-tree.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { EngineTable, ExportOptions, RowFormat } from '../../engine/index.ts';
import type { KeptExport } from '../../store/exports/export-store.ts';
import type { ByteRange } from '../../store/objects.ts';
import { cacheHeaders, entityTag, partialRead, wantsPart } from './caching.ts';

/** What the engine is asked to make; `tag` says of which rows. */
export interface Order {
  tag: string;
  table: EngineTable;
  query: Query;
  format: RowFormat;
  options: ExportOptions;
}

/** How long a part is waited for whose whole is still being made. */
const PATIENCE_MS = 30_000;

/** The making that runs or is whole; else one begins. */
export function openMaking(
  { services: { exports, engine } }: Call,
  { tag, table, query, format, options }: Order,
): Promise<KeptExport> {
  const key = JSON.stringify([tag, format, options, printQuery(query)]);
  return exports.open(key, () => engine.export(table, query, format, options));
}

/**
 * Bytes that the engine computes, once for all who ask for the same; whoever comes back for the rest gets it from the
 * same making, as soon as that is whole. Throws `unavailable` when it is not after a while.
 */
export async function madeExport(
  call: Call,
  order: Order,
  said: Pick<Download, 'contentType' | 'fileName'>,
): Promise<Download> {
  const of = order.tag;
  const open = () => openMaking(call, order);
  let file = await open();
  let tag = entityTag(`${of}.${file.id}`);
  if (wantsPart(call, tag)) {
    await file.finished(PATIENCE_MS);
    if (!file.whole() && file.joinable()) throw new Problem('unavailable', { retryAfter: 10 });
    file = await open();
    tag = entityTag(`${of}.${file.id}`);
  }
  const whole = file.whole();
  const read = (range?: ByteRange) => file.stream(range);
  if (whole) return fromFile(call, { ...said, ...whole, tag, read });
  return { ...said, headers: cacheHeaders(tag), body: read() };
}

/** Bytes that are there as a whole. */
export interface TaggedFile extends Pick<Download, 'contentType' | 'fileName'> {
  /** SHA-256, hexadecimal. */
  digest: string;
  bytes: number;
  tag: string;
  read(range: ByteRange): AsyncIterable<Uint8Array>;
}

/** The file, or the part of it that is asked for. */
export function fromFile(call: Call, { digest, bytes, tag, read, ...said }: TaggedFile): Download {
  const { range, headers, status } = partialRead(call, tag, bytes);
  const all = {
    ...cacheHeaders(tag),
    ...headers,
    'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`,
  };
  if (status === 416) return { ...said, status, headers: all };
  return { ...said, status, headers: all, body: read(range) };
}
