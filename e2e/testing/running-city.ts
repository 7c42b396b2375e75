import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoAccount } from '../../demo/city.ts';
import { catchMail } from '../../server/testing/mail-catcher.ts';

/** A demonstration city of its own for one worker: journeys in the other cannot change what these walk through. */
export interface City {
  /** Where it answers, such as `http://localhost:41234`. */
  origin: string;
  /** Where the sessions of the run are kept. */
  sessionsDirectory: string;
  accounts: DemoAccount[];
  /** Mail that it sent, a JSON object a line. */
  mailFile: string;
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

function serve(
  port: number,
  directory: string,
  { profile, smtpUrl }: { profile: string; smtpUrl: string },
): { server: ChildProcess; said: () => string } {
  const args = ['cli/kaishu.mjs', 'serve', '--demo', '--port', String(port), '--data', directory];
  const env = { ...process.env, KAISHU_PROFILE: profile, KAISHU_SMTP_URL: smtpUrl };
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
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

export interface RunningCity {
  city: City;
  end: () => Promise<void>;
}

/** Starts a real server with a demonstration city under a policy profile. */
export async function startCity(profile = 'shanghai'): Promise<RunningCity> {
  const folder = mkdtempSync(join(tmpdir(), 'kaishu-journeys-'));
  const dataDirectory = join(folder, 'data');
  const sessionsDirectory = join(folder, 'sessions');
  mkdirSync(sessionsDirectory);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const mailFile = join(folder, 'mail.ndjson');
  const catcher = await catchMail((mail) => appendFileSync(mailFile, `${JSON.stringify(mail)}\n`));
  const { server, said } = serve(port, dataDirectory, { profile, smtpUrl: catcher.url });
  const end = async (): Promise<void> => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await catcher.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await firstAnswer(origin, server, said);
    return { city: { origin, sessionsDirectory, accounts: demoAccounts(dataDirectory), mailFile }, end };
  } catch (error) {
    await end();
    throw error;
  }
}
