import { Readable } from 'node:stream';
import { folderObjects } from '../store/objects.ts';

const CHUNK_BYTES = 64 * 1024;

/** A process for kill -9 tests: puts `chunks` chunks of one byte value and says so. */
const [directory = '', chunks = '1', value = '0'] = process.argv.slice(2);
const objects = await folderObjects(directory);
const { digest } = await objects.put(Readable.from(content()));
process.stdout.write(`put ${digest}\n`);

function* content(): Iterable<Uint8Array> {
  for (let chunk = 0; chunk < Number(chunks); chunk += 1) yield Buffer.alloc(CHUNK_BYTES, Number(value));
}
