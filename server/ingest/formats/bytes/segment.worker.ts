import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { claimNext, type CrewTask } from './segment-crew.ts';
import { readSegment } from './segment.ts';

async function readSegments({ plan, next }: CrewTask): Promise<void> {
  const file = await open(plan.path, 'r');
  try {
    for (let number = claimNext(plan, next); number !== null; number = claimNext(plan, next))
      parentPort?.postMessage({ number, facts: await readSegment(file, plan, number) });
  } finally {
    await file.close();
  }
}

// The crew is the only one that starts this thread, and hands over its task.
if (parentPort) await readSegments(workerData as CrewTask);
