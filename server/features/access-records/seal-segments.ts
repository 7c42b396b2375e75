import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../../../rules/time/clock.ts';
import type { AccessArchive, SealedFacts } from '../../engine/index.ts';
import type { Db } from '../../store/database.ts';
import type { ObjectStore } from '../../store/objects.ts';
import type { AccessJournal, Segment } from './access-journal.ts';
import {
  forgetMergedBefore,
  insertSegment,
  replaceSegments,
  sealedAmong,
  segmentsBelow,
  type SealedSegment,
} from './access-segments.queries.ts';

/** What it takes to keep access records for good. */
export interface Vault {
  db: Db;
  objects: ObjectStore;
  archive: AccessArchive;
  /** For files that are being written; ours alone. */
  scratch: string;
  clock: Clock;
  newId: () => string;
  log: Logger;
}

/**
 * Seals every closed segment of the journal: Parquet, object, row; then its file goes. A kill at any moment leaves the
 * file, and a segment whose row is there is not sealed again.
 */
export async function sealClosed(vault: Vault, journal: AccessJournal): Promise<void> {
  const { db, log } = vault;
  for (const segment of [...journal.closed]) {
    const sealed = await sealedAmong(db, [segment.id]);
    const damaged = sealed.has(segment.id) ? 0 : await seal(vault, segment);
    if (damaged === 0) {
      await journal.remove(segment);
      continue;
    }
    log.error(
      { segment: segment.id, damaged },
      'access records are damaged: their file is kept in the journal',
    );
    await journal.setAside(segment);
  }
}

/** Answers how many lines could not be read. */
async function seal(vault: Vault, { id, path: lines }: Segment): Promise<number> {
  const { damaged, stored } = await store(vault, id, (file) =>
    vault.archive.seal({ segment: id, path: lines }, file),
  );
  if (stored) await insertSegment(vault.db, stored, { sealedAt: vault.clock.now() });
  return damaged;
}

/** Writes a segment's Parquet and puts it among the objects; no segment without records. */
export async function store(
  { objects, scratch }: Pick<Vault, 'objects' | 'scratch'>,
  id: string,
  write: (file: string) => Promise<SealedFacts>,
): Promise<{ damaged: number; stored: SealedSegment | null }> {
  const file = path.join(scratch, `${id}.parquet`);
  try {
    const { records, damaged, firstAt, lastAt } = await write(file);
    if (firstAt === null || lastAt === null) return { damaged, stored: null };
    const put = await objects.put({ file, move: true });
    return { damaged, stored: { id, ...put, records, firstAt: new Date(firstAt), lastAt: new Date(lastAt) } };
  } finally {
    await rm(file, { force: true });
  }
}

/** Segments of fewer records than this are merged, when there are so many of them. */
const SMALL_RECORDS = 500_000;
const MANY = 32;
const MOST_RECORDS = 2_000_000;
/** For whoever reads or copies what has been merged. */
const GRACE_MS = 24 * 3600 * 1000;

/** Puts many small segments together, so that a year of a quiet city is some dozens of objects. */
export async function mergeSmall(vault: Vault): Promise<void> {
  const { db, objects, archive, clock, newId } = vault;
  const small = await segmentsBelow(db, SMALL_RECORDS);
  if (small.length >= MANY) {
    const parts = startOf(small);
    using files = await holdAll(objects, parts);
    const { stored } = await store(vault, newId(), (file) => archive.merge(files.paths, file));
    const ids = parts.map(({ id }) => id);
    if (stored?.records !== sumOf(parts))
      throw new Error(`merging access segments lost records: ${ids.join()}`);
    await replaceSegments(db, ids, stored, clock.now());
  }
  const forgotten = await forgetMergedBefore(db, new Date(clock.now().getTime() - GRACE_MS));
  for (const digest of forgotten) await objects.remove(digest);
}

/** The sealed segments as files, until they are let go of together. */
export async function holdAll(
  objects: ObjectStore,
  segments: readonly SealedSegment[],
): Promise<Disposable & { paths: string[] }> {
  using holding = new DisposableStack();
  const paths: string[] = [];
  // One after another: what fails in between leaves nothing held.
  for (const { digest } of segments) paths.push(holding.use(await objects.hold(digest)).path);
  const held = holding.move();
  return { paths, [Symbol.dispose]: () => held.dispose() };
}

function startOf(segments: readonly SealedSegment[]): SealedSegment[] {
  const taken: SealedSegment[] = [];
  for (const segment of segments) {
    if (sumOf(taken) + segment.records > MOST_RECORDS) break;
    taken.push(segment);
  }
  return taken;
}

const sumOf = (segments: readonly SealedSegment[]): number =>
  segments.reduce((sum, { records }) => sum + records, 0);
