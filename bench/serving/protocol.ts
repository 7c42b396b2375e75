import type { DemoAccount } from '../../demo/city.ts';
import type { CityWork } from '../data/city.ts';

export interface Command {
  /**
   * Processor time so far, once all accesses are recorded; so many pages from the engine; sealing; the most memory since
   * last asked; making the table hot; or the end.
   */
  what: 'cpu' | 'engine' | 'seal' | 'memory' | 'heat' | 'end';
  times?: number;
  connections?: number;
}

export interface Ready {
  recording: string;
  silent: string;
  bare: string;
  /** The path of the call, and the validator with which it answers 304. */
  target: string;
  etag: string;
  bytes: number;
}

/** Processor time, user and system, in microseconds. */
export interface CpuTime {
  whole: number;
  /** Of the thread that answers calls: the engine computes in others. */
  serving: number;
}

/** Of a server with its own PostgreSQL, in microseconds. */
export interface CityTime {
  server: number;
  database: number;
}

/** What `city-child.ts` says once it serves. */
export interface CityReady {
  origin: string;
  work: CityWork;
  accounts: DemoAccount[];
}

/** What `trips-child.ts` says once it serves. */
export interface TripsReady {
  /** Two servers, asked for the same. */
  ours: string;
  yardstick: string;
  /** The path of the rows. */
  target: string;
}

/** What it took to make the table hot. */
export interface HotFacts {
  ms: number;
  bytes: number;
  fields: string[];
}
