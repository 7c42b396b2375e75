import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paced, startWork } from './paced.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const HOUR = 3_600_000;

/** Bytes of a work that may take a second; the second part comes when `go` is called. */
function aWork() {
  const gate = Promise.withResolvers<null>();
  const seen = { given: 0, ended: false };
  const work = startWork(1000, []);
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from('一');
      await Promise.race([
        gate.promise,
        new Promise((resolve) => work.signal.addEventListener('abort', resolve)),
      ]);
      yield Buffer.from('二');
    } finally {
      seen.ended = true;
    }
  }
  const bytes = paced(source(), work, { giveBack: () => (seen.given += 1) });
  return { bytes, seen, go: () => gate.resolve(null) };
}

describe('the pace of an export', () => {
  it('given a taker who lets an hour pass, when they go on, then nothing is lost: only the engine’s own time counts', async () => {
    const { bytes, seen, go } = aWork();
    await bytes.next();
    vi.advanceTimersByTime(HOUR);
    go();
    expect((await bytes.next()).value).toEqual(Buffer.from('二'));
    expect((await bytes.next()).done).toBe(true);
    expect(seen).toEqual({ given: 1, ended: true });
  });

  it('given an engine that works too long, when its time is over, then it is told, and its place is free', async () => {
    const { bytes, seen } = aWork();
    await bytes.next();
    const next = bytes.next();
    vi.advanceTimersByTime(1000);
    await expect(next).rejects.toMatchObject({ code: 'query-timeout' });
    vi.useRealTimers();
    await expect.poll(() => seen).toEqual({ given: 1, ended: true });
  });

  it('given a taker who leaves, when they do, then what makes the bytes has ended before the place is free', async () => {
    const { bytes, seen } = aWork();
    await bytes.next();
    await bytes.return();
    expect(seen).toEqual({ given: 1, ended: true });
  });
});
