import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { closeApp } from './close-app.ts';
import { createApp } from './app.ts';
import type { Configuration } from './configuration.ts';
import type { Services } from './context.ts';
import { createReadiness, type Readiness } from './plugins/health.ts';
import { createLocalDoor } from './plugins/local-door.ts';
import { openServices } from './services.ts';

export interface ServerOptions {
  directory: string;
  configuration: Configuration;
  log?: Logger;
  /** False leaves the pages out: the API alone. */
  withPages?: boolean;
  /** Done before anyone is let in: the demonstration city is built here. */
  prepare?: (services: Services) => Promise<void>;
}

export interface RunningServer {
  url: string;
  services: Services;
  close(): Promise<void>;
}

/** The whole platform in this process: store, jobs, API, pages, and the local door in the data folder. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { directory, configuration, withPages = true, prepare } = options;
  const logger = options.log ?? createLogger(configuration.logLevel);
  const { services, close } = await openServices({ directory, configuration, log: logger });
  const door = createLocalDoor(services.directory.paths.sockets);
  const closing = [close, () => door.close()];
  const end = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    await prepare?.(services);
    const { trustedProxies, metricsToken } = configuration;
    const readiness = createReadiness(services);
    const app = await createApp(services, {
      trustedProxies,
      withPages,
      isLocal: door.isLocal,
      readiness,
      metricsToken,
    });
    closing.push(() => drain(app, readiness));
    const url = await listen(app, configuration);
    await door.open(app);
    return { url, services, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What is being answered may take so long when the process ends. */
const DRAIN_MS = 20_000;

/** Not ready first; then nobody new is let in, and what is being answered has its time. */
async function drain(app: FastifyInstance, readiness: Readiness): Promise<void> {
  readiness.leave();
  await closeApp(app, DRAIN_MS);
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
