import { fromKysely, PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Trx } from './database.ts';

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
  /** Lets running jobs end, at most 10 s. */
  stop(): Promise<void>;
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
  return {
    on: (name, work, { atOnce } = { atOnce: 1 }) =>
      void queues.set(name, { name, work: work as Queue['work'], atOnce }),
    send: async (trx, queue, data) => void (await boss.send(queue, data, { db: fromKysely(trx) })),
    start: async () => {
      await boss.start();
      for (const queue of queues.values()) await listen(boss, queue, log);
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

interface Queue extends QueueOptions {
  name: string;
  work: (data: object) => Promise<void>;
}

async function listen(boss: PgBoss, queue: Queue, log: Logger): Promise<void> {
  await boss.createQueue(queue.name, OPTIONS);
  // One that an earlier version of ours made keeps its options otherwise.
  await boss.updateQueue(queue.name, OPTIONS);
  for (let worker = 0; worker < queue.atOnce; worker++) await startWorker(boss, queue, log);
}

async function startWorker(boss: PgBoss, { name, work }: Queue, log: Logger): Promise<void> {
  const worker = await boss.work<object>(name, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
    if (!job) return;
    // What waited while no process ran was announced to nobody: without this, one of it is taken every 30 s.
    boss.notifyWorker(worker);
    await work(job.data).catch((error: unknown) => {
      log.error({ err: error, queue: name, job: job.id }, 'job failed, will be tried again');
      throw error;
    });
  });
}

const bossConnection = ({ host, port, user, database, password, connectionString }: pg.PoolConfig) =>
  Object.fromEntries(
    Object.entries({ host, port, user, database, password, connectionString, max: 4 }).filter(
      ([, value]) => value !== undefined,
    ),
  );
