import type { CopySettings } from './copy-stream.ts';
import type { ExportOrder } from './engine.types.ts';
import type { Loan } from './pool.ts';
import { createSpill } from './spill.ts';

/** One export that is encoded by us from what the engine computes. */
export interface Encoding {
  loan: Loan;
  order: ExportOrder;
  /** For the engine's work. */
  timeoutMs: number;
  /** Nobody wants it any more. */
  leaving: AbortSignal;
  /** For files that must be whole before their first byte can go; whoever makes one removes it. */
  directory: string;
}

/** Makes the bytes of a file from column chunks; throws problems for what its format cannot hold. */
export type Encode = (encoding: Encoding) => AsyncIterable<Uint8Array>;

/** Encodes as fast as the engine computes, into the spill: a client who reads slowly, or not, holds no connection. */
export async function* encodedStream(
  loan: Loan,
  order: ExportOrder,
  settings: CopySettings,
  encode: Encode,
): AsyncGenerator<Uint8Array, void, undefined> {
  const leaving = new AbortController();
  const spill = createSpill(settings);
  const { timeoutMs, directory } = settings;
  const write = async (): Promise<void> => {
    for await (const bytes of encode({ loan, order, timeoutMs, directory, leaving: leaving.signal })) {
      if (leaving.signal.aborted) return;
      await spill.write(bytes);
    }
  };
  const work = write()
    .then(
      () => spill.end(),
      (error: unknown) => spill.end(error),
    )
    .finally(loan.giveBack);
  try {
    yield* spill.read();
  } finally {
    leaving.abort();
    await spill.drop();
    await work;
  }
}
