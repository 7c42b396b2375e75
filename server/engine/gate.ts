import { Problem } from '../../rules/problems/problems.ts';

/** Lets a number of works run at one time; the others wait in order. */
export interface Gate {
  /** Resolves to the function that frees the place, to be called once. Throws `unavailable` after waiting too long. */
  enter(): Promise<() => void>;
}

export function createGate(places: number, waitMs: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async enter() {
      if (free > 0) free -= 1;
      else await queue(waiting, waitMs);
      return leave;
    },
  };
}

function queue(waiting: (() => void)[], waitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const admit = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(admit), 1);
      reject(new Problem('unavailable', { retryAfter: 1 }));
    }, waitMs);
    waiting.push(admit);
  });
}
