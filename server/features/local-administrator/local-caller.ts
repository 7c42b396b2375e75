import { SYSTEM, type Actor, type Role } from '../../../rules/access/roles.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Caller, Services } from '../../context.ts';
import { ensureLocalAdministrator, findBodyIdByCode } from './local-administrator.queries.ts';

/** The account of whoever acts on the machine itself, the same in every installation. */
const LOCAL_ADMINISTRATOR_ID = '00000000-0000-7000-8000-000000000001';
const NAME = '本机管理员';

/** In which role, and for which body (its code), a local call is made: `publisher-editor@JTW`. */
export const ACTING_HEADER = 'kaishu-acting-as';

/** True for whoever acts on the machine itself. */
export const isLocalAdministrator = ({ accountId }: Actor): boolean => accountId === LOCAL_ADMINISTRATOR_ID;

const ROLES: readonly Role[] = ['system-administrator', 'security-administrator', 'publisher-editor'];
const ACTING = /^([a-z-]+)(?:@([A-Z][A-Z0-9]{1,9}))?$/;

const entered = new WeakMap<Services, Promise<void>>();

/**
 * Who calls over the socket in the data folder, which only the folder's owner can open: the local administrator, in
 * the role that `acting` names, the system administrator's unless told. Never a reviewer or the operator, so that
 * what is prepared here is approved by somebody else. Throws `not-permitted`, `not-found`.
 */
export async function localCaller(services: Services, acting = 'system-administrator'): Promise<Caller> {
  const [, name, code] = ACTING.exec(acting) ?? [];
  const role = ROLES.find((each) => each === name);
  if (!role || (role === 'publisher-editor') !== (code !== undefined)) {
    throw new Problem('not-permitted', { detail: acting });
  }
  await enter(services);
  const bodyId = code === undefined ? null : await findBodyIdByCode(services.db, code);
  if (bodyId === undefined) throw new Problem('not-found', { detail: code ?? '' });
  return {
    actor: { ...SYSTEM, accountId: LOCAL_ADMINISTRATOR_ID, role, bodyId, assuranceLevel: 3 },
    viewer: null,
    sessionId: null,
    tokenId: null,
  };
}

function enter(services: Services): Promise<void> {
  const { db, clock } = services;
  const known = entered.get(services);
  if (known) return known;
  const made = ensureLocalAdministrator(db, {
    id: LOCAL_ADMINISTRATOR_ID,
    name: NAME,
    createdAt: clock.now(),
  });
  entered.set(services, made);
  // Whoever waits gets the failure; the next call tries again.
  made.catch(() => entered.delete(services));
  return made;
}
