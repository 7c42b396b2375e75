import { fromKysely, PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Trx } from './database.ts';

/** Work that goes on after the answer: idempotent, resumable, retried, kept in PostgreSQL. */
export interface Jobs {
  /** Declares what does the work of a queue; once per queue, before `start`. */
  on<Data extends object>(queue: string, work: (data: Data) => Promise<void>): void;
  /** Enqueues in the caller's own transaction: the job exists exactly when the act does. */
  send(trx: Trx, queue: string, data: object): Promise<void>;
  start(): Promise<void>;
  /** Lets running jobs end, at most 10 s. */
  stop(): Promise<void>;
}

const POLL_SECONDS = 2;
const RETRY = { retryLimit: 3, retryDelay: 2, retryBackoff: true, notify: true };

export function createJobs(connection: pg.PoolConfig, log: Logger): Jobs {
  const boss = new PgBoss({ ...bossConnection(connection), schedule: false, useListenNotify: true });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  const queues = new Map<string, (data: object) => Promise<void>>();
  return {
    on: (queue, work) => void queues.set(queue, work as (data: object) => Promise<void>),
    send: async (trx, queue, data) => void (await boss.send(queue, data, { db: fromKysely(trx) })),
    start: async () => {
      await boss.start();
      for (const [queue, work] of queues) await listen(boss, queue, work, log);
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

async function listen(
  boss: PgBoss,
  queue: string,
  work: (data: object) => Promise<void>,
  log: Logger,
): Promise<void> {
  await boss.createQueue(queue, RETRY);
  await boss.work<object>(queue, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
    if (!job) return;
    await work(job.data).catch((error: unknown) => {
      log.error({ err: error, queue, job: job.id }, 'job failed, will be tried again');
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
