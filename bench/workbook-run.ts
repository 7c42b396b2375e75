import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { closeIngest, convertFile, inspectFile } from '../server/ingest/index.ts';

const [file = ''] = process.argv.slice(2);
const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
try {
  // Threads and the engine are there before the clock runs, as the yardstick's own modules are.
  const small = path.join(scratch, 'small.csv');
  await writeFile(small, '名称,数\n甲,1\n');
  await convertFile(
    small,
    await inspectFile(small, 'small.csv', { encoding: 'utf-8' }),
    {},
    path.join(scratch, 'small.parquet'),
  );
  const since = performance.now();
  const reading = await inspectFile(file, path.basename(file));
  const milliseconds = performance.now() - since;
  const readMegabytes = process.resourceUsage().maxRSS / 1024;
  const { rows } = await convertFile(file, reading, {}, path.join(scratch, 'table.parquet'));
  const readable = performance.now() - since;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, readable, rows, readMegabytes, peakMegabytes }));
} finally {
  await closeIngest();
  await rm(scratch, { recursive: true, force: true });
}
