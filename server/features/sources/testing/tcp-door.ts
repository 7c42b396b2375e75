import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface Door {
  port: number;
  close(): Promise<void>;
}

/** A port of this machine that leads to the PostgreSQL of `url`, which may listen on a socket only. */
export async function tcpDoor(url: string): Promise<Door> {
  const { searchParams, hostname, port } = new URL(url);
  const folder = searchParams.get('host');
  const to = () =>
    folder?.startsWith('/')
      ? connect(join(folder, `.s.PGSQL.${port || '5432'}`))
      : connect(Number(port || '5432'), hostname);
  const server = createServer((coming) => {
    const going = to();
    coming.on('error', () => going.destroy());
    going.on('error', () => coming.destroy());
    coming.pipe(going).pipe(coming);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port: made } = server.address() as AddressInfo;
  return { port: made, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}
