import { Worker } from 'node:worker_threads';
import { Problem, type ProblemCode } from '../../rules/problems/problems.ts';
import { READING_LIMITS } from '../../rules/reading/limits.ts';
import type { TaskName, TaskReply, TaskRequest, Tasks } from './tasks.ts';

export interface TaskPool {
  /** Runs a task beside this thread. Throws what the task throws; `too-large` when it runs out of memory or time. */
  run<N extends TaskName>(name: N, ...args: Parameters<Tasks[N]>): ReturnType<Tasks[N]>;
  /** Ends every thread; tasks under way fail. */
  close(): Promise<void>;
}

interface Job {
  request: TaskRequest;
  settle(reply: TaskReply): void;
  fail(error: Error): void;
}

const outOf = (reason: string, limit: number): Problem =>
  new Problem('too-large', { reason, args: { limit } });

/** At most `size` threads, started when needed; idle ones do not keep the process alive. */
export function createTaskPool(size = 2): TaskPool {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let count = 0;

  function start(): Worker {
    const worker = new Worker(new URL('./tasks.worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: READING_LIMITS.memoryMegabytes },
    });
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  }

  function next(): void {
    const worker = waiting.length === 0 ? undefined : (idle.pop() ?? (all.size < size ? start() : undefined));
    const job = worker && waiting.shift();
    if (worker && job) perform(worker, job);
  }

  function perform(worker: Worker, job: Job): void {
    worker.ref();
    const timer = setTimeout(() => {
      leave();
      job.fail(outOf('time', READING_LIMITS.seconds));
      void worker.terminate().then(next);
    }, READING_LIMITS.seconds * 1000);
    const onMessage = (reply: TaskReply): void => {
      leave();
      worker.unref();
      idle.push(worker);
      job.settle(reply);
      next();
    };
    const onError = (error: Error & { code?: string }): void => {
      leave();
      job.fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOf('memory', READING_LIMITS.memoryMegabytes) : error,
      );
      all.delete(worker);
      next();
    };
    const onExit = (code: number): void => onError(new Error(`A reading thread ended with ${code}`));
    function leave(): void {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job.request);
  }

  const submit = (name: TaskName, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (reply: TaskReply): void => {
        if (reply.ok) resolve(reply.value);
        else if ('error' in reply) reject(reply.error);
        // The code left a Problem in the other thread, so it is one of the catalogue.
        else reject(new Problem(reply.problem.code as ProblemCode, reply.problem.extra));
      };
      waiting.push({ request: { id: ++count, name, args }, settle, fail: reject });
      next();
    });

  return {
    // A message carries the value untyped; `Tasks` says what each task answers.
    run: ((name: TaskName, ...args: unknown[]) => submit(name, args)) as TaskPool['run'],
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
