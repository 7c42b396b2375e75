import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deliveryColumns } from '../../../../rules/sources/delivery.ts';
import type { Services } from '../../../context.ts';
import { convertClean } from '../../../ingest/index.ts';
import { openPeriodsOf, type OpenPeriod } from '../../../plugins/open-periods.ts';
import type { Trx } from '../../../store/database.ts';
import { findVersion } from '../../versions/index.ts';
import { deliveredRows, findPeriod, type Period } from './period.queries.ts';

/** The table of a period is made anew no more often than that: what comes meanwhile goes along. */
const APART_MS = 1000;
const AGAIN_MS = 5000;
/** A superseded table is still being read by whoever began before; exports wait at most a minute for their turn. */
const KEPT_MS = 120_000;

/** What is written of a period so far. */
interface Written {
  /** Its rows in their typed form, of the deliveries up to this one. */
  csv: string;
  upto: number;
  longestLine: number;
}

interface Read {
  period: Period;
  written: Written;
}

interface Making {
  running: Promise<void> | null;
  /** Something came while it was running. */
  again: boolean;
  timer: NodeJS.Timeout | null;
}

/**
 * Makes what is delivered readable: the rows of each open period as a Parquet file, written anew for every batch of
 * deliveries. The files are made from the deliveries in the database, so that losing one loses nothing.
 */
export class LiveTables {
  readonly #services: Services;
  readonly #folder: string;
  readonly #written = new Map<string, Written>();
  readonly #making = new Map<string, Making>();
  #closed = false;

  constructor(services: Services) {
    this.#services = services;
    this.#folder = liveFolder(services.directory.paths.temporary);
  }

  /** Makes the period's table soon, at once if none was made in the last second. */
  wake(periodId: string): void {
    const making = this.#making.get(periodId) ?? { running: null, again: false, timer: null };
    this.#making.set(periodId, making);
    if (making.running || making.timer) making.again = true;
    else this.#start(periodId, making);
  }

  /** Resolves when everything that was delivered can be read. */
  async settle(): Promise<void> {
    for (const [periodId, making] of this.#making) {
      while (making.running || making.timer) {
        if (making.timer) this.#go(periodId, making);
        await making.running;
      }
    }
  }

  /** The period is a version now, or nothing. */
  async forget({ id, datasetId }: Pick<Period, 'id' | 'datasetId'>): Promise<void> {
    await this.#making.get(id)?.running;
    const open = openPeriodsOf(this.#services);
    const shown = open.get(datasetId);
    if (shown?.id === id) {
      open.delete(datasetId);
      this.#removeLater(shown.table.path);
    }
    const csv = this.#written.get(id)?.csv;
    this.#written.delete(id);
    this.#making.delete(id);
    if (csv !== undefined) await rm(csv, { force: true });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#making.values()) if (timer) clearTimeout(timer);
    for (const { running } of this.#making.values()) await running;
  }

  #start(periodId: string, making: Making): void {
    if (this.#closed) return;
    making.again = false;
    const begun = performance.now();
    making.running = this.#make(periodId)
      .then(
        () => APART_MS - (performance.now() - begun),
        (error: unknown) => {
          this.#services.log.error({ err: error, period: periodId }, 'a live table was not made');
          making.again = true;
          return AGAIN_MS;
        },
      )
      .then((waitMs) => {
        making.running = null;
        // Even when nothing came meanwhile: what comes right after waits its turn.
        making.timer = setTimeout(() => this.#go(periodId, making), Math.max(0, waitMs)).unref();
      });
  }

  #go(periodId: string, making: Making): void {
    if (making.timer) clearTimeout(making.timer);
    making.timer = null;
    if (making.again) this.#start(periodId, making);
  }

  async #make(periodId: string): Promise<void> {
    const open = openPeriodsOf(this.#services);
    const read = await this.#read(periodId);
    if (!read) return;
    const { period } = read;
    const table = await this.#table(read);
    const last = open.get(period.datasetId);
    open.set(period.datasetId, { id: period.id, openedAt: period.openedAt, view: viewOf(period), table });
    if (last) this.#removeLater(last.table.path);
  }

  /** The period as of one moment, its rows on the disk; null when there is nothing newer to show of it. */
  async #read(periodId: string): Promise<Read | null> {
    const reading = this.#services.db.transaction().setIsolationLevel('repeatable read');
    return reading.execute(async (trx) => {
      const period = await findPeriod(trx, periodId);
      if (!period || period.state === 'sealed') return null;
      const shown = openPeriodsOf(this.#services).get(period.datasetId);
      if (shown && !isNewer(period, shown)) return null;
      return { period, written: await this.#write(trx, period) };
    });
  }

  async #table({ period, written: { csv: path, longestLine } }: Read): Promise<OpenPeriod['table']> {
    const like = await findVersion(this.#services.db, period.likeVersionId);
    if (!like?.manifest) throw new Error(`no version ${period.likeVersionId}`);
    const columns = deliveryColumns(like.reading).map((column, i) => {
      const [whole, scale] = period.widths[i] ?? [1, 0];
      return { ...column, plan: { ...column.plan, precision: Math.max(whole + scale, 1), scale } };
    });
    const tag = `live-${period.id}-${String(period.revision)}`;
    const file = join(this.#folder, `${tag}.parquet`);
    await rm(file, { force: true });
    await convertClean({ path, longestLine }, columns, file);
    // Rows only ever follow in an append: a cursor of an earlier revision stands where it stood.
    const version = period.mode === 'append' ? `live-${period.id}` : tag;
    return { path: file, columns: like.manifest.columns, rows: period.rows, version };
  }

  /** Brings the typed rows on the disk up to the period's revision. */
  async #write(trx: Trx, period: Period): Promise<Written> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const { id, revision: to } = period;
    const csv = join(this.#folder, `${id}.csv`);
    const adds = period.mode === 'append';
    const known = adds ? this.#written.get(id) : undefined;
    // A failure halfway leaves rows behind that are not accounted for: then it begins anew.
    this.#written.delete(id);
    if (!known) await writeFile(csv, '');
    const from = known?.upto ?? (adds ? 0 : to - 1);
    let longestLine = known?.longestLine ?? 0;
    for await (const text of deliveredRows(trx, id, 'typed', { from, to })) {
      await appendFile(csv, text);
      longestLine = Math.max(longestLine, longestOf(text));
    }
    const written = { csv, upto: to, longestLine };
    this.#written.set(id, written);
    return written;
  }

  #removeLater(path: string): void {
    setTimeout(() => void rm(path, { force: true }), KEPT_MS).unref();
  }
}

const isNewer = ({ id, openedAt, revision }: Period, shown: OpenPeriod): boolean =>
  shown.id === id ? revision > shown.view.revision : openedAt > shown.openedAt;

const viewOf = ({
  mode,
  sealEvery,
  startsAt,
  endsAt,
  rows,
  revision,
  lastAt,
}: Period): OpenPeriod['view'] => ({
  mode,
  sealEvery,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  rows,
  revision,
  at: lastAt.toISOString(),
});

/** In bytes at most; a line break inside a cell makes lines seem shorter, so that the whole delivery is taken then. */
const longestOf = (text: string): number =>
  3 *
  (/"[^"]*\n/.test(text)
    ? text.length
    : text.split('\n').reduce((most, line) => Math.max(most, line.length), 0));

/** Where the tables are; the engine may read there. */
export const liveFolder = (temporary: string): string => join(temporary, 'live');

const MADE = new WeakMap<object, LiveTables>();

export function liveTablesOf(services: Services): LiveTables {
  const made = MADE.get(services.db) ?? new LiveTables(services);
  MADE.set(services.db, made);
  return made;
}
