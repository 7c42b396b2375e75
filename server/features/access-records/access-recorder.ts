import type { Logger } from 'pino';
import type { AccessRecordCounts } from '../../../rules/access-records/access-records.operations.ts';
import type { Clock } from '../../../rules/time/clock.ts';
import type { DatabaseConnection } from '../../store/database.ts';
import { openJournal } from './access-journal.ts';
import { writeLine, type Access } from './access-record.ts';
import { AccessSink } from './access-sink.ts';
import { LineQueue, type Lines } from './line-queue.ts';

/** Takes the record of every call without holding the call up, and makes them durable in batches. */
export interface AccessRecorder {
  record(access: Access): void;
  /** Resolves when everything recorded so far is durable: committed, or synced to the journal. */
  flushed(): Promise<void>;
  counts(): AccessRecordCounts;
  /** Brings what an earlier life left in the journal into the database; goes on later when that is away. */
  start(): Promise<void>;
  /** Makes everything durable; nothing may be recorded afterwards. */
  close(): Promise<void>;
}

export interface AccessRecorderOptions extends Pick<DatabaseConnection, 'pool'> {
  /** The journal's folder; made when it is first needed. */
  journal: string;
  log: Logger;
  clock: Clock;
  newId: () => string;
}

const BATCH = 1000;
/** A commit costs the same for ten records as for hundreds: fewer and fuller ones leave more for the calls. */
const GATHER_MS = 200;
/** About 25 MB of memory. */
const LIMIT = 100_000;
/** With so many waiting behind a slow insert, the journal is quicker. */
const PRESSING = 20_000;

export function createAccessRecorder(options: AccessRecorderOptions): AccessRecorder {
  const { journal, log, clock, newId } = options;
  const sink = new AccessSink(options, openJournal(journal, newId, BATCH), log);
  const counts = { taken: 0, kept: 0, turnedAway: 0 };
  const keep = async (lines: Lines): Promise<boolean> => {
    const kept = await sink.keep(lines);
    if (kept) counts.kept += lines.count;
    return kept;
  };
  const pressing = { count: PRESSING, tell: () => sink.hurry() };
  const queue = new LineQueue({ keep, size: BATCH, gatherMs: GATHER_MS, limit: LIMIT, pressing });

  return {
    record: (access) => {
      counts.taken += 1;
      if (queue.add(writeLine(newId(), clock.now(), access))) return;
      if (counts.turnedAway === 0)
        log.error('access records are lost: neither database nor journal takes them');
      counts.turnedAway += 1;
    },
    flushed: () => queue.settled(),
    counts: () => ({
      taken: counts.taken,
      durable: counts.kept - sink.refused,
      journalled: sink.journalled,
      lost: counts.turnedAway + sink.refused,
    }),
    start: () => sink.replay(),
    close: async () => {
      await queue.settled();
      await sink.close();
    },
  };
}
