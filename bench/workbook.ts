import { execFile } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PARKING_ROWS, parkingWorkbook } from './data/parking.ts';
import { alternate, type Figure, type Measured } from './figure.ts';

const run = promisify(execFile);
const ROUNDS = 3;
const EXCELJS = '4.4.0';

/** What a run in a process of its own measured. */
interface Run {
  /** Reading every row. */
  milliseconds: number;
  /** Reading, and writing typed Parquet with a profile. */
  readable: number;
  rows: number;
  /** Peak when every row was read, and at the end. */
  readMegabytes: number;
  peakMegabytes: number;
}

/**
 * exceljs beside the checkout's own packages: its tree of a hundred old ones is nothing to install for everybody. Fetched
 * from the registry the first time.
 */
async function exceljsFolder(say: (text: string) => void): Promise<string> {
  const folder = path.join(import.meta.dirname, `../var/yardsticks/exceljs-${EXCELJS}`);
  if (await stat(path.join(folder, 'node_modules/exceljs')).catch(() => null)) return folder;
  say(`installing exceljs ${EXCELJS} in ${folder}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `exceljs@${EXCELJS}`], {
    cwd: folder,
  });
  return folder;
}

async function measured(script: string, args: readonly string[]): Promise<Run> {
  const { stdout } = await run(process.execPath, [path.join(import.meta.dirname, script), ...args]);
  // Each of both scripts writes one line of JSON in this shape.
  const found = JSON.parse(stdout) as Run;
  if (found.rows !== PARKING_ROWS) throw new Error(`${script} read ${found.rows} rows`);
  return found;
}

/** XLSX → rows, and → typed Parquet with a profile. */
export const workbook: Figure = {
  yardstick: `exceljs ${EXCELJS}, its streaming reader over the same file, every cell visited`,
  run: async (say) => {
    const file = await parkingWorkbook();
    const folder = await exceljsFolder(say);
    const last: { ours: Run | null; yardstick: Run | null } = { ours: null, yardstick: null };
    const readable: number[] = [];
    const ours = async (): Promise<number> => {
      const seen = (last.ours = await measured('workbook-run.ts', [file]));
      readable.push(seen.readable);
      say(`inspected in ${seen.milliseconds.toFixed(0)} ms, readable in ${seen.readable.toFixed(0)} ms`);
      return seen.milliseconds;
    };
    const yardstick = async (): Promise<number> => {
      const seen = (last.yardstick = await measured('yardsticks/exceljs.mjs', [folder, file]));
      say(`exceljs ${seen.milliseconds.toFixed(0)} ms`);
      return seen.milliseconds;
    };
    const time = await alternate(ROUNDS, ours, yardstick);
    const whole = readable.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? NaN;
    const yardstickMegabytes = last.yardstick?.peakMegabytes ?? NaN;
    const memory = (work: string, ours = NaN): Measured => ({
      work,
      ours,
      yardstick: yardstickMegabytes,
      unit: 'MB',
      reach: '≤ 1',
    });
    const work = `XLSX of ${PARKING_ROWS} × 12`;
    return [
      { work: `${work} → inspected, every cell read`, ...time, unit: 'ms', reach: '≤ 0.5' },
      { work: `${work} → readable`, ...time, ours: whole, unit: 'ms', reach: '≤ 0.5' },
      memory(`${work} → inspected, peak memory`, last.ours?.readMegabytes),
      memory(`${work} → readable, peak memory with the engine`, last.ours?.peakMegabytes),
    ];
  },
};
