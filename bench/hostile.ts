import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { closeIngest } from '../server/ingest/index.ts';
import { dataFolder } from '../server/ingest/testing/data-folder.ts';
import { judge } from '../server/ingest/testing/expected/judge.ts';
import { expectedOf } from '../server/ingest/testing/expected/outcome.ts';
import type { Figure } from './figure.ts';

const MIB = 1024;

/** Kibibytes by name, as the kernel counts this process. */
async function memory(name: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN);
}

interface Line {
  file: string;
  verdict: string;
  wrong: string[];
  ms: number;
  /** MiB at the highest, and how much of it came with this file. */
  peak: number;
  grown: number;
}

/** Reads and converts every hostile and odd file: the answer, its time and its memory, one line each. */
export const hostile: Figure = {
  yardstick: 'answers written down before reading (server/ingest/testing/expected), one for each file',
  run: async () => {
    const folder = path.join(dataFolder, 'C_messy');
    if (!existsSync(folder)) throw new Error(`no test data at ${folder} (set KAISHU_DATA)`);
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-hostile-'));
    const lines: Line[] = [];
    try {
      for (const [file, expectation] of expectedOf('hostile')) {
        const copy = path.join(scratch, path.basename(file));
        await cp(path.join(folder, file), copy);
        const before = await memory('VmRSS');
        // The kernel then counts the highest use anew.
        await writeFile('/proc/self/clear_refs', '5');
        const since = performance.now();
        const out = path.join(scratch, 'table.parquet');
        const { verdict, wrong } = await judge(copy, path.basename(file), expectation, out);
        const ms = performance.now() - since;
        const peak = await memory('VmHWM');
        lines.push({ file, verdict, wrong, ms, peak: peak / MIB, grown: (peak - before) / MIB });
        for (const each of [copy, out]) await rm(each, { force: true });
      }
    } finally {
      await closeIngest();
      await rm(scratch, { recursive: true, force: true });
    }
    lines.forEach(print);
    const sound = lines.filter(({ wrong }) => wrong.length === 0).length;
    const slowest = lines.reduce((a, b) => (a.ms > b.ms ? a : b));
    const largest = lines.reduce((a, b) => (a.grown > b.grown ? a : b));
    const note = `slowest ${slowest.file} ${slowest.ms.toFixed(0)} ms; most memory ${largest.file} +${largest.grown.toFixed(0)} MiB`;
    return [
      {
        ...{ work: 'hostile and odd files answered soundly', ours: sound, yardstick: lines.length },
        ...{ unit: 'files', reach: 'all', note },
      },
    ];
  },
};

function print({ file, verdict, wrong, ms, peak, grown }: Line): void {
  const answer = wrong.length === 0 ? verdict : `WRONG, ${verdict}: ${wrong.join('; ')}`;
  const figures = [
    `${ms.toFixed(0)} ms`.padStart(8),
    `${peak.toFixed(0)} MiB (+${grown.toFixed(0)})`.padStart(16),
  ];
  console.log(`  ${file} → ${answer} ·${figures.join(' ·')}`);
}
