import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Command } from './protocol.ts';

export interface Child<Ready> {
  /** What it said first. */
  ready: Ready;
  command(asked: Command): Promise<unknown>;
  /** Ends it and removes its data folder. */
  end(): Promise<void>;
}

/** Starts a program of this folder on a data folder of its own. `Ready` is what it says first, by the protocol. */
export async function forkChild<Ready>(program: string, ...given: string[]): Promise<Child<Ready>> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
  const child = fork(path.join(import.meta.dirname, program), [path.join(directory, 'data'), ...given]);
  const next = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  return {
    // Only our own programs write to this channel.
    ready: (await next()) as Ready,
    command: async (asked) => {
      const answered = next();
      child.send(asked);
      return answered;
    },
    end: async () => {
      const ended = once(child, 'exit');
      child.send({ what: 'end' } satisfies Command);
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
