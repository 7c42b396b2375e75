import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import type { Clock } from '../../rules/time/clock.ts';
import { Recent } from '../recent.ts';
import type { Lane } from './page-turns.ts';

/** All kept answers together, headers and a second encoding of each estimated. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Counters, and what the day makes of dates, are in no mark. */
const LIFETIME_MS = 5 * 60_000;
const OVERHEAD_BYTES = 2_000;
const ESTIMATED_ENCODINGS = 2.3;

export type Encoding = 'br' | 'gzip' | 'identity';

/** An answer as it was made, with all of its body. */
export interface Made {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
  /** Anyone else who asks for the same may have it. */
  isPublic: boolean;
}

const toBrotli = promisify(brotliCompress);
const fromBrotli = promisify(brotliDecompress);
const toGzip = promisify(gzip);
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** A body in an encoding. */
export const encoded = (body: Buffer, encoding: Encoding): Promise<Buffer> | Buffer =>
  encoding === 'br' ? toBrotli(body, BROTLI) : encoding === 'gzip' ? toGzip(body) : body;

/** An answer to whoever asks for the same: compressed once, when it was made. */
export class SharedAnswer {
  readonly headers: Made['headers'];
  /** Weak: the same in every encoding. */
  readonly tag: string;
  readonly #brotli: Buffer;
  #gzip: Promise<Buffer> | null = null;

  static async of({ headers, body }: Made): Promise<SharedAnswer> {
    const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    return new SharedAnswer(headers, tag, await toBrotli(body, BROTLI));
  }

  private constructor(headers: Made['headers'], tag: string, brotli: Buffer) {
    this.headers = headers;
    this.tag = tag;
    this.#brotli = brotli;
  }

  get weight(): number {
    return Math.ceil(this.#brotli.length * ESTIMATED_ENCODINGS) + OVERHEAD_BYTES;
  }

  async bodyAs(encoding: Encoding): Promise<Buffer> {
    if (encoding === 'br') return this.#brotli;
    if (encoding === 'identity') return fromBrotli(this.#brotli);
    this.#gzip ??= fromBrotli(this.#brotli).then((text) => toGzip(text));
    return this.#gzip;
  }
}

/** How an answer was come by. */
export type Origin = 'hit' | 'joined' | 'made';

export interface Found {
  origin: Origin;
  /** An answer for everyone, or what was made for this caller alone. */
  answer: SharedAnswer | Made;
}

interface Kept {
  mark: string;
  until: number;
  answer: SharedAnswer;
}

export interface Making {
  /** Asked only where something is to be made. */
  lane: () => Lane;
  /** Waits for a turn in that lane. */
  turn<T>(lane: Lane, work: () => Promise<T>): Promise<T>;
  make(): Promise<Made>;
}

export interface SharedAnswers {
  find(key: string, making: Making): Promise<Found>;
}

/**
 * Answers by what was asked for, each kept under the mark that the store had before it was made: a change, on whichever
 * node, is another mark, and so is seen by the next who asks. What is being made for one is waited for by the others;
 * people never wait for what is made at another line's turn. `changed` is called at every new mark, before anything is made.
 */
export function sharedAnswers(settings: {
  mark: () => Promise<string>;
  changed: () => void;
  clock: Clock;
}): SharedAnswers {
  const { mark: read, changed, clock } = settings;
  const kept = new Recent<Kept>(MOST_BYTES, ({ answer }) => answer.weight);
  const making: Record<Lane, Map<string, Promise<SharedAnswer | Made>>> = {
    readers: new Map(),
    hurried: new Map(),
    crawlers: new Map(),
  };
  let seen: string | null = null;

  const markNow = async (): Promise<string> => {
    const mark = await read();
    if (mark !== seen) {
      seen = mark;
      changed();
    }
    return mark;
  };
  const keptOf = (key: string, mark: string): SharedAnswer | null => {
    const found = kept.get(key);
    return found?.mark === mark && found.until > clock.now().getTime() ? found.answer : null;
  };
  const makeOnce = async (key: string, mark: string, make: Making['make']): Promise<SharedAnswer | Made> => {
    // While it waited for its turn another may have made it.
    const ready = keptOf(key, mark);
    if (ready) return ready;
    const made = await make();
    if (!made.isPublic) return made;
    const answer = await SharedAnswer.of(made);
    kept.set(key, { mark, until: clock.now().getTime() + LIFETIME_MS, answer });
    return answer;
  };

  return {
    async find(key, { lane: laneOf, turn, make }) {
      const mark = await markNow();
      const ready = keptOf(key, mark);
      if (ready) return { origin: 'hit', answer: ready };
      const under = `${mark}\n${key}`;
      const running = making.readers.get(under);
      const lane = running ? 'readers' : laneOf();
      const joined = await (running ?? making[lane].get(under));
      if (joined instanceof SharedAnswer) return { origin: 'joined', answer: joined };
      const work = turn(lane, () => makeOnce(key, mark, make)).finally(() => making[lane].delete(under));
      making[lane].set(under, work);
      return { origin: 'made', answer: await work };
    },
  };
}
