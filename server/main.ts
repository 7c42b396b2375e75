import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { createApp } from './app.ts';
import type { Configuration } from './configuration.ts';
import type { Services } from './context.ts';
import { createLocalDoor } from './plugins/local-door.ts';
import { openServices } from './services.ts';

export interface ServerOptions {
  directory: string;
  configuration: Configuration;
  log?: Logger;
}

export interface RunningServer {
  url: string;
  services: Services;
  close(): Promise<void>;
}

/** The whole platform in this process: store, jobs, API, pages, and the local door in the data folder. */
export async function startServer({ directory, configuration, log }: ServerOptions): Promise<RunningServer> {
  const logger = log ?? createLogger(configuration.logLevel);
  const { services, close } = await openServices({ directory, configuration, log: logger });
  const door = createLocalDoor(services.directory.paths.sockets);
  const { trustedProxies } = configuration;
  const app = await createApp(services, { trustedProxies, isLocal: door.isLocal }).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
  try {
    const url = await listen(app, configuration);
    await door.open(app);
    return {
      url,
      services,
      close: async () => {
        await door.close();
        await app.close();
        await close();
      },
    };
  } catch (error) {
    await app.close();
    await close();
    throw error;
  }
}

/** Secrets are never logged, whatever object they come in. */
const createLogger = (level: string): Logger =>
  pino(
    {
      level,
      redact: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.secret', '*.token'],
    },
    pino.destination(2),
  );

const NEXT_PORTS = 20;

/** When nobody named a port and it is taken, the next free one (said aloud by whoever started us). */
async function listen(app: FastifyInstance, { host, port, given }: Configuration): Promise<string> {
  for (let next = port; ; next += 1) {
    try {
      await app.listen({ host, port: next });
      const address = app.server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : next;
      return `http://${host === '0.0.0.0' ? 'localhost' : host}:${bound}`;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || given.has('port') || next - port >= NEXT_PORTS) throw error;
    }
  }
}
