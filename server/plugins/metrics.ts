import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Problem } from '../../rules/problems/problems.ts';
import type { Services } from '../context.ts';
import type { Access } from '../features/access-records/index.ts';
import { eventEstimate, openJobCounts } from '../store/measures.ts';
import { secretDigest } from '../secret-digest.ts';

/** What is told of each call, download and work as it ends. */
export interface Metrics {
  /** A call of the API. */
  called(access: Access): void;
  text(): Promise<string>;
}

const CALL_SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60];
const WORK_SECONDS = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60, 600];

/** Names of operations, formats, queues and gates are the only labels: a bounded number, and nobody's data. */
export function createMetrics(services: Services): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const calls = new Histogram({
    name: 'kaishu_http_request_duration_seconds',
    help: 'Calls of the API from arrival to the last byte',
    labelNames: ['operation', 'status'] as const,
    buckets: CALL_SECONDS,
    registers,
  });
  const bytes = new Counter({ name: 'kaishu_http_response_bytes_total', help: 'Bytes answered', registers });
  measureEngine(services, registers);
  measureStores(services, registers);
  return {
    called({ operation, status, durationUs, bytes: sent }) {
      calls.observe({ operation, status }, durationUs / 1e6);
      bytes.inc(sent);
    },
    text: () => registry.metrics(),
  };
}

type Registers = Registry[];

function measureEngine({ engine, exports, running }: Services, registers: Registers): void {
  const works = new Histogram({
    name: 'kaishu_engine_work_duration_seconds',
    help: 'Queries and exports, waiting included',
    labelNames: ['kind', 'format'] as const,
    buckets: WORK_SECONDS,
    registers,
  });
  const made = new Counter({ name: 'kaishu_export_bytes_total', help: 'Bytes of exports made', registers });
  running.watch(({ kind, format, bytes }, milliseconds) => {
    works.observe({ kind, format }, milliseconds / 1000);
    made.inc(bytes ?? 0);
  });
  new Gauge({
    name: 'kaishu_engine_places',
    help: 'Places of the engine by gate and what is done with them; refused counts since the start',
    labelNames: ['gate', 'what'] as const,
    registers,
    collect() {
      for (const [gate, usage] of Object.entries(engine.usage()))
        for (const [what, count] of Object.entries(usage)) this.set({ gate, what }, Number(count));
    },
  });
  new Gauge({
    name: 'kaishu_export_store',
    help: 'Exports kept: files and bytes now, made and reused since the start',
    labelNames: ['what'] as const,
    registers,
    collect() {
      for (const [what, count] of Object.entries(exports.usage())) this.set({ what }, Number(count));
    },
  });
}

function measureStores({ db, pool, jobs, access }: Services, registers: Registers): void {
  const ended = new Histogram({
    name: 'kaishu_job_duration_seconds',
    help: 'Jobs of this node as they end: reading, conversion and checks of files are some of them',
    labelNames: ['queue', 'result'] as const,
    buckets: WORK_SECONDS,
    registers,
  });
  jobs.watch(({ queue, result, milliseconds }) => ended.observe({ queue, result }, milliseconds / 1000));
  new Gauge({
    name: 'kaishu_jobs',
    help: 'Jobs of all nodes that wait or run',
    labelNames: ['queue', 'state'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { queue, state, jobs: count } of await openJobCounts(db)) this.set({ queue, state }, count);
    },
  });
  new Gauge({
    name: 'kaishu_events',
    help: 'Events on record, as the database estimates it',
    registers,
    async collect() {
      this.set(await eventEstimate(db));
    },
  });
  new Gauge({
    name: 'kaishu_access_records',
    help: 'Accesses of this node since its start: taken, durable, lost',
    labelNames: ['what'] as const,
    registers,
    collect() {
      for (const [what, count] of Object.entries(access.counts())) this.set({ what }, count);
    },
  });
  new Gauge({
    name: 'kaishu_postgresql_connections',
    help: 'Connections of the pool, and who waits for one',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waited-for' }, pool.waitingCount);
    },
  });
}

/** `GET /metrics` for whoever brings the token; for everybody else it is not there. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics, token: string): void {
  const wanted = secretDigest(`Bearer ${token}`);
  const isKnown = ({ headers }: FastifyRequest): boolean =>
    timingSafeEqual(secretDigest(headers.authorization ?? ''), wanted);
  app.get('/metrics', { config: { ownCredentials: true } }, async (request, reply) => {
    if (!isKnown(request)) throw new Problem('not-found');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
}
