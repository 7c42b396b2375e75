import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../../rules/problems/problems.ts';
import { launchAs, type RunAs } from './account.ts';
import { readPostmaster } from './leftover.ts';

const POLL_MS = 10;
const REPORTED_LINES = 12;

export interface Program {
  command: string;
  args: string[];
  runAs: RunAs;
  /** Its working directory, and where its output goes (`start.log`). */
  directory: string;
}

/** Runs a program to its end; throws `postgres-failed` with its last lines. */
export async function run(program: Program): Promise<void> {
  const child = await launch(program);
  await once(child, 'exit');
  if (child.exitCode !== 0) throw await failure(program);
}

/** Resolves when the server takes connections; crash recovery may take it minutes. */
export async function serve(program: Program, data: string): Promise<ChildProcess> {
  const child = await launch(program);
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw await failure(program);
    const postmaster = await readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return child;
    await pause(POLL_MS);
  }
}

/** A session of its own, so that Ctrl-C at the terminal reaches only us, who then stop it in order. */
async function launch(program: Program): Promise<ChildProcess> {
  const { command, args, identity } = launchAs(program.runAs, program.command, program.args);
  const output = await open(startLog(program), 'w', 0o600);
  try {
    const child = spawn(command, args, {
      ...identity,
      cwd: program.directory,
      detached: true,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', output.fd, output.fd],
    });
    await once(child, 'spawn');
    return child;
  } finally {
    await output.close();
  }
}

async function failure(program: Program): Promise<Problem> {
  const text = await readFile(startLog(program), 'utf8').catch(() => '');
  return new Problem('postgres-failed', {
    detail: text.trim().split('\n').slice(-REPORTED_LINES).join('\n'),
  });
}

const startLog = ({ directory }: Program): string => path.join(directory, 'start.log');
