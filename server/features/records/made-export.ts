import type { Download } from '../../../rules/api/operation.ts';
import { printQuery } from '../../../rules/expressions/print.ts';
import type { Query } from '../../../rules/expressions/query-tree.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { EngineTable, ExportOptions, RowFormat } from '../../engine/index.ts';
import type { GrantedUse } from '../grants/index.ts';
import { limitKeyOf } from '../../plugins/limits.ts';
import type { BegunWork, WorkFacts } from '../../running-works.ts';
import type { KeptExport } from '../../store/exports/export-store.ts';
import type { ByteRange } from '../../store/objects.ts';
import { cacheHeaders, entityTag, partialRead, wantsPart } from './caching.ts';

/** What the engine is asked to make; `tag` says of which rows. */
export interface Order {
  tag: string;
  datasetId: string;
  table: EngineTable;
  query: Query;
  format: RowFormat;
  options: ExportOptions;
  /** Under which it is made, and without which it is not made on. */
  grant: GrantedUse | null;
}

/** How long a part is waited for whose whole is still being made. */
const PATIENCE_MS = 30_000;

/** The making that runs or is whole; else one begins, which is on record as running until it is made. */
export function openMaking(call: Call, order: Order): Promise<KeptExport> {
  const { exports, engine, running } = call.services;
  const { tag, datasetId, table, query, format, options, grant } = order;
  return exports.open(JSON.stringify([tag, format, options, printQuery(query)]), async (making) => {
    const work = running.begin(workOf(call, 'export', datasetId, format), making);
    try {
      const bytes = await engine.export(table, query, format, options, work.asker);
      return counted(grant ? grant.whileItHolds(bytes) : bytes, work);
    } catch (error) {
      work.end();
      throw error;
    }
  });
}

async function* counted(bytes: AsyncIterable<Uint8Array>, work: BegunWork): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of bytes) {
      work.add(chunk.byteLength);
      yield chunk;
    }
  } finally {
    work.end();
  }
}

/** What is said of a work while it runs: who asked for it, as access records name them. */
export const workOf = (
  { actor, tokenId, address }: Call,
  kind: WorkFacts['kind'],
  datasetId: string,
  format: string,
): WorkFacts => ({
  ...{ kind, datasetId, format },
  role: actor.role,
  accountId: actor.accountId,
  key: limitKeyOf(actor.accountId, tokenId, address),
});

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
