import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { closeIngest, convertFile, inspectFile } from '../server/ingest/index.ts';

const [file = ''] = process.argv.slice(2);
const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
try {
  const since = performance.now();
  const reading = await inspectFile(file, path.basename(file));
  const milliseconds = performance.now() - since;
  const { rows } = await convertFile(file, reading, {}, path.join(scratch, 'table.parquet'));
  const readable = performance.now() - since;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, readable, rows, peakMegabytes }));
} finally {
  await closeIngest();
  await rm(scratch, { recursive: true, force: true });
}
