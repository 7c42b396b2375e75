import path from 'node:path';
import { pino } from 'pino';
import { createApp } from '../server/app.ts';
import { loadConfiguration, type Configuration } from '../server/configuration.ts';
import { createLocalDoor } from '../server/plugins/local-door.ts';
import { openServices } from '../server/services.ts';
import { connectToRunning, type Connection } from './connection.ts';
import type { Terminal } from './terminal.ts';

/**
 * The platform on this folder for one command: the server that runs there, else the same platform opened under the
 * folder's lock, with no port. Throws what keeps it from being opened.
 */
export async function connectTo(
  directory: string,
  terminal: Terminal,
  flags: Partial<Pick<Configuration, 'profile'>> = {},
): Promise<Connection> {
  return (
    (await connectToRunning(directory, terminal)) ?? (await openForOneCommand(directory, terminal, flags))
  );
}

async function openForOneCommand(
  directory: string,
  terminal: Terminal,
  flags: Partial<Pick<Configuration, 'profile'>>,
): Promise<Connection> {
  const configuration = await loadConfiguration({ directory, env: terminal.env, flags });
  const log = pino({ level: 'warn' }, pino.destination(2));
  const { services, close } = await openServices({ directory, configuration, log });
  const door = createLocalDoor(services.directory.paths.sockets);
  const app = await createApp(services, { withPages: false, isLocal: door.isLocal });
  const end = async (): Promise<void> => {
    await door.close();
    await app.close();
    await close();
  };
  try {
    await app.ready();
    await door.open(app);
    const connection = await connectToRunning(path.resolve(directory), terminal);
    if (!connection) throw new Error('our own socket does not answer');
    return { ...connection, close: () => connection.close().then(end) };
  } catch (error) {
    await end();
    throw error;
  }
}
