import { grown } from './growing.ts';

/** Sums of weights by term, to be taken once. */
export interface Weighing {
  add(term: number, weight: number): void;
  take(visit: (term: number, weight: number) => void): void;
}

export function createWeighing(): Weighing {
  let weights = new Float32Array(1024);
  let terms: number[] = [];
  return {
    add(term, weight) {
      weights = grown(weights, term);
      const before = weights[term] ?? 0;
      if (before === 0) terms.push(term);
      weights[term] = before + weight;
    },
    take(visit) {
      for (const term of terms) {
        visit(term, weights[term] ?? 0);
        weights[term] = 0;
      }
      terms = [];
    },
  };
}
