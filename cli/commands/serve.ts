import { once } from 'node:events';
import { InvalidArgumentError, type Command } from 'commander';
import { Problem } from '../../rules/problems/problems.ts';
import { loadConfiguration } from '../../server/configuration.ts';
import type { Services } from '../../server/context.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../server/main.ts';
import { buildWeb, pagesAreFresh } from '../../tools/build-web.ts';
import { beginDemonstration, buildWithProgress } from '../demonstration.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { readSettings } from '../settings-file.ts';
import { answer, type Terminal } from '../terminal.ts';

interface ServeOptions extends PlaceOptions {
  port?: number;
  host?: string;
  demo?: boolean;
  apiOnly?: boolean;
}

export function addServe(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(program.command('serve').description(t('cli.command.serve')), terminal)
    .option('--port <P>', t('cli.option.port'), portNumber)
    .option('--host <HOST>', t('cli.option.host'))
    .option('--demo', t('cli.option.demo'))
    .option('--api-only', t('cli.option.apiOnly'))
    .action((options: ServeOptions) => serve(options, terminal));
}

function portNumber(given: string): number {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65535) throw new InvalidArgumentError('0–65535');
  return port;
}

async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const { data: directory, port, host, demo = false, apiOnly = false, json } = options;
  const { t, env } = terminal;
  const { demonstration } = await readSettings(directory);
  if (demo || demonstration === true) await beginDemonstration(directory);
  const configuration = await loadConfiguration({ directory, env, flags: { port, host } });
  if (demo && !configuration.demonstration) terminal.note(t('cli.serve.realCity'));
  if (!apiOnly) await freshPages(terminal);
  terminal.progress(t('cli.serve.starting'));
  const server = await start({ directory, configuration, withPages: !apiOnly }, terminal);
  const stopped = stopAtSignal(server, terminal);
  const { url } = server;
  answer(terminal, json, { url, demonstration: configuration.demonstration }, t('cli.serve.ready', { url }));
  if (configuration.demonstration) terminal.note(t('cli.serve.demonstration'));
  await stopped;
}

async function freshPages({ progress, t }: Terminal): Promise<void> {
  if (await pagesAreFresh()) return;
  progress(t('cli.serve.buildingPages'));
  await buildWeb();
}

async function start(options: ServerOptions, terminal: Terminal): Promise<RunningServer> {
  const given = options.configuration;
  // People read the terminal, programs read the log.
  const quiet = process.stderr.isTTY && !given.given.has('logLevel');
  const configuration = quiet ? { ...given, logLevel: 'warn' as const } : given;
  const prepare = (services: Services): Promise<void> => buildWithProgress(services, terminal);
  try {
    return await startServer({ ...options, configuration, ...(given.demonstration ? { prepare } : {}) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Problem('port-in-use', { detail: `${given.host}:${given.port}` });
    throw error;
  }
}

/** The first signal ends in order; a second one does not wait. */
async function stopAtSignal(server: RunningServer, { t, note }: Terminal): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  await Promise.race(signals.map((signal) => once(process, signal)));
  for (const signal of signals) process.once(signal, () => process.exit(1));
  note(t('cli.serve.stopping'));
  await server.close();
  note(t('cli.serve.stopped'));
  for (const signal of signals) process.removeAllListeners(signal);
}
