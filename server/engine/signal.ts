/** One side wakes, the other waits. */
export interface Signal {
  wake(): void;
  /** False when nothing came in time. */
  wait(timeoutMs?: number): Promise<boolean>;
}

/** Wakes the one who waits; a signal that comes while nobody waits is kept. */
export function createSignal(): Signal {
  let raised = false;
  let waiting: ((raised: boolean) => void) | null = null;
  return {
    wake() {
      if (waiting) waiting(true);
      else raised = true;
    },
    async wait(timeoutMs) {
      if (raised) {
        raised = false;
        return true;
      }
      return new Promise((resolve) => {
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => waiting?.(false), timeoutMs);
        waiting = (woken) => {
          clearTimeout(timer);
          waiting = null;
          resolve(woken);
        };
      });
    },
  };
}
