/** What one figure measured: ours beside a yardstick, from the same run. */
export interface Measured {
  work: string;
  ours: number;
  yardstick: number;
  /** Of both. */
  unit: string;
  /** What is to be reached, as docs/performance.md and the architecture say it. */
  reach: string;
  /** Ours over the yardstick, unless another relation is the one to be reached. */
  ratio?: number;
  note?: string;
}

export interface Figure {
  /** What the yardstick is. */
  yardstick: string;
  run(say: (text: string) => void): Promise<Measured[]>;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/** Takes turns, so that whatever else the machine does meets both alike; the medians. */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  yardstick: () => Promise<number>,
): Promise<{ ours: number; yardstick: number }> {
  const values: { ours: number[]; yardstick: number[] } = { ours: [], yardstick: [] };
  for (let round = 0; round < rounds; round += 1) {
    const both = [
      async () => values.ours.push(await ours()),
      async () => values.yardstick.push(await yardstick()),
    ];
    for (const measure of round % 2 === 0 ? both : both.reverse()) await measure();
  }
  return { ours: median(values.ours), yardstick: median(values.yardstick) };
}

/** Wall-clock milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
