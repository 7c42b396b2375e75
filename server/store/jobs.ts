import { sql } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { Logger } from 'pino';
import { jobStop } from '../job-stop.ts';
import type { Db, Trx } from './database.ts';
import { whenThereIsRoom } from './room.ts';

interface QueueOptions {
  /** So many of its jobs run at the same time in this process; 1 unless told. */
  atOnce: number;
}

/** Work that goes on after the answer: idempotent, resumable, retried, kept in PostgreSQL. */
export interface Jobs {
  /** Declares what does the work of a queue; once per queue, before `start`. */
  on<Data extends object>(queue: string, work: (data: Data) => Promise<void>, options?: QueueOptions): void;
  /** Enqueues in the caller's own transaction: the job exists exactly when the act does. */
  send(trx: Trx, queue: string, data: object): Promise<void>;
  start(): Promise<void>;
  /** Those of all nodes that wait or run, the oldest first, 200 at most. */
  open(db: Db): Promise<OpenJob[]>;
  /** It is not tried again; where it runs in this process, what it waits for ends with `reason`. */
  cancel(job: OpenJob, reason: Error): Promise<void>;
  /** Tells of each job of this process that has ended. */
  watch(listener: JobListener): void;
  /** Lets running jobs end, at most 10 s. */
  stop(): Promise<void>;
}

export type JobListener = (job: {
  queue: string;
  result: 'done' | 'failed' | 'stopped';
  milliseconds: number;
}) => void;

export interface OpenJob {
  id: string;
  queue: string;
  isActive: boolean;
  /** When it began, or came. */
  since: Date;
  /** 1 is the first. */
  attempt: number;
}

const POLL_SECONDS = 2;
/** A large file takes hours; a process that is gone is noticed by its silence. */
const OPTIONS = {
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  notify: true,
  expireInSeconds: 23 * 60 * 60,
  heartbeatSeconds: 60,
};

export function createJobs(connection: pg.PoolConfig, log: Logger): Jobs {
  const boss = new PgBoss({ ...bossConnection(connection), schedule: false, useListenNotify: true });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  const queues = new Map<string, Queue>();
  const running = new Map<string, AbortController>();
  const listeners: JobListener[] = [];
  return {
    on: (name, work, { atOnce } = { atOnce: 1 }) =>
      void queues.set(name, { name, work: work as Queue['work'], atOnce }),
    send: async (trx, queue, data) => void (await boss.send(queue, data, { db: fromKysely(trx) })),
    start: async () => {
      await boss.start();
      for (const queue of queues.values()) await listen(boss, queue, { log, running, listeners });
    },
    open: openJobs,
    async cancel({ queue, id }, reason) {
      await boss.cancel(queue, id);
      running.get(id)?.abort(reason);
    },
    watch: (listener) => void listeners.push(listener),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

interface Queue extends QueueOptions {
  name: string;
  work: (data: object) => Promise<void>;
}

async function openJobs(db: Db): Promise<OpenJob[]> {
  const { rows } = await sql<OpenJob>`
    SELECT id, name AS queue, state = 'active' AS "isActive", coalesce(started_on, created_on) AS since,
      retry_count + 1 AS attempt
    FROM pgboss.job WHERE state < 'completed' ORDER BY created_on, id LIMIT 200`.execute(db);
  return rows;
}

interface Work {
  log: Logger;
  /** By the id of the job. */
  running: Map<string, AbortController>;
  listeners: readonly JobListener[];
}

async function listen(boss: PgBoss, queue: Queue, of: Work): Promise<void> {
  await boss.createQueue(queue.name, OPTIONS);
  // One that an earlier version of ours made keeps its options otherwise.
  await boss.updateQueue(queue.name, OPTIONS);
  for (let worker = 0; worker < queue.atOnce; worker++) await startWorker(boss, queue, of);
}

async function startWorker(
  boss: PgBoss,
  { name, work }: Queue,
  { log, running, listeners }: Work,
): Promise<void> {
  const worker = await boss.work<object>(name, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
    if (!job) return;
    // What waited while no process ran was announced to nobody: without this, one of it is taken every 30 s.
    boss.notifyWorker(worker);
    const stopping = new AbortController();
    running.set(job.id, stopping);
    const from = performance.now();
    let result: Parameters<JobListener>[0]['result'] = 'done';
    try {
      const { signal } = stopping;
      await whenThereIsRoom(
        () => jobStop.run(signal, () => work(job.data)),
        signal,
        (error) =>
          log.error({ err: error, queue: name, job: job.id }, 'the disk is full, the job waits for room'),
      );
    } catch (error) {
      result = stopping.signal.aborted ? 'stopped' : 'failed';
      const after = stopping.signal.aborted ? 'job stopped' : 'job failed, will be tried again';
      log.error({ err: error, queue: name, job: job.id }, after);
      throw error;
    } finally {
      running.delete(job.id);
      const milliseconds = performance.now() - from;
      for (const listener of listeners) listener({ queue: name, result, milliseconds });
    }
  });
}

const bossConnection = ({ host, port, user, database, password, connectionString }: pg.PoolConfig) =>
  Object.fromEntries(
    Object.entries({ host, port, user, database, password, connectionString, max: 4 }).filter(
      ([, value]) => value !== undefined,
    ),
  );
