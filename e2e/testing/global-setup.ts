import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { DemoAccount } from '../../demo/city.ts';
import { browserIsWanted } from '../browser.ts';

/** A demonstration city of its own for one worker: journeys in the other cannot change what these walk through. */
export interface City {
  /** Where it answers, such as `http://localhost:41234`. */
  origin: string;
  /** Where the sessions of the run are kept. */
  sessionsDirectory: string;
  accounts: DemoAccount[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** One for each worker, by its number. */
    cities: City[];
  }
}

const FIRST_ANSWER_SECONDS = 120;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function serve(port: number, directory: string): { server: ChildProcess; said: () => string } {
  const args = ['cli/kaishu.mjs', 'serve', '--demo', '--port', String(port), '--data', directory];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const keep = (part: Buffer): void => {
    text = (text + part.toString()).slice(-20_000);
  };
  server.stdout.on('data', keep);
  server.stderr.on('data', keep);
  return { server, said: () => text };
}

async function firstAnswer(origin: string, server: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + FIRST_ANSWER_SECONDS * 1000;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(`${origin}/api/v1/datasets?limit=1`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the server of the journeys gave no answer; it said:\n${said()}`);
}

function demoAccounts(directory: string): DemoAccount[] {
  const args = ['cli/kaishu.mjs', 'demo', 'accounts', '--data', directory, '--json'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as DemoAccount[];
}

interface RunningCity {
  city: City;
  end: () => Promise<void>;
}

async function startCity(): Promise<RunningCity> {
  const folder = mkdtempSync(join(tmpdir(), 'kaishu-journeys-'));
  const dataDirectory = join(folder, 'data');
  const sessionsDirectory = join(folder, 'sessions');
  mkdirSync(sessionsDirectory);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { server, said } = serve(port, dataDirectory);
  const end = async (): Promise<void> => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await firstAnswer(origin, server, said);
    return { city: { origin, sessionsDirectory, accounts: demoAccounts(dataDirectory) }, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Starts a real server with a demonstration city for each worker, and ends them after all journeys. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!browserIsWanted) return undefined;
  const starts = await Promise.allSettled(Array.from({ length: project.config.maxWorkers }, startCity));
  const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const end = async (): Promise<void> => {
    await Promise.all(running.map((each) => each.end()));
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await end();
    throw failed.reason;
  }
  project.provide(
    'cities',
    running.map(({ city }) => city),
  );
  return end;
}
