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
  const [first = NaN, second = NaN] = await takingTurns(rounds, [ours, yardstick]);
  return { ours: first, yardstick: second };
}

/** The same for any number of works: the median of each. */
export async function takingTurns(
  rounds: number,
  works: readonly (() => Promise<number>)[],
): Promise<number[]> {
  const values = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    const turns = [...works.entries()];
    for (const [index, work] of round % 2 === 0 ? turns : turns.reverse()) values[index]?.push(await work());
  }
  return values.map(median);
}

/** Wall-clock milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
