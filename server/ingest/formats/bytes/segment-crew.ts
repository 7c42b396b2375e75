import { availableParallelism } from 'node:os';
import { open, type FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { readSegment, segmentsOf, type SegmentFacts, type SegmentPlan } from './segment.ts';

/** What a thread of the crew is given: the plan, and the number of the next segment that nobody reads yet. */
export interface CrewTask {
  plan: SegmentPlan;
  next: Int32Array<SharedArrayBuffer>;
}

interface Done {
  number: number;
  facts: SegmentFacts | null;
}

const MOST_HELPERS = 3;

/** Takes the next segment for oneself; null when all are taken. */
export function claimNext(plan: SegmentPlan, next: CrewTask['next']): number | null {
  const number = Atomics.add(next, 0, 1);
  return number < segmentsOf(plan) ? number : null;
}

/** Other threads that read segments ahead, while this one reads too. */
export const helpersHere = (): number => Math.min(MOST_HELPERS, availableParallelism() - 1);

/** Reads the segments of a file in several threads, this one among them; the answers come in order. */
export class SegmentCrew {
  private readonly plan: SegmentPlan;
  private readonly file: FileHandle;
  private readonly next = new Int32Array(new SharedArrayBuffer(4));
  private readonly helpers: Worker[];
  private readonly done = new Map<number, SegmentFacts | null>();
  private working: number;
  private failure: Error | null = null;
  private wake: () => void = () => undefined;

  private constructor(plan: SegmentPlan, file: FileHandle, helpers: number) {
    this.plan = plan;
    this.file = file;
    this.working = helpers;
    this.helpers = Array.from({ length: helpers }, () => this.start());
  }

  static async open(plan: SegmentPlan, helpers: number): Promise<SegmentCrew> {
    return new SegmentCrew(plan, await open(plan.path, 'r'), helpers);
  }

  /** The facts of a segment; null when it is to be read otherwise. Each is asked for once. */
  async take(number: number): Promise<SegmentFacts | null> {
    while (!this.done.has(number)) {
      if (this.failure) throw this.failure;
      const mine = claimNext(this.plan, this.next);
      if (mine !== null) this.done.set(mine, await readSegment(this.file, this.plan, mine));
      else if (this.working === 0) return null;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const facts = this.done.get(number) ?? null;
    this.done.delete(number);
    return facts;
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all([this.file.close(), ...this.helpers.map((helper) => helper.terminate())]);
  }

  private start(): Worker {
    const workerData: CrewTask = { plan: this.plan, next: this.next };
    const worker = new Worker(new URL('./segment.worker.ts', import.meta.url), { execArgv: [], workerData });
    worker.on('message', ({ number, facts }: Done) => {
      this.done.set(number, facts);
      this.wake();
    });
    worker.on('error', (error: Error) => {
      this.failure = error;
      this.wake();
    });
    worker.once('exit', () => {
      this.working--;
      this.wake();
    });
    return worker;
  }
}
