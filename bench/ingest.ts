import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { closeIngest, convertFile, inspectFile } from '../server/ingest/index.ts';
import { tripsFile, TRIPS_ROWS } from './data/trips.ts';
import { alternate, timed, type Figure } from './figure.ts';

const ROUNDS = 3;

/** CSV → readable: inspected, typed Parquet, profile. */
export const ingest: Figure = {
  yardstick: 'DuckDB, one pass of typed COPY … TO parquet of the same clean file',
  run: async (say) => {
    const file = await tripsFile();
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
    const phases = { inspect: NaN, convert: NaN };
    const processor = { ours: Infinity, yardstick: Infinity };
    const counted = async (who: keyof typeof processor, work: () => Promise<number>): Promise<number> => {
      const before = process.cpuUsage();
      const milliseconds = await work();
      const { user, system } = process.cpuUsage(before);
      processor[who] = Math.min(processor[who], (user + system) / 1000);
      return milliseconds;
    };
    const ours = async (): Promise<number> => {
      const out = path.join(scratch, 'ours.parquet');
      let reading: Awaited<ReturnType<typeof inspectFile>> | undefined;
      phases.inspect = await timed(async () => (reading = await inspectFile(file, 'trips.csv')));
      phases.convert = await timed(async () => {
        if (!reading) throw new Error('nothing was read');
        const { rows } = await convertFile(file, reading, {}, out);
        if (rows !== TRIPS_ROWS) throw new Error(`${rows} rows`);
      });
      say(`inspect ${phases.inspect.toFixed(0)} ms, text, typed and profile ${phases.convert.toFixed(0)} ms`);
      return phases.inspect + phases.convert;
    };
    const yardstick = (): Promise<number> => timed(() => onePass(file, path.join(scratch, 'duckdb.parquet')));
    try {
      const measured = await alternate(
        ROUNDS,
        () => counted('ours', ours),
        () => counted('yardstick', yardstick),
      );
      const { size } = await stat(path.join(scratch, 'ours.parquet'));
      const note = `last round: inspect ${phases.inspect.toFixed(0)} ms, convert ${phases.convert.toFixed(0)} ms; ${(size / 2 ** 20).toFixed(0)} MiB of Parquet; processor time, best round: ${processor.ours.toFixed(0)} ms / ${processor.yardstick.toFixed(0)} ms, ratio ${(processor.ours / processor.yardstick).toFixed(2)}`;
      return [
        { work: `CSV of ${TRIPS_ROWS} × 20 → readable`, ...measured, unit: 'ms', reach: '≤ 2.5', note },
      ];
    } finally {
      await closeIngest();
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function onePass(file: string, out: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(
    `copy (select * from read_csv('${file}', header = true, types = {'行程编号': 'varchar', '卡号': 'varchar', '进站闸机': 'varchar', '出站闸机': 'varchar', '结算批号': 'varchar'}))
     to '${out}' (format parquet, compression zstd, row_group_size 32768)`,
  );
  connection.closeSync();
  instance.closeSync();
}
