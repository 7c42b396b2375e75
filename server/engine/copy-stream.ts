import { PassThrough } from 'node:stream';
import type { Statement } from './compile-query.ts';
import { makeFifo } from './fifo.ts';
import type { Loan } from './pool.ts';
import { quoteText } from './sql-text.ts';

/** What is read ahead of whoever takes it; beyond it the engine waits. */
const MEMORY_BYTES = 1024 ** 2;

export interface CopyPlace {
  /** For the pipe. */
  directory: string;
  stop: AbortSignal;
}

/** Runs `COPY … TO` a named pipe and yields what comes out; leaving it stops the query, once `stop` is raised. */
export async function* copyStream(
  { connection }: Loan,
  { sql, parameters }: Statement,
  options: string,
  { directory, stop }: CopyPlace,
): AsyncGenerator<Uint8Array, void, undefined> {
  const fifo = await makeFifo(directory);
  const bytes = new PassThrough({ highWaterMark: MEMORY_BYTES });
  fifo.reader.on('error', (error) => bytes.destroy(error)).pipe(bytes);
  const copy = `COPY (${sql}) TO ${quoteText(fifo.path)} (${options})`;
  const copied = connection.run(copy, parameters, { stop }).then(
    () => null,
    (error: unknown) => {
      // It may have failed before it opened the pipe, which then never ends by itself.
      fifo.reader.destroy();
      bytes.end();
      return { error };
    },
  );
  try {
    yield* bytes as AsyncIterable<Uint8Array>;
  } finally {
    // A full pipe blocks a thread, so it is read to its end whatever happens.
    fifo.reader.unpipe(bytes).resume();
    await copied;
    await fifo.remove();
  }
  const failed = await copied;
  if (failed) throw failed.error;
}
