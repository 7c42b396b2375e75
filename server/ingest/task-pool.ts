import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Problem, type ProblemCode } from '../../rules/problems/problems.ts';
import { READING_LIMITS } from '../../rules/reading/limits.ts';
import { jobStop } from '../job-stop.ts';
import { scratchPlace } from './scratch.ts';
import type { TaskName, TaskReply, TaskRequest, Tasks } from './tasks.ts';

interface Job {
  /** That it may take. */
  seconds: number;
  request: Omit<TaskRequest, 'scratch'>;
  /** Ends it before its time. */
  stop: AbortSignal | undefined;
  settle(reply: TaskReply): void;
  fail(error: Error): void;
}

const outOf = (reason: string, limit: number): Problem =>
  new Problem('too-large', { reason, args: { limit } });

const toError = (error: Error & { code?: string }): Error =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOf('memory', READING_LIMITS.memoryMegabytes) : error;

async function secondsFor(path: string): Promise<number> {
  const { seconds, bytesPerSecond } = READING_LIMITS;
  // Whoever opens it says what is wrong with one that is not there.
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  return Math.max(seconds, Math.ceil(bytes / bytesPerSecond));
}

/** Threads for reading, started when needed; idle ones do not keep the process alive. */
export class TaskPool {
  private readonly size: number;
  private readonly waiting: Job[] = [];
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private count = 0;

  constructor(size: number) {
    this.size = size;
  }

  /** Runs a task on a file beside this thread. Throws what it throws; `too-large` when it runs out of memory or time. */
  run<N extends TaskName>(name: N, ...args: Parameters<Tasks[N]>): Promise<Awaited<ReturnType<Tasks[N]>>> {
    return new Promise((resolve, reject) => {
      const settle = (reply: TaskReply): void => {
        // A message carries the value untyped; `Tasks` says what each task answers.
        if (reply.ok) resolve(reply.value as Awaited<ReturnType<Tasks[N]>>);
        else if ('error' in reply) reject(reply.error);
        // The code left a Problem in the other thread, so it is one of the catalogue.
        else reject(new Problem(reply.problem.code as ProblemCode, reply.problem.extra));
      };
      const request = { id: ++this.count, name, args };
      const stop = jobStop.getStore();
      void secondsFor(args[0]).then((seconds) => {
        this.waiting.push({ seconds, request, stop, settle, fail: reject });
        this.next();
      });
    });
  }

  /** Ends every thread; tasks under way fail. */
  async close(): Promise<void> {
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const worker = this.idle.pop() ?? (this.all.size < this.size ? this.start() : undefined);
    const job = worker && this.waiting.shift();
    if (worker && job?.stop?.aborted) {
      this.idle.push(worker);
      job.fail(job.stop.reason as Error);
      this.next();
    } else if (worker && job) this.perform(worker, job);
  }

  private start(): Worker {
    const worker = new Worker(new URL('./tasks.worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: READING_LIMITS.memoryMegabytes },
    });
    this.all.add(worker);
    // An idle thread that breaks has nobody to tell: its exit replaces it.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.forget(worker);
      this.next();
    });
    return worker;
  }

  private forget(worker: Worker): void {
    this.all.delete(worker);
    const at = this.idle.indexOf(worker);
    if (at >= 0) this.idle.splice(at, 1);
  }

  private perform(worker: Worker, job: Job): void {
    const leave = (): void => {
      clearTimeout(timer);
      job.stop?.removeEventListener('abort', halt);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (reply: TaskReply): void => {
      leave();
      worker.unref();
      this.idle.push(worker);
      job.settle(reply);
      this.next();
    };
    const onError = (error: Error): void => {
      leave();
      this.forget(worker);
      job.fail(toError(error));
      this.next();
    };
    const onExit = (code: number): void => onError(new Error(`A reading thread ended with ${code}`));
    const end = (error: Error): void => {
      onError(error);
      void worker.terminate();
    };
    const halt = (): void => end(job.stop?.reason as Error);
    const timer = setTimeout(() => end(outOf('time', job.seconds)), job.seconds * 1000);
    job.stop?.addEventListener('abort', halt, { once: true });
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.ref();
    worker.postMessage({ ...job.request, scratch: scratchPlace() } satisfies TaskRequest);
  }
}
