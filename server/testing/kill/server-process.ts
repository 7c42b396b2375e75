import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { KillCity } from './city.ts';

const KAISHU = path.join(import.meta.dirname, '../../../cli/kaishu.mjs');

export interface ServerProcess {
  origin: string;
  pid: number;
  kill(): void;
  /** Resolves with how it ended and what it had logged, errors only. */
  ended: Promise<{ signal: NodeJS.Signals | null; code: number | null; log: string }>;
  /** Ends in order. */
  stop(): Promise<void>;
}

/**
 * `kaishu serve` on the city, as a process of its own; resolves when it says that it is ready. Where the fail point
 * (`name:n`) ends it before that, as what was left over is tidied up, it is started again and passes it oftener.
 */
export async function startServerProcess(city: KillCity, failPoint = ''): Promise<ServerProcess> {
  const { directory, env } = city;
  const args = [KAISHU, 'serve', '--api-only', '--json', '--host', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, [...args, '--data', directory], {
    env: { ...env, KAISHU_FAIL_POINT: failPoint },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (part: Buffer) => {
    log = (log + part.toString()).slice(-20_000);
  });
  const logged = (): string =>
    log
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n');
  const ended = once(child, 'exit').then(() => ({
    signal: child.signalCode,
    code: child.exitCode,
    log: logged(),
  }));
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said += line;
    if (line === '}') break;
  }
  if (!said.endsWith('}')) {
    const { signal } = await ended;
    if (signal === 'SIGKILL' && failPoint !== '') return startServerProcess(city, laterPassing(failPoint));
    throw new Error(`the server did not start:\n${log}`);
  }
  const { url } = JSON.parse(said) as { url: string };
  return {
    origin: url,
    pid: child.pid ?? NaN,
    kill: () => void child.kill('SIGKILL'),
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The same fail point, passed once more before it kills. */
export function laterPassing(failPoint: string): string {
  const [name = '', nth = '1'] = failPoint.split(':');
  return `${name}:${Number(nth) + 1}`;
}
