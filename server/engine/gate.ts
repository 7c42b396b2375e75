import { Problem } from '../../rules/problems/problems.ts';

/** For whom a place is taken. */
export interface Asker {
  /** Askers of one key share what one may take; a gate that is entered without has no such bound. */
  key: string;
  /** Ends the waiting and the work, with its reason. */
  stop: AbortSignal;
  /** Called when there is a place. */
  begun(): void;
}

/** Lets a number of works run at one time; the others wait. */
export interface Gate {
  /**
   * Resolves to the function that frees the place, to be called once. Throws `unavailable` after waiting too long,
   * `too-many-requests` when that, or too many waiting, is the asker's own doing.
   */
  enter(asker?: Asker): Promise<() => void>;
  usage(): GateUsage;
}

export interface GateUsage {
  places: number;
  taken: number;
  waiting: number;
  /** Since the start. */
  refused: number;
}

/** What askers of one key may take, so that nobody is shut out by one other. */
interface Share {
  /** Places at one time. */
  places: number;
  /** Works that wait. */
  waiting: number;
}

interface Waiting {
  key: string | undefined;
  admit(): void;
}

export function createGate(places: number, waitMs: number, share?: Share): Gate {
  const counts = { taken: 0, refused: 0 };
  const ofKey = new Map<string, number>();
  const waiting = new Set<Waiting>();
  const takenBy = (key: string | undefined): number => (key === undefined ? 0 : (ofKey.get(key) ?? 0));
  const isOver = (key: string | undefined): boolean => share !== undefined && takenBy(key) >= share.places;
  const mayEnter = (key: string | undefined): boolean => counts.taken < places && !isOver(key);

  /** Who has least; of those, who came first. */
  const nextOf = (): Waiting | undefined =>
    [...waiting]
      .filter(({ key }) => mayEnter(key))
      .reduce<Waiting | undefined>(
        (best, each) => (best && takenBy(best.key) <= takenBy(each.key) ? best : each),
        undefined,
      );

  const take = (key: string | undefined): (() => void) => {
    counts.taken += 1;
    if (key !== undefined) ofKey.set(key, takenBy(key) + 1);
    return () => {
      counts.taken -= 1;
      const left = takenBy(key) - 1;
      if (key !== undefined && left > 0) ofKey.set(key, left);
      else if (key !== undefined) ofKey.delete(key);
      nextOf()?.admit();
    };
  };
  const refusal = (isOwn: boolean): Problem => {
    counts.refused += 1;
    return isOwn
      ? new Problem('too-many-requests', { retryAfter: Math.ceil(waitMs / 10_000), atOnce: share?.places })
      : new Problem('unavailable', { retryAfter: 1 });
  };
  const inLine = (key: string): number => [...waiting].filter((each) => each.key === key).length;

  return {
    usage: () => ({ places, ...counts, waiting: waiting.size }),
    async enter(asker) {
      const key = asker?.key;
      if (!mayEnter(key)) {
        if (share && key !== undefined && inLine(key) >= share.waiting) throw refusal(true);
        const line = { waiting, waitMs, take: () => take(key), late: () => refusal(isOver(key)) };
        const leave = await queue(line, key, asker?.stop);
        asker?.begun();
        return leave;
      }
      asker?.begun();
      return take(key);
    },
  };
}

interface Line {
  waiting: Set<Waiting>;
  waitMs: number;
  take(): () => void;
  late(): Problem;
}

function queue(
  { waiting, waitMs, take, late }: Line,
  key: string | undefined,
  stop: AbortSignal | undefined,
): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      waiting.delete(each);
      clearTimeout(timer);
      stop?.removeEventListener('abort', halt);
    };
    const each: Waiting = {
      key,
      admit: () => {
        end();
        resolve(take());
      },
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    // What stops it says why.
    const halt = (): void => fail(stop?.reason as Error);
    const timer = setTimeout(() => fail(late()), waitMs);
    stop?.addEventListener('abort', halt, { once: true });
    waiting.add(each);
  });
}
