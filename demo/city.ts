import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret } from 'otpauth';
import { SYSTEM, type Actor, type Role } from '../rules/access/roles.ts';
import type { Services } from '../server/context.ts';
import {
  findCredentialsByUserName,
  findHolder,
  type Holder,
  giveMembership,
  hashPassword,
  openAccount,
} from '../server/features/accounts/index.ts';
import { insertBody } from '../server/features/bodies/index.ts';
import { makeToken } from '../server/features/tokens/index.ts';
import { systemCall } from '../server/system-call.ts';
import { BODIES, PEOPLE, type DemoPerson } from './people.ts';

/** What `kaishu demo accounts --json` prints; demonstration data only. */
export interface DemoAccount {
  name: string;
  user: string;
  password: string;
  totpSecret: string | null;
  body: string | null;
  roles: Role[];
  assuranceLevel: number;
  token: string | null;
}

/** Who can act in the demonstration: by user name. */
export type Actors = ReadonlyMap<string, Actor>;

const ACCOUNTS_FILE = 'demonstration-accounts.json';
/** Counted from the beginning of the story, more than a year ago: still good for a year from now. */
const TOKEN_DAYS = 800;

/** Throws when the folder holds no demonstration city. */
export async function readDemoAccounts(secretsFolder: string): Promise<DemoAccount[]> {
  return JSON.parse(await readFile(join(secretsFolder, ACCOUNTS_FILE), 'utf8')) as DemoAccount[];
}

/** The invented people, and what is written down of them. */
export interface Settled {
  actors: Actors;
  accounts: readonly DemoAccount[];
}

/** Enters the invented bodies and people. */
export async function settle(services: Services): Promise<Settled> {
  const bodies = new Map<string, string>();
  for (const body of BODIES) {
    const id = services.newId();
    bodies.set(body.code, id);
    const createdAt = services.clock.now();
    await services.db.transaction().execute((trx) => insertBody(trx, { ...body, id, createdAt }));
  }
  const settled = await Promise.all(PEOPLE.map((person) => settlePerson(services, person, bodies)));
  return {
    actors: new Map(settled.map(({ account, actor }) => [account.user, actor])),
    accounts: settled.map(({ account }) => account),
  };
}

/** An invented person as they sign in now. */
export async function holderOf({ db }: Services, user: string): Promise<Holder> {
  const credentials = await findCredentialsByUserName(db, user);
  const holder = credentials && (await findHolder(db, credentials.accountId));
  if (!holder) throw new Error(`the demonstration has no account ${user}`);
  return holder;
}

/** Gives everyone a token in their own role; all secrets go to a file that only the folder's owner can read. */
export async function writeAccounts(services: Services, accounts: readonly DemoAccount[]): Promise<void> {
  const call = systemCall(services);
  const withTokens: DemoAccount[] = [];
  for (const account of accounts) {
    const { accountId, memberships } = await holderOf(services, account.user);
    const wished = { accountId, membershipId: memberships[0]?.id ?? null, name: '演示', days: TOKEN_DAYS };
    const { token } = await services.db.transaction().execute((trx) => makeToken(trx, call, wished));
    withTokens.push({ ...account, token });
  }
  const file = join(services.directory.paths.secrets, ACCOUNTS_FILE);
  await writeFile(file, JSON.stringify(withTokens, null, 2), { mode: 0o600 });
}

/** The same district, or the first in a city that has no such one. */
function districtIn({ districts }: Services['profile'], district: string | null): string | null {
  if (district === null || districts.includes(district)) return district;
  return districts[0] ?? null;
}

async function settlePerson(
  services: Services,
  person: DemoPerson,
  bodies: ReadonlyMap<string, string>,
): Promise<{ account: DemoAccount; actor: Actor }> {
  const password = randomBytes(12).toString('base64url');
  const totpSecret = new Secret({ size: 20 }).base32;
  const passwordHash = await hashPassword(password, { oneTime: false });
  const { user, name, role, assuranceLevel } = person;
  const district = districtIn(services.profile, person.district);
  const bodyId = person.body === null ? null : (bodies.get(person.body) ?? null);
  return services.db.transaction().execute(async (trx) => {
    const call = systemCall(services);
    const newcomer = { userName: user, name, assuranceLevel, passwordHash, totpSecret, signOn: null };
    const accountId = await openAccount(trx, call, newcomer);
    // Who acts for an organisation is let in by it, later in the story.
    const own = role === 'organisation-member' ? 'person' : role;
    if (role === own) await giveMembership(trx, call, accountId, { role, bodyId, district });
    const account = {
      name,
      user,
      password,
      totpSecret,
      body: person.body,
      roles: [role],
      assuranceLevel,
      token: null,
    };
    return { account, actor: { ...SYSTEM, accountId, role: own, bodyId, district, assuranceLevel } };
  });
}
