import { Readable } from 'node:stream';
import { loadConfiguration } from '../configuration.ts';
import { openObjects } from '../store/open-objects.ts';

const CHUNK_BYTES = 64 * 1024;

/** A process for kill -9 tests: puts `chunks` chunks of one byte value and says so. The environment may name a bucket. */
const [directory = '', chunks = '1', value = '0'] = process.argv.slice(2);
const configuration = await loadConfiguration({ directory, env: process.env });
const folders = { objects: directory, cache: directory };
const { objects, close } = await openObjects(configuration, folders, (trouble) => new Error(trouble));
const { digest } = await objects.put(Readable.from(content()));
close();
process.stdout.write(`put ${digest}\n`);

function* content(): Iterable<Uint8Array> {
  for (let chunk = 0; chunk < Number(chunks); chunk += 1) yield Buffer.alloc(CHUNK_BYTES, Number(value));
}
