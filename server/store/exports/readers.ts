import { Problem } from '../../../rules/problems/problems.ts';
import type { Change } from './change.ts';

interface Reader {
  at: number;
  /** It took nothing for too long and counts no more. */
  gone: boolean;
}

/** Those who read one export. */
export interface Readers {
  count(): number;
  /** What the slowest has had; the end of everything when there is none. */
  slowest(): number;
  /** Counts from now on; gives what `follow` reads from this byte on, as long as the one who takes it comes back in time. */
  join(
    offset: number,
    follow: (from: number) => AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array, void, undefined>;
}

export function createReaders(idleMs: number, change: Change): Readers {
  const readers = new Set<Reader>();
  const leave = (reader: Reader): void => {
    readers.delete(reader);
    change.tell();
  };
  const dismiss = (reader: Reader): void => {
    reader.gone = true;
    leave(reader);
  };
  return {
    count: () => readers.size,
    slowest: () => Math.min(...[...readers].map(({ at }) => at)),
    join(offset, follow) {
      const reader: Reader = { at: offset, gone: false };
      readers.add(reader);
      let patience = setTimeout(dismiss, idleMs, reader);
      const back = (): void => {
        clearTimeout(patience);
        if (reader.gone) throw new Problem('query-timeout');
      };
      return (async function* () {
        try {
          back();
          for await (const bytes of follow(offset)) {
            patience = setTimeout(dismiss, idleMs, reader);
            yield bytes;
            back();
            reader.at += bytes.byteLength;
            change.tell();
          }
        } finally {
          clearTimeout(patience);
          leave(reader);
        }
      })();
    },
  };
}
