import { parentPort } from 'node:worker_threads';
import { Problem } from '../../rules/problems/problems.ts';
import { keepScratchHere } from './scratch.ts';
import { TASKS, type TaskReply, type TaskRequest } from './tasks.ts';

async function answer({ id, name, args, scratch }: TaskRequest): Promise<TaskReply> {
  keepScratchHere(scratch);
  try {
    // The pool's `run` types the arguments by the task's own parameters; a message carries them untyped.
    const task = TASKS[name] as (...given: unknown[]) => Promise<unknown>;
    return { id, ok: true, value: await task(...args) };
  } catch (error) {
    if (error instanceof Problem)
      return { id, ok: false, problem: { code: error.code, extra: { ...error.extra } } };
    return { id, ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on('message', (request: TaskRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
