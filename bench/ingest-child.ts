import { closeIngest, convertFile, inspectFile } from '../server/ingest/index.ts';
import { proportionalSize } from './proportional-size.ts';

const [file = '', out = '', limit = ''] = process.argv.slice(2);
const EVERY_MS = 20;

let peak = 0;
const look = async (): Promise<void> => {
  peak = Math.max(peak, await proportionalSize());
};
const timer = setInterval(() => void look(), EVERY_MS);
const reading = await inspectFile(file, 'trips.csv');
const inspected = peak;
const { rows } = await convertFile(file, reading, {}, out, {
  limits: { memoryBytes: Number(limit), threads: 2 },
});
clearInterval(timer);
await closeIngest();
console.log(JSON.stringify({ rows, inspected, peak }));
