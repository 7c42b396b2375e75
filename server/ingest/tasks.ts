import { inspectHere } from './inspect.ts';
import { candidatesHere } from './packed-encodings.ts';
import { normalise } from './normalise.ts';
import { sampleHere } from './sample.ts';
import { surveyHere } from './survey.ts';

/** What takes the processor for long, so that it runs beside the server's own thread. */
export const TASKS = {
  inspect: inspectHere,
  sample: sampleHere,
  survey: surveyHere,
  normalise,
  encodings: candidatesHere,
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;

export interface TaskRequest {
  id: number;
  name: TaskName;
  args: unknown[];
  /** Where packed files are unpacked; the system's own place when null. */
  scratch: string | null;
}

export type TaskReply =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; problem: { code: string; extra: Record<string, unknown> } }
  | { id: number; ok: false; error: Error };
