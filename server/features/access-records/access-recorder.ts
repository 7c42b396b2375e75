import { mkdir } from 'node:fs/promises';
import type { AccessRecordCounts } from '../../../rules/access-records/access-records.operations.ts';
import type { AccessCondition, AccessPlace, ArchivedAccess, DayOfUse } from '../../engine/index.ts';
import { openJournal } from './access-journal.ts';
import { writeLine, type Access } from './access-record.ts';
import { sealFormerRecords } from './former-records.ts';
import { LineQueue } from './line-queue.ts';
import { countAccesses, readPage, usesSince, type AccessCount } from './read-accesses.ts';
import type { Vault } from './seal-segments.ts';
import { Sealing, type SealingOptions } from './sealing.ts';

/** Takes the record of every call without holding the call up, makes them durable in batches, and finds them again. */
export interface AccessRecorder {
  record(access: Access): void;
  /** Resolves when everything recorded so far is durable: synced to the journal. */
  flushed(): Promise<void>;
  /** Resolves when everything recorded so far is among the objects. */
  seal(): Promise<void>;
  counts(): AccessRecordCounts;
  /** The newest first, from below `after` on; all of this node, and what the others have sealed. */
  page(condition: AccessCondition, limit: number, after: AccessPlace | null): Promise<ArchivedAccess[]>;
  count(condition: AccessCondition): Promise<AccessCount>;
  /** Calls for rows and downloads that succeeded, by dataset and day; `since` is later than asked for where they are too many. */
  uses(from: Date): Promise<{ since: Date; days: DayOfUse[] }>;
  /** Makes everything durable; nothing may be recorded afterwards. */
  close(): Promise<void>;
}

export interface AccessRecorderOptions extends Vault, Partial<SealingOptions> {
  /** The journal's folder; the archive may read it. */
  journal: string;
}

/** About 120,000 records; what of a journal is not sealed has to be read again for each page. */
const SEGMENT_BYTES = 32 * 1024 * 1024;
const SEGMENT_AGE_MS = 15 * 60_000;

/** Opens the journal; seals what an earlier life left in it, in the background. */
export async function openAccessRecorder(options: AccessRecorderOptions): Promise<AccessRecorder> {
  const { clock, segmentBytes = SEGMENT_BYTES, segmentAgeMs = SEGMENT_AGE_MS } = options;
  await mkdir(options.scratch, { recursive: true, mode: 0o700 });
  const journal = await openJournal(options.journal, options.newId);
  await sealFormerRecords(options);
  const sealing = new Sealing(options, journal, { segmentBytes, segmentAgeMs });
  const queue = new LineQueue(async (lines) => {
    await journal.append(lines);
    await sealing.grown();
  }, options.log);
  const sources = { ...options, journal };
  if (journal.closed.length > 0) sealing.inBackground();

  return {
    record: (access) => queue.add(writeLine(clock.now(), access)),
    flushed: () => queue.settled(),
    seal: async () => {
      await queue.settled();
      await sealing.seal();
    },
    counts: () => ({ taken: queue.taken, durable: queue.kept, lost: queue.lost }),
    page: async (condition, limit, after) => {
      await queue.settled();
      return readPage(sources, condition, limit, after);
    },
    count: async (condition) => {
      await queue.settled();
      return countAccesses(sources, condition);
    },
    uses: async (from) => {
      await queue.settled();
      return usesSince(sources, from);
    },
    close: async () => {
      await queue.close();
      await sealing.close();
      await journal.closeSegment();
    },
  };
}
