import type { ExportOrder } from './engine.types.ts';
import type { Loan } from './pool.ts';

/** One export that is encoded by us from what the engine computes. */
export interface Encoding {
  loan: Loan;
  order: ExportOrder;
  /** Its time is over or nobody wants it any more. */
  stop: AbortSignal;
  /** For files that must be whole before their first byte can go; whoever makes one removes it. */
  directory: string;
}

/** Makes the bytes of a file from column chunks; throws problems for what its format cannot hold. */
export type Encode = (encoding: Encoding) => AsyncIterable<Uint8Array>;
