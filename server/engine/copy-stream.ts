import type { Loan } from './pool.ts';
import { quoteText } from './sql-text.ts';
import { makeFifo, type Fifo } from './fifo.ts';
import { createSpill, type Spill, type SpillSettings } from './spill.ts';
import type { Statement } from './compile-query.ts';

export interface CopySettings extends SpillSettings {
  /** For the engine's work. */
  timeoutMs: number;
}

/**
 * Runs `COPY … TO` a named pipe and yields what comes out. A client that stops reading lets the engine finish into the
 * spill; one that leaves stops the query. The loan is given back when the engine has nothing more to do.
 */
export async function* copyStream(
  { connection, giveBack }: Loan,
  { sql, parameters }: Statement,
  options: string,
  settings: CopySettings,
): AsyncGenerator<Uint8Array, void, undefined> {
  const leaving = new AbortController();
  const spill = createSpill(settings);
  const fifo = await makeFifo(settings.directory);
  const copy = `COPY (${sql}) TO ${quoteText(fifo.path)} (${options})`;
  const copied = connection.run(copy, parameters, settings.timeoutMs, leaving.signal).finally(giveBack);
  const pumped = pump(fifo, spill, copied, leaving);
  try {
    yield* spill.read();
  } finally {
    leaving.abort();
    await spill.drop();
    await pumped;
  }
}

/** Moves bytes from the pipe to the spill. The pipe is read to its end whatever happens: a full one blocks a thread. */
async function pump(
  fifo: Fifo,
  spill: Spill,
  copied: Promise<void>,
  leaving: AbortController,
): Promise<void> {
  const failed = copied.then(
    () => undefined,
    (error: unknown) => {
      fifo.reader.destroy();
      return { error };
    },
  );
  let slow: { error: unknown } | undefined;
  try {
    for await (const chunk of fifo.reader as AsyncIterable<Uint8Array>) {
      if (slow) continue;
      await spill.write(chunk).catch((error: unknown) => {
        slow = { error };
        leaving.abort();
      });
    }
  } catch {
    // The pipe broke because the copy failed; that failure is the one to tell.
  }
  const failure = slow ?? (await failed);
  await fifo.remove();
  if (failure) spill.end(failure.error);
  else spill.end();
}
