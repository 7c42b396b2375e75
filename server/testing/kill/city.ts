import { pino } from 'pino';
import type { Role } from '../../../rules/access/roles.ts';
import { loadConfiguration, type Configuration } from '../../configuration.ts';
import type { Services } from '../../context.ts';
import { openServices } from '../../services.ts';
import { testDatabase } from '../database.ts';
import { aBody, aPerson, aToken } from '../people.ts';
import type { Platform } from '../platform.ts';

export interface KillCity {
  directory: string;
  /** For the server's process. */
  env: NodeJS.ProcessEnv;
  tokens: Platform['tokens'] & { auditor: string };
  /** Looks into the store while no server runs. */
  inspect<T>(look: (services: Services) => Promise<T>): Promise<T>;
  drop(): Promise<void>;
}

/**
 * A city with its people and nothing else, in a folder of its own: on the carried PostgreSQL, which a kill leaves behind
 * and the next start has to deal with, or on DATABASE_URL's where the run has one.
 */
export async function killCity(directory: string): Promise<KillCity> {
  const database = process.env['DATABASE_URL'] === undefined ? undefined : await testDatabase();
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = { ...rest, ...(database ? { DATABASE_URL: database.url } : {}), KAISHU_LOG_LEVEL: 'error' };
  const flags = { logLevel: 'silent' as const };
  const configuration = await loadConfiguration({ directory, env, flags });
  const inspect: KillCity['inspect'] = (look) => withServices(directory, configuration, look);
  return {
    directory,
    env,
    tokens: await inspect(enterPeople),
    inspect,
    drop: async () => database?.drop(),
  };
}

async function withServices<T>(
  directory: string,
  configuration: Configuration,
  look: (services: Services) => Promise<T>,
): Promise<T> {
  const { services, close } = await openServices({
    directory,
    configuration,
    log: pino({ level: 'silent' }),
  });
  return look(services).finally(close);
}

async function enterPeople(services: Services): Promise<KillCity['tokens']> {
  const bodyId = await aBody(services, 'JTW');
  let people = 0;
  const token = async (role: Role, place: { bodyId?: string } = {}): Promise<string> => {
    people += 1;
    const roles = [{ role, ...place }];
    return aToken(services, await aPerson(services, { userName: `person-${people}`, roles }));
  };
  const editor = await token('publisher-editor', { bodyId });
  return {
    editor,
    otherEditor: editor,
    reviewer: await token('publisher-reviewer', { bodyId }),
    operator: await token('operator'),
    auditor: await token('audit-administrator'),
  };
}
