import path from 'node:path';
import type { Command } from 'commander';
import { pino } from 'pino';
import { readDemoAccounts, type DemoAccount } from '../../demo/city.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { loadConfiguration } from '../../server/configuration.ts';
import { openServices } from '../../server/services.ts';
import { beginDemonstration, buildWithProgress } from '../demonstration.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, type Terminal } from '../terminal.ts';

export function addDemo(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  const demo = withPlace(program.command('demo').description(t('cli.command.demo')), terminal);
  demo.action((options: PlaceOptions) => build(options, terminal));
  withPlace(demo.command('accounts').description(t('cli.command.demo.accounts')), terminal).action(
    async (_options: PlaceOptions, command: Command) => {
      // Both `demo` and `demo accounts` know --data and --json: wherever it is said, it counts.
      const { data, json } = command.optsWithGlobals<PlaceOptions>();
      const accounts = await accountsOf(data);
      answer(terminal, json, accounts, accounts.map(line).join('\n'));
    },
  );
}

async function build({ data: directory, json }: PlaceOptions, terminal: Terminal): Promise<void> {
  await beginDemonstration(directory);
  const configuration = await loadConfiguration({ directory, env: terminal.env });
  if (!configuration.demonstration) throw new Problem('store-not-ours', { detail: directory });
  const log = pino({ level: 'warn' }, pino.destination(2));
  const { services, close } = await openServices({ directory, configuration, log });
  await buildWithProgress(services, terminal).finally(close);
  const people = (await accountsOf(directory)).length;
  answer(terminal, json, { directory, people }, terminal.t('cli.demo.done', { people }));
}

const accountsOf = (directory: string): Promise<DemoAccount[]> =>
  readDemoAccounts(path.join(directory, 'secrets')).catch(() => {
    throw new Problem('not-found', { detail: directory });
  });

const line = ({ name, user, password, totpSecret, body, roles }: DemoAccount): string =>
  [user, password, totpSecret ?? '–', body ?? '–', roles.join(','), name].join('\t');
