import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Problem } from '../../../rules/problems/problems.ts';
import type { ByteRange } from '../objects.ts';
import { createChange, type Change } from './change.ts';
import { createReaders, type Readers } from './readers.ts';
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
  /** Ends the writing and all reading at once, with its reason. */
  stop: AbortSignal;
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
  { idleMs, mayHold, stop }: MakingSettings,
): ExportFile {
  const change = createChange();
  const readers = createReaders(idleMs, change);
  const state: State = { ended: false, whole: null, failure: null, removed: false };
  const held = (): number => segments.written() - segments.from();
  const writing = write({ segments, source, readers, change, mayHold, stop, state });
  stop.addEventListener('abort', () => change.tell(), { once: true });
  return {
    held,
    readers: readers.count,
    whole: () => state.whole,
    async finished(waitMs) {
      const waiting = new AbortController();
      const over = after(waitMs, undefined, { signal: waiting.signal }).catch(() => undefined);
      await (waitMs === undefined ? writing : Promise.race([writing, over]));
      waiting.abort();
      return state.whole;
    },
    joinable: () => !state.failure && !stop.aborted && segments.from() === 0,
    stream({ offset, length = Infinity } = { offset: 0 }) {
      if (state.removed) throw new Problem('unavailable', { retryAfter: 1 });
      return readers.join(offset, (from) => follow({ segments, change, state, stop }, from, offset + length));
    },
    async idle() {
      await writing;
      for (let next = change.next(); readers.count() > 0; next = change.next()) await next;
    },
    remove() {
      state.removed = true;
      return segments.remove();
    },
  };
}

interface Writing extends Pick<MakingSettings, 'mayHold' | 'stop'> {
  segments: Segments;
  source: AsyncIterable<Uint8Array>;
  readers: Readers;
  change: Change;
  state: State;
}

/** Never rejects: what goes wrong is for the readers. */
async function write(making: Writing): Promise<void> {
  const { segments, source, change, state } = making;
  const hash = createHash('sha256');
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      await segments.append(chunk);
      change.tell();
      await room(making);
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

/** Waits until there is room: what cannot be kept must have somebody who takes it. */
async function room({ segments, readers, change, mayHold, stop }: Writing): Promise<void> {
  while (!(await mayHold(segments.written() - segments.from()))) {
    stop.throwIfAborted();
    if (readers.count() === 0) throw new Problem('too-large');
    const before = segments.from();
    const next = change.next();
    const taken = readers.slowest();
    await segments.dropBefore(taken);
    // Where all is taken, what lies in the way is less than can be let go of: only more of it frees anything.
    if (taken >= segments.written()) return;
    if (segments.from() === before) await next;
  }
}

/** The bytes from–to (exclusive), waiting for those that are not written yet. */
async function* follow(
  { segments, change, state, stop }: Pick<Writing, 'segments' | 'change' | 'state' | 'stop'>,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = segments.reader();
  let at = from;
  try {
    while (at < to) {
      stop.throwIfAborted();
      const next = change.next();
      const waiting = Math.min(segments.written(), to) - at;
      if (waiting > 0) {
        const bytes = await reader.read(at, waiting);
        at += bytes.byteLength;
        yield bytes;
      } else if (state.ended) break;
      else await next;
    }
  } finally {
    await reader.close();
  }
  if (state.failure && at < to) throw state.failure.error;
}
