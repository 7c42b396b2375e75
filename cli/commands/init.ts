import { InvalidArgumentError, Option, type Command } from 'commander';
import type { MessageKey } from '../../locales/index.ts';
import { createAccount, grantMembership } from '../../rules/accounts/accounts.operations.ts';
import { SEPARATED_ROLES, type Role } from '../../rules/access/roles.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { PROFILES } from '../../rules/profile/index.ts';
import { loadConfiguration } from '../../server/configuration.ts';
import type { Connection } from '../connection.ts';
import { connectTo } from '../in-process.ts';
import { isInstalled } from '../offline-store.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { removeContents } from '../remove-contents.ts';
import { addSettings, readSettings } from '../settings-file.ts';
import { answer, type Terminal } from '../terminal.ts';

interface InitOptions extends PlaceOptions {
  profile: string;
  admin?: string;
  yes?: boolean;
}

interface Administrator {
  role: Role;
  user: string;
  password: string;
}

const ADMIN = /^[a-z][a-z0-9._-]{0,39}$/;
const DEFAULT_ADMIN = 'admin';

export function addInit(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  const profiles = Object.keys(PROFILES);
  withPlace(program.command('init').description(t('cli.command.init')), terminal)
    .addOption(new Option('--profile <NAME>', t('cli.option.profile')).choices(profiles).default(profiles[0]))
    .option('--admin <NAME>', t('cli.option.admin'), adminName)
    .option('--yes', t('cli.option.yes'))
    .action((options: InitOptions) => init(options, terminal));
}

function adminName(given: string): string {
  if (!ADMIN.test(given)) throw new InvalidArgumentError(String(ADMIN));
  return given;
}

async function init({ data, profile, admin, yes = false, json }: InitOptions, terminal: Terminal) {
  const { t } = terminal;
  await clearPlace(data, yes, terminal);
  const asked = admin ?? (yes || json ? undefined : await terminal.ask(t('cli.init.askAdmin')));
  const prefix = adminName(asked ?? DEFAULT_ADMIN);
  const connection = await connectTo(data, terminal, { profile });
  const administrators = await enterAdministrators(connection, prefix, terminal).finally(() =>
    connection.close(),
  );
  await addSettings(data, { profile, demonstration: false });
  const accounts = administrators.map(
    ({ role, user, password }) => `  ${user}\t${password}\t${t(`role.${role}` as MessageKey)}`,
  );
  const said = [
    t('cli.init.made', { directory: data, profile }),
    t('cli.init.accounts'),
    ...accounts,
    t('cli.init.next', { directory: data }),
  ];
  answer(terminal, json, { directory: data, profile, administrators }, said.join('\n'));
}

/** A real city is never touched; a demonstration goes when somebody says so. Throws `already-exists`, `store-in-use`. */
async function clearPlace(directory: string, yes: boolean, terminal: Terminal): Promise<void> {
  const { profile, demonstration } = await readSettings(directory);
  if (demonstration !== true) {
    if (profile !== undefined) throw new Problem('already-exists', { detail: directory });
    return;
  }
  const { databaseUrl } = await loadConfiguration({ directory, env: terminal.env });
  if (databaseUrl !== null) throw new Problem('already-exists', { detail: `${directory} (DATABASE_URL)` });
  const sure = yes || (await terminal.ask(terminal.t('cli.init.replaceDemonstration'))) === 'yes';
  if (!sure) throw new Problem('already-exists', { detail: directory });
  if (await isInstalled(directory)) await removeContents(directory);
}

/** 三员分立: three people from the first day (`xz-25-7`). */
async function enterAdministrators(
  connection: Connection,
  prefix: string,
  { t }: Terminal,
): Promise<Administrator[]> {
  const entered: Administrator[] = [];
  for (const role of SEPARATED_ROLES) {
    const user = `${prefix}-${role.replace('-administrator', '')}`;
    const name = t(`role.${role}` as MessageKey);
    const { account, password } = await connection.call(createAccount, {
      userName: user,
      name,
      assuranceLevel: 2,
    });
    await connection.call(grantMembership, { id: account.id, role }, 'security-administrator');
    entered.push({ role, user, password });
  }
  return entered;
}
