/** An act that the server acknowledged, as the event that must be found of it. */
export interface Acknowledged {
  action: string;
  thing: string;
  thingId: string;
}

/** What is known of one dataset from the answers that came back. */
export interface KnownDataset {
  id: string;
  /** The batch that was last acknowledged as published; null while none was. */
  published: number | null;
  /** Batches whose publication was asked for without an answer. */
  asked: Set<number>;
  summary: string | null;
  askedSummaries: Set<string>;
}

/** Everything that was acknowledged over all lives of a city; a kill may not undo any of it. */
export interface Ledger {
  acts: Acknowledged[];
  uploads: Set<string>;
  datasets: Map<string, KnownDataset>;
  /** Access records that were acknowledged as durable. */
  accesses: number;
  /** Counts files and texts, so that each is like no other. */
  batch: number;
}

export const newLedger = (): Ledger => ({
  acts: [],
  uploads: new Set(),
  datasets: new Map(),
  accesses: 0,
  batch: 0,
});

/** A file whose every row names its batch, and with as many rows as make half of it noticeable. */
export const batchFile = (batch: number): { name: string; bytes: Uint8Array } => ({
  name: `批次${batch}.csv`,
  bytes: Buffer.from(
    `编号,批次\n${Array.from({ length: rowsOf(batch) }, (_, row) => `A${row},${batch}\n`).join('')}`,
  ),
});

const rowsOf = (batch: number): number => 300 + (batch % 97);

/** The batch that an export holds; throws for half a version, or a mixture of two. */
export function batchOf(csv: string): number {
  const [, ...rows] = csv.trimEnd().split(/\r?\n/);
  const batches = new Set(rows.map((row) => Number(row.split(',')[1])));
  const [batch = NaN] = batches;
  if (batches.size !== 1 || rows.length !== rowsOf(batch))
    throw new Error(`half a version: ${rows.length} rows of batches ${[...batches].join(', ')}`);
  return batch;
}
