import { isbot } from 'isbot';
import { Problem } from '../../rules/problems/problems.ts';
import { NEW_PAGE_LIMITS } from '../../rules/sessions/request-limits.ts';
import type { Clock } from '../../rules/time/clock.ts';
import { createGate } from '../engine/gate.ts';
import { networkOf } from './limits.ts';
import { tokenBuckets } from './token-buckets.ts';

/** Pages that are rendered at one time, and of those how many of one network: one thread renders them all. */
const READERS = { places: 3, share: { places: 2, waiting: 60 } };
const CRAWLERS = { places: 1, share: { places: 1, waiting: 4 } };
const WAIT_MS = 20_000;
const MOST_NETWORKS = 20_000;

export type Lane = 'readers' | 'crawlers';

/** What of a request says whose turn it is. */
interface Asking {
  headers: { 'user-agent'?: string | undefined };
  access: { address: string };
}

/** Who may have a page rendered, and when. */
export interface PageTurns {
  /** Counts a page that has to be rendered; throws `too-many-requests` at a crawler who asks for too many. */
  laneOf(request: Asking): Lane;
  /** Renders when there is a place; throws `too-many-requests` or `unavailable` where the line is too long. */
  take<T>(lane: Lane, request: Asking, render: () => Promise<T>): Promise<T>;
}

const NEVER = new AbortController().signal;

/**
 * People and crawlers wait in lines of their own. Crawlers say so, or say nothing of themselves, or go on asking for
 * pages faster than people do; they have one place, which after each page stays empty for as long as the page took.
 */
export function pageTurns(clock: Clock): PageTurns {
  const lines = {
    readers: createGate(READERS.places, WAIT_MS, READERS.share),
    crawlers: createGate(CRAWLERS.places, WAIT_MS, CRAWLERS.share),
  };
  const budgets = {
    readers: tokenBuckets(NEW_PAGE_LIMITS.reader, MOST_NETWORKS),
    crawlers: tokenBuckets(NEW_PAGE_LIMITS.crawler, MOST_NETWORKS),
  };
  return {
    laneOf: (request) => {
      const network = networkOf(request.access.address);
      const now = clock.now().getTime();
      if (isCrawler(request)) {
        const { allowed, reset } = budgets.crawlers.take(network, now);
        if (!allowed) throw new Problem('too-many-requests', { retryAfter: reset });
        return 'crawlers';
      }
      // Taken from in either line: who goes on asking stays among the crawlers.
      const { remaining, limit } = budgets.readers.take(network, now);
      return remaining * 2 >= limit ? 'readers' : 'crawlers';
    },
    take: async (lane, request, render) => {
      const key = networkOf(request.access.address);
      const leave = await lines[lane].enter({ key, stop: NEVER, begun: () => undefined });
      const since = performance.now();
      try {
        return await render();
      } finally {
        if (lane === 'crawlers') setTimeout(leave, performance.now() - since).unref();
        else leave();
      }
    },
  };
}

const isCrawler = ({ headers }: Asking): boolean => {
  const agent = headers['user-agent'];
  return agent === undefined || agent === '' || isbot(agent);
};
