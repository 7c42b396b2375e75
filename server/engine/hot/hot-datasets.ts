import path from 'node:path';
import type { Logger } from 'pino';
import type { QueryField } from '../../../rules/expressions/query-tree.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Clock } from '../../../rules/time/clock.ts';
import type { DatabaseConnection, Db } from '../../store/database.ts';
import type { Jobs } from '../../store/jobs.ts';
import {
  askedVersions,
  cool,
  fillHotTable,
  hotTables,
  NoRoom,
  saveAsks,
  sweep,
  type AskedVersion,
  type FieldUse,
  type HotReader,
  type HotTable,
} from '../../store/hot/index.ts';
import type { Engine } from '../engine.types.ts';
import { asksSince } from './asks.ts';
import { withHotTables } from './hot-engine.ts';
import { openHotLines, type LinesSettings, type WantedColumn } from './hot-lines.ts';
import { choose, pairsWorth, type Choice, type HotLimits } from './choose.ts';

/** A dataset whose rows lie in indexed tables, too. */
export interface HotDataset {
  datasetId: string;
  versionId: string;
  since: Date;
  /** On disk, indexes included. */
  bytes: number;
  /** Pages that were asked for of late; half of them count after six hours. */
  use: number;
  fields: readonly string[];
}

export interface HotDatasets {
  /** In front of the engine that was given. */
  engine: Engine;
  list(): Promise<HotDataset[]>;
  /** Puts down what was asked here, learns what is hot, and orders the work that is due. */
  note(): Promise<void>;
  /** The work: cools and heats until nothing is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface HotSettings extends HotLimits {
  engine: Engine;
  db: Db;
  pool: DatabaseConnection['pool'];
  reader: HotReader;
  jobs: Jobs;
  clock: Clock;
  log: Logger;
  /** The file of a version's data. */
  hold(digest: string): Promise<Disposable & { path: string }>;
  directories: LinesSettings;
}

const QUEUE = 'hot-datasets';
const NOTE_EVERY_MS = 20_000;

/** Counts what is asked of which version and keeps those that are asked most in indexed tables. */
export function openHotDatasets(settings: HotSettings): HotDatasets {
  const { db, clock, log, reader, jobs } = settings;
  const asks = asksSince();
  let tables = new Map<string, HotTable>();
  const learn = async (): Promise<void> => {
    tables = new Map((await hotTables(db)).map((table) => [table.versionId, table]));
  };
  const engine = withHotTables(settings.engine, {
    reader,
    tableOf: (version) => tables.get(version),
    asked: asks.add,
    failed: (table, error) => {
      log.info({ err: error, relation: table.relation }, 'a hot table did not answer, the engine does');
      // Slow is not gone; what is gone is learnt anew.
      if (isGone(error)) tables.delete(table.versionId);
    },
  });
  const note = async (): Promise<void> => {
    await saveAsks(db, asks.take(), clock.now());
    await learn();
    if (choose(await askedVersions(db, clock.now()), settings))
      await db.transaction().execute((trx) => jobs.send(trx, QUEUE, {}));
  };
  const closing = new AbortController();
  const settle = async (): Promise<void> => {
    for (let step = 0; step < MOST_STEPS && !closing.signal.aborted; step += 1) {
      const due = choose(await askedVersions(db, clock.now()), settings);
      if (!due) break;
      if (!(await carryOut(settings, due, closing.signal))) break;
    }
    await learn();
  };
  jobs.on(QUEUE, settle);
  const failed = (error: unknown): void => {
    log.error({ err: error }, 'the use of datasets was not put down');
  };
  let noting = learn().catch(failed);
  const look = (): void => {
    noting = noting.then(note).catch(failed);
  };
  const timer = setInterval(look, NOTE_EVERY_MS).unref();
  return {
    engine,
    note,
    settle,
    list: async () => (await askedVersions(db, clock.now())).flatMap(shown),
    async close() {
      clearInterval(timer);
      closing.abort(new Problem('unavailable', { retryAfter: 1 }));
      await noting;
      await reader.close();
    },
  };
}

/** In one job; what is left is due at the next. */
const MOST_STEPS = 20;

const shown = ({ datasetId, versionId, since, bytes, use, shape }: AskedVersion): HotDataset[] =>
  since === null || datasetId === null
    ? []
    : [{ datasetId, versionId, since, bytes, use, fields: shape.columns.map(({ field }) => field) }];

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703');

/** False where another node is at it. */
async function carryOut(
  settings: HotSettings,
  { what, version, victims }: Choice,
  stop: AbortSignal,
): Promise<boolean> {
  const { db, log } = settings;
  const { versionId } = version;
  if (what === 'forget') await sweep(db, [versionId]);
  else if (what === 'cool') await db.transaction().execute((trx) => cool(trx, versionId));
  else return heat(settings, version, victims, stop);
  log.info({ versionId, use: version.use }, 'no longer hot');
  return true;
}

async function heat(
  settings: HotSettings,
  version: AskedVersion,
  victims: readonly string[],
  stop: AbortSignal,
): Promise<boolean> {
  const { pool, db, clock, hold, directories, bytes, log } = settings;
  const { versionId, manifest } = version;
  if (!manifest) return false;
  using file = await hold(manifest.data.digest);
  const { columns: own, rows } = manifest;
  const table = { path: file.path, columns: own, rows, version: versionId };
  const temporaryDirectory = path.join(directories.temporaryDirectory, versionId);
  const opened = await openHotLines({ ...directories, temporaryDirectory }, table, wantedOf(own, version));
  try {
    const plan = { versionId, shape: opened.shape, lines: opened.lines(stop) };
    const done = await fillHotTable(pool, plan, { bytes, victims }, clock.now());
    if (done) log.info({ versionId, use: version.use }, 'hot now');
    return done;
  } catch (error) {
    if (stop.aborted) return false;
    if (!isUnfit(error)) throw error;
    log.warn({ err: error, versionId }, 'cannot be hot');
    await db.transaction().execute((trx) => cool(trx, versionId, 'unfit'));
    return true;
  } finally {
    opened.close();
  }
}

/** Too large, or with values that PostgreSQL does not take: no second try would end otherwise. */
const isUnfit = (error: unknown): boolean =>
  error instanceof NoRoom ||
  (error instanceof Error && 'code' in error && /^(?:22|54)/.test(String(error.code)));

/** The fields that are asked for most. */
function wantedOf(fields: readonly QueryField[], version: AskedVersion): WantedColumn[] {
  const pairs = pairsWorth(version);
  const asked = fields.map((field) => {
    const uses = Object.entries(version.fields[field.name] ?? {}) as [FieldUse, number][];
    const count = uses.reduce((sum, [, times]) => sum + times, 0);
    const behind = pairs.filter(({ sorted }) => sorted === field.name);
    return {
      field,
      count,
      uses: new Set(uses.map(([use]) => use)),
      behind: behind.map(({ equal, order }) => ({ field: equal, order })),
    };
  });
  return asked
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_COLUMNS);
}

const MOST_COLUMNS = 8;
