import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../program.ts';
import { capturedTerminal } from './captured-terminal.ts';

const KAISHU = path.join(import.meta.dirname, '../kaishu.mjs');
// One whole installation per test: with the carried database, whichever the others run on.
const { DATABASE_URL: _, ...ENVIRONMENT } = process.env;

/** Runs a command in this process. */
export async function command(...args: string[]) {
  const terminal = capturedTerminal();
  const code = await run(args, terminal);
  const { stdout, stderr } = terminal;
  return { code, out: stdout(), error: stderr(), json: () => JSON.parse(stdout()) as unknown };
}

/** A server of its own process; resolves when it says where it is. */
export async function served(directory: string) {
  const child = spawn(
    process.execPath,
    [KAISHU, 'serve', '--port', '0', '--data', directory, '--api-only', '--json'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...ENVIRONMENT, KAISHU_LOG_LEVEL: 'silent' },
    },
  );
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said += line;
    if (line === '}') break;
  }
  const { url } = JSON.parse(said) as { url: string };
  const end = async (): Promise<number | null> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    return child.exitCode;
  };
  return { url, end };
}
