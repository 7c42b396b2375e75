import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

export interface Load {
  origin: string;
  /** By the number of the request where it is another each time. */
  target: string | ((number: number) => string);
  etag?: string;
  /** Lines of the request's head, each with its line end. */
  head?: string;
  requests: number;
  connections: number;
}

const clock = new Int32Array(new SharedArrayBuffer(4));
const LOOK_EVERY_MS = 1;
/** As many visitors take turns: none comes more often than a visitor may. */
const VISITORS = 4096;
let visitor = 0;

/**
 * Asks over so many open connections, each with one call at a time, for many visitors behind a proxy. Answers
 * are looked for once a millisecond: waking an asker that sleeps costs the server's write 25 µs on a virtual machine,
 * which no answer to a real network pays, and which a slow server would pay for each answer and a quick one never.
 */
export async function load({ origin, target, etag, head = '', requests, connections }: Load): Promise<void> {
  const { hostname, port } = new URL(origin);
  let left = requests;
  let asking = true;
  const rest = `Host: ${hostname}:${port}\r\n${head}${etag === undefined ? '' : `If-None-Match: ${etag}\r\n`}`;
  const request = (): string => {
    visitor = (visitor + 1) % VISITORS;
    const path = typeof target === 'string' ? target : target(left);
    return `GET ${path} HTTP/1.1\r\n${rest}X-Forwarded-For: 10.0.${visitor >> 8}.${visitor & 255}\r\n\r\n`;
  };
  const expected = etag === undefined ? 'HTTP/1.1 200' : 'HTTP/1.1 304';
  const work = async (): Promise<void> => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    while (left > 0) {
      left -= 1;
      await exchange(socket, request(), expected);
    }
    socket.destroy();
  };
  const look = async (): Promise<void> => {
    while (asking) {
      Atomics.wait(clock, 0, 0, LOOK_EVERY_MS);
      await turn();
    }
  };
  const answered = Promise.all(Array.from({ length: connections }, work)).finally(() => (asking = false));
  await Promise.all([answered, look()]);
}

function exchange(socket: Socket, request: string, expected: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const onData = (part: Buffer): void => {
      received = received.length === 0 ? part : Buffer.concat([received, part]);
      if (!isWhole(received)) return;
      socket.off('data', onData);
      socket.off('close', reject);
      const first = received.toString('latin1', 0, expected.length);
      if (first === expected) resolve();
      else reject(new Error(received.toString('utf8', 0, 500)));
    };
    socket.on('data', onData);
    socket.once('close', reject);
    socket.write(request);
  });
}

function isWhole(received: Buffer): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = received.toString('latin1', 0, end);
  const length = /content-length: (\d+)/i.exec(head)?.[1] ?? '0';
  return received.length >= end + 4 + (head.startsWith('HTTP/1.1 304') ? 0 : Number(length));
}
