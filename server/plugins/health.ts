import { access, constants } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.ts';
import { askDatabase } from '../store/measures.ts';
import type { ObjectStore } from '../store/objects.ts';

/** Whether this process should be given work. */
export interface Readiness {
  /** It ends soon: no further work, please. */
  leave(): void;
  isReady(): Promise<boolean>;
}

/** Strangers may ask as often as they like. */
const HOLDS_MS = 1000;
const PATIENCE_MS = 3000;

export function createReadiness({ db, objects, engine, log }: Services): Readiness {
  let leaving = false;
  let known: { at: number; answer: Promise<boolean> } | null = null;
  const look = async (): Promise<boolean> => {
    const parts = { database: askDatabase(db), objects: askObjects(objects), engine: engine.check() };
    const results = await Promise.all(
      Object.entries(parts).map(([part, asked]) =>
        inTime(asked).catch((error: unknown) => {
          log.warn({ err: error, part }, 'not ready');
          return false;
        }),
      ),
    );
    return results.every(Boolean);
  };
  return {
    leave: () => {
      leaving = true;
    },
    async isReady() {
      if (leaving) return false;
      const now = performance.now();
      if (!known || now - known.at > HOLDS_MS) known = { at: now, answer: look() };
      return known.answer;
    },
  };
}

/** An object that is never there: the store has to be asked all the same. */
const NO_OBJECT = '0'.repeat(64);

async function askObjects(objects: ObjectStore): Promise<void> {
  await access(objects.directory, constants.R_OK | constants.W_OK);
  await objects.has(NO_OBJECT);
}

async function inTime(asked: Promise<void>): Promise<true> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), PATIENCE_MS);
  try {
    await Promise.race([asked, late.promise]);
    return true;
  } finally {
    clearTimeout(timer);
  }
}

/** `/health`: the process lives. `/ready`: it can do its work. Nothing else is told. */
export function serveHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/health', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const isReady = await readiness.isReady();
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not-ready' });
  });
}
