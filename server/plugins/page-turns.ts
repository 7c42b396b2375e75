import { setTimeout as pause } from 'node:timers/promises';
import { isbot } from 'isbot';
import { Problem } from '../../rules/problems/problems.ts';
import { NEW_PAGE_LIMITS } from '../../rules/sessions/request-limits.ts';
import type { Clock } from '../../rules/time/clock.ts';
import { createGate } from '../engine/gate.ts';
import { networkOf } from './limits.ts';
import { tokenBuckets } from './token-buckets.ts';

/** Pages that are rendered at one time, and of those how many of one network: one thread renders them all. */
const LINES = {
  readers: { places: 3, share: { places: 2, waiting: 60 } },
  hurried: { places: 1, share: { places: 1, waiting: 60 } },
  crawlers: { places: 1, share: { places: 1, waiting: 4 } },
};
const WAIT_MS = 20_000;
/** Others begin no page while one is rendered for a reader, but for no longer than this. */
const PATIENCE_MS = 500;
/** Parts of its pages a minute that a network has left: as a reader, and as one in a hurry. */
const READING = 0.9;
const HURRYING = 0.5;
const MOST_NETWORKS = 20_000;

export type Lane = keyof typeof LINES;

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
 * People, those in a hurry and crawlers wait in lines of their own. Crawlers say so, or say nothing of themselves, or go on
 * asking for pages faster than people do; they have one place, which after each page stays empty for as long as the page
 * took. Whoever opens many pages at once, or shares an address with others who do, is in a hurry and has one place, too.
 * Nothing is begun in either line while a page is rendered for a reader: there is one thread for all.
 */
export function pageTurns(clock: Clock, patienceMs = PATIENCE_MS): PageTurns {
  const lines = {
    readers: createGate(LINES.readers.places, WAIT_MS, LINES.readers.share),
    hurried: createGate(LINES.hurried.places, WAIT_MS, LINES.hurried.share),
    crawlers: createGate(LINES.crawlers.places, WAIT_MS, LINES.crawlers.share),
  };
  const readers = presence();
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
      const left = remaining / limit;
      return left >= READING ? 'readers' : left >= HURRYING ? 'hurried' : 'crawlers';
    },
    take: async (lane, request, render) => {
      const key = networkOf(request.access.address);
      const gone = lane === 'readers' ? readers.come() : undefined;
      try {
        const leave = await lines[lane].enter({ key, stop: NEVER, begun: () => undefined });
        if (lane !== 'readers') await readers.allGone(patienceMs);
        const since = performance.now();
        try {
          return await render();
        } finally {
          if (lane === 'crawlers') setTimeout(leave, performance.now() - since).unref();
          else leave();
        }
      } finally {
        gone?.();
      }
    },
  };
}

const isCrawler = ({ headers }: Asking): boolean => {
  const agent = headers['user-agent'];
  return agent === undefined || agent === '' || isbot(agent);
};

/** Whether somebody is there. */
interface Presence {
  /** Returns what says that they have gone. */
  come(): () => void;
  /** Resolves when nobody is there, or when it took too long. */
  allGone(patienceMs: number): Promise<void>;
}

function presence(): Presence {
  let there = 0;
  let empty = Promise.withResolvers<null>();
  return {
    come: () => {
      if (there === 0) empty = Promise.withResolvers();
      there += 1;
      return () => {
        there -= 1;
        if (there === 0) empty.resolve(null);
      };
    },
    allGone: async (patienceMs) => {
      const patience = new AbortController();
      const late = pause(patienceMs, null, { ref: false, signal: patience.signal }).catch(() => null);
      const until = performance.now() + patienceMs;
      while (there > 0 && performance.now() < until) await Promise.race([empty.promise, late]);
      patience.abort();
    },
  };
}
