import { createHash } from 'node:crypto';

import { Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';

export interface PartOptions {
  compress: boolean;
}

export interface Part {
  bytes: number;
  sha256: string;
}

/** A ZIP file written part after part to a stream, in constant memory. */
export interface ArchiveWriter {
  add(name: string, content: Readable, options: PartOptions): Promise<Part>;
  finish(): Promise<void>;
}

export function writeArchive(out: Writable): ArchiveWriter {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, out);
  // A stream that fails while a part waits for it must end that part, not hang it.
  const broken = written.then(() => new Promise<never>(() => undefined));
  broken.catch(() => undefined);
  const add = async (name: string, content: Readable, { compress }: PartOptions): Promise<Part> => {
    const measured = measure();
    zip.addReadStream(measured.stream, name, { compress, mode: 0o100600 });
    try {
      await Promise.race([pipeline(content, measured.stream), broken]);
    } catch (error) {
      content.destroy();
      throw error;
    }
    return measured.result();
  };
  const finish = async (): Promise<void> => {
    zip.end();
    await written;
  };
  return { add, finish };
}

export interface ArchiveReader {
  has(name: string): boolean;
  /** Throws a RangeError when there is no such part. */
  read(name: string): Promise<Readable>;
  close(): void;
}

/** Opens a ZIP file for reading its parts in any order. */
export async function readArchive(file: string): Promise<ArchiveReader> {
  const zip = await yauzl.openPromise(file, { autoClose: false });
  const entries = new Map<string, yauzl.Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return {
    has: (name) => entries.has(name),
    read: (name) => {
      const entry = entries.get(name);
      return entry ? zip.openReadStreamPromise(entry) : Promise.reject(new RangeError(`no part ${name}`));
    },
    close: () => zip.close(),
  };
}

/** The digest and size of all bytes of a stream. */
export async function digestOf(content: Readable): Promise<Part> {
  const measured = measure();
  measured.stream.resume();
  await pipeline(content, measured.stream);
  return measured.result();
}

function measure(): { stream: Transform; result: () => Part } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}
