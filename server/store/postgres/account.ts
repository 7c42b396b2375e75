import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../../rules/problems/problems.ts';

interface Identity {
  uid: number;
  gid: number;
}

/** How PostgreSQL, which refuses to be root, is run. `owner` is who its files belong to, as seen from outside. */
export type RunAs =
  /** We are not root: as ourselves. */
  | { way: 'self'; owner: Identity }
  /** We are root: as an account without rights. */
  | { way: 'account'; owner: Identity }
  /** We are root, in places that no other account can reach: as root, who looks like nobody from inside. */
  | { way: 'namespace'; owner: Identity };

export interface Launch {
  command: string;
  args: string[];
  identity: Partial<Identity>;
}

const NOBODY: Identity = { uid: 65534, gid: 65534 };
const IN_NAMESPACE = ['--user', `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`];

/** Chooses for these places (folders and files that PostgreSQL must reach); throws `postgres-needs-account`. */
export async function chooseAccount(places: readonly string[]): Promise<RunAs> {
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (self.uid !== 0) return { way: 'self', owner: self };
  const account = await serviceAccount();
  const closed = await firstClosed(places, account);
  if (!closed) return { way: 'account', owner: account };
  if (namespacesWork()) return { way: 'namespace', owner: self };
  throw new Problem('postgres-needs-account', { detail: `chmod o+x ${closed}`, path: closed });
}

/** The command line and identity with which `command` is to be spawned. */
export function launchAs(runAs: RunAs, command: string, args: string[]): Launch {
  switch (runAs.way) {
    case 'self':
      return { command, args, identity: {} };
    case 'account':
      return { command, args, identity: runAs.owner };
    case 'namespace':
      return { command: 'unshare', args: [...IN_NAMESPACE, command, ...args], identity: {} };
  }
}

/** Whose files root may take over without asking: root's own and those of the accounts that we run PostgreSQL as. */
export async function ownAccounts(): Promise<number[]> {
  return [0, NOBODY.uid, (await serviceAccount()).uid];
}

async function serviceAccount(): Promise<Identity> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  return found ? { uid: Number(found[2]), gid: Number(found[3]) } : NOBODY;
}

/** The first folder on the way to any of the places that the account cannot pass through. */
async function firstClosed(places: readonly string[], account: Identity): Promise<string | undefined> {
  for (const folder of new Set(places.flatMap(ancestors))) {
    const { mode, uid, gid } = await stat(folder);
    const passable = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & passable) === 0) return folder;
  }
  return undefined;
}

function ancestors(place: string): string[] {
  const parent = path.dirname(place);
  return parent === place ? [] : [...ancestors(parent), parent];
}

const namespacesWork = (): boolean => spawnSync('unshare', [...IN_NAMESPACE, 'true']).status === 0;
