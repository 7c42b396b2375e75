import { Problem } from '../../rules/problems/problems.ts';
import type { Loan } from './pool.ts';

/** The work of the engine on one export. Time in which it waits for whoever takes the bytes does not count. */
export interface Work {
  /** Raised when its time is over, when `stop` asks for it or when nobody wants it any more; the reason is a problem, if any. */
  signal: AbortSignal;
  pause(): void;
  goOn(): void;
  leave(): void;
}

export function startWork(timeoutMs: number, stops: readonly AbortSignal[]): Work {
  const leaving = new AbortController();
  const clock = { left: timeoutMs, since: performance.now() };
  const time = (): NodeJS.Timeout =>
    setTimeout(() => leaving.abort(new Problem('query-timeout')), clock.left);
  let timer = time();
  return {
    signal: AbortSignal.any([leaving.signal, ...stops]),
    pause() {
      clearTimeout(timer);
      clock.left -= performance.now() - clock.since;
    },
    goOn() {
      clock.since = performance.now();
      timer = time();
    },
    leave() {
      clearTimeout(timer);
      leaving.abort();
    },
  };
}

/**
 * The bytes of a work, as fast as they are taken. However it ends, also while nobody takes anything, what makes them
 * ends first and then the loan is given back. Throws the reason for which it was stopped, at once: an engine may take
 * seconds to heed an interrupt.
 */
export async function* paced(
  bytes: AsyncIterable<Uint8Array>,
  { signal, pause, goOn, leave }: Work,
  { giveBack }: Pick<Loan, 'giveBack'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = bytes[Symbol.asyncIterator]();
  let giveUp: ((reason: unknown) => void) | null = null;
  let ended: Promise<void> | null = null;
  const next = (): Promise<IteratorResult<Uint8Array>> =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      iterator.next().then(resolve, reject);
    });
  const end = async (): Promise<void> => {
    leave();
    await iterator.return?.().catch(() => undefined);
    giveBack();
  };
  const stop = (): void => {
    giveUp?.(signal.reason);
    ended ??= end();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (let part = await next(); !part.done; part = await next()) {
      signal.throwIfAborted();
      pause();
      yield part.value;
      goOn();
    }
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    const isStopped = signal.aborted;
    ended ??= end();
    if (!isStopped) await ended;
  }
}
