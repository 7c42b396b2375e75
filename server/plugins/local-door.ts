import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openSocketFolder } from '../store/socket-folder.ts';

export const LOCAL_SOCKET = 'kaishu.sock';

/** The second door of a running server: a socket in the data folder, for whoever owns that folder. */
export interface LocalDoor {
  /** True for a request that came in by this door. */
  isLocal(request: FastifyRequest): boolean;
  /** Call it when the app is ready; the same routes are answered here. */
  open(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

/** `folder` must be closed to everybody else (0700) and locked by this process. */
export function createLocalDoor(folder: string): LocalDoor {
  const connections = new WeakSet<Socket>();
  const server = createServer();
  server.on('connection', (connection) => connections.add(connection));
  const place = openSocketFolder(folder);
  const socket = path.join(place.path, LOCAL_SOCKET);
  return {
    isLocal: (request) => connections.has(request.raw.socket),
    open: async (app) => {
      // A kill -9 leaves the file behind; nobody listens on it, as this process holds the folder's lock.
      await rm(socket, { force: true });
      server.on('request', (request, response) => app.routing(request, response));
      server.listen(socket);
      await once(server, 'listening');
      await chmod(socket, 0o600);
    },
    close: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      server.close();
      server.closeIdleConnections();
      await closed;
      place.close();
    },
  };
}
