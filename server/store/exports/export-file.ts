import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Problem } from '../../../rules/problems/problems.ts';
import type { ByteRange } from '../objects.ts';
import type { Segments } from './segments.ts';

/** What an export turned out to be. */
export interface WholeExport {
  bytes: number;
  /** SHA-256, hexadecimal. */
  digest: string;
}

/** One making of an export: written once, read by as many as ask, while it is written and afterwards. */
export interface ExportFile {
  /** Bytes that it takes on disk. */
  held(): number;
  readers(): number;
  /** Null while it is written, and for one that was too large to be kept whole. */
  whole(): WholeExport | null;
  /** Waits for the end of the writing, at most so many milliseconds where they are said. */
  finished(waitMs?: number): Promise<WholeExport | null>;
  /** False once its beginning was let go or its making failed. */
  joinable(): boolean;
  /**
   * Throws, after the bytes before it, what ended the making; `query-timeout` for a reader that took nothing for too
   * long, `unavailable` when the file has just gone.
   */
  stream(range?: ByteRange): AsyncGenerator<Uint8Array, void, undefined>;
  /** Resolves when nothing more is written and nobody reads. */
  idle(): Promise<void>;
  remove(): Promise<void>;
}

export interface MakingSettings {
  /** A reader that takes nothing for so long is let go. */
  idleMs: number;
  /** Whether a file may take this much of the disk; when not, it lets go of what all its readers have had. */
  mayHold(bytes: number): Promise<boolean>;
}

interface Reader {
  at: number;
  /** It waited too long and counts no more. */
  gone: boolean;
}

interface State {
  ended: boolean;
  whole: WholeExport | null;
  failure: { error: unknown } | null;
  removed: boolean;
}

export function makeExport(
  segments: Segments,
  source: AsyncIterable<Uint8Array>,
  { idleMs, mayHold }: MakingSettings,
): ExportFile {
  const readers = new Set<Reader>();
  const change = createChange();
  const state: State = { ended: false, whole: null, failure: null, removed: false };
  const held = (): number => segments.written() - segments.from();
  const leave = (reader: Reader): void => {
    readers.delete(reader);
    change.tell();
  };

  /** Waits until there is room; whoever cannot keep all of it must have somebody who takes it. */
  async function room(): Promise<void> {
    while (!(await mayHold(held()))) {
      if (readers.size === 0) throw new Problem('too-large');
      const before = segments.from();
      const next = change.next();
      await segments.dropBefore(Math.min(...[...readers].map(({ at }) => at)));
      if (segments.from() === before) await next;
    }
  }

  async function write(): Promise<void> {
    const hash = createHash('sha256');
    try {
      for await (const chunk of source) {
        hash.update(chunk);
        await segments.append(chunk);
        change.tell();
        await room();
      }
      await segments.seal();
      if (segments.from() === 0) state.whole = { bytes: segments.written(), digest: hash.digest('hex') };
    } catch (error) {
      state.failure = { error };
    } finally {
      state.ended = true;
      change.tell();
    }
  }
  const writing = write();

  async function* follow(reader: Reader, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const file = segments.reader();
    try {
      while (reader.at < end) {
        const next = change.next();
        const waiting = Math.min(segments.written(), end) - reader.at;
        if (waiting > 0) {
          const bytes = await file.read(reader.at, waiting);
          yield bytes;
          reader.at += bytes.byteLength;
          change.tell();
        } else if (state.ended) break;
        else await next;
      }
    } finally {
      await file.close();
    }
    if (state.failure && reader.at < end) throw state.failure.error;
  }

  /** From now on, and whenever it has something in hand, the reader has so long to come back. */
  function taken(reader: Reader, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const dismiss = (): void => {
      reader.gone = true;
      leave(reader);
    };
    let patience = setTimeout(dismiss, idleMs);
    const back = (): void => {
      clearTimeout(patience);
      if (reader.gone) throw new Problem('query-timeout');
    };
    return (async function* () {
      try {
        back();
        for await (const bytes of follow(reader, end)) {
          patience = setTimeout(dismiss, idleMs);
          yield bytes;
          back();
        }
      } finally {
        clearTimeout(patience);
        leave(reader);
      }
    })();
  }

  return {
    held,
    readers: () => readers.size,
    whole: () => state.whole,
    async finished(waitMs) {
      const waiting = new AbortController();
      const over = after(waitMs, undefined, { signal: waiting.signal }).catch(() => undefined);
      await (waitMs === undefined ? writing : Promise.race([writing, over]));
      waiting.abort();
      return state.whole;
    },
    joinable: () => !state.failure && segments.from() === 0,
    stream: ({ offset, length = Infinity } = { offset: 0 }) => {
      if (state.removed) throw new Problem('unavailable', { retryAfter: 1 });
      const reader: Reader = { at: offset, gone: false };
      readers.add(reader);
      return taken(reader, offset + length);
    },
    async idle() {
      await writing;
      for (let next = change.next(); readers.size > 0; next = change.next()) await next;
    },
    remove: () => {
      state.removed = true;
      return segments.remove();
    },
  };
}

/** Tells everybody who waits that something is different now. */
function createChange(): { tell: () => void; next: () => Promise<void> } {
  let waiting = Promise.withResolvers<void>();
  return {
    tell() {
      waiting.resolve();
      waiting = Promise.withResolvers<void>();
    },
    next: () => waiting.promise,
  };
}
