import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { tripsFile, TRIPS_ROWS } from './data/trips.ts';
import type { Figure } from './figure.ts';

const MIB = 1024 * 1024;
const COPIES = 4;
const TIMES = 10;
/** What is allowed beside the engine's own memory. */
const BESIDE = 300 * MIB;

/** The trips several times over, under one header. */
async function longTrips(out: string): Promise<void> {
  const file = await tripsFile();
  await copyFile(file, out);
  for await (const head of createReadStream(file, { end: 4095 })) {
    if (!Buffer.isBuffer(head)) throw new Error('no bytes');
    const start = head.indexOf('\n') + 1;
    for (let copy = 1; copy < COPIES; copy++)
      await pipeline(createReadStream(file, { start }), createWriteStream(out, { flags: 'a' }));
  }
}

/** CSV → readable of a file ten times the engine's memory, in a process of its own. */
export const ingestMemory: Figure = {
  yardstick: "the limit: the engine's memory, a tenth of the file, and 300 MiB",
  run: async (say) => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
    try {
      const file = path.join(scratch, 'trips.csv');
      await longTrips(file);
      const { size } = await stat(file);
      const limit = Math.floor(size / TIMES);
      say(`file of ${(size / MIB).toFixed(0)} MiB, engine of ${(limit / MIB).toFixed(0)} MiB`);
      const child = path.join(import.meta.dirname, 'ingest-child.ts');
      const args = [child, file, path.join(scratch, 'out.parquet'), String(limit)];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const seen = JSON.parse(stdout) as { rows: number; inspected: number; peak: number };
      if (seen.rows !== COPIES * TRIPS_ROWS) throw new Error(`${seen.rows} rows`);
      return [
        {
          work: `CSV of ${(size / MIB).toFixed(0)} MiB → readable, peak PSS`,
          ours: seen.peak / MIB,
          yardstick: (limit + BESIDE) / MIB,
          unit: 'MiB',
          reach: '≤ 1',
          note: `while inspecting ${(seen.inspected / MIB).toFixed(0)} MiB`,
        },
      ];
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};
