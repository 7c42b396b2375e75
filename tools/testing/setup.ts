import { configureGlobal } from 'fast-check';

const { KAISHU_RUNS: runs, KAISHU_SEED: seed } = process.env;

configureGlobal({
  ...(runs ? { numRuns: Number(runs) } : {}),
  ...(seed ? { seed: Number(seed) } : {}),
});
