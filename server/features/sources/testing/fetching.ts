import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PULL_LIMITS, type Fetching } from '../fetching.ts';
import { admitting } from '../networks.ts';

/** A pull as the tests want it: this machine is admitted, nothing is known of the content. */
export const aFetching = (given: Partial<Fetching> = {}): Fetching => ({
  file: join(tmpdir(), `kaishu-pull-${randomUUID()}`),
  secret: null,
  known: null,
  admits: admitting(['127.0.0.1/32']),
  folders: [],
  limits: PULL_LIMITS,
  signal: AbortSignal.timeout(30_000),
  ...given,
});

/** A real server of this machine; `answer` may be replaced between two asks. */
export interface Site {
  origin: string;
  port: number;
  answer: RequestListener;
  close(): Promise<void>;
}

export async function aSite(answer: RequestListener, host = '127.0.0.1'): Promise<Site> {
  const server = createServer((request, reply) => site.answer(request, reply));
  await new Promise<void>((resolve) => void server.listen(0, host, resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const site: Site = {
    origin: `http://${host}:${port}`,
    port,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}
