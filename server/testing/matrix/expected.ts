import { can, type Target } from '../../../rules/access/permissions.ts';
import { actorOf, type CallerKind, type Way } from './callers.ts';
import type { Cell, Whose } from './cell.ts';

/** How a call ends: done, 403, 404, or 401 `sign-in-required`. */
export type Outcome = 'done' | 'refused' | 'hidden' | 'sign in first';

const TARGETS: Record<Exclude<Whose, 'place' | 'self' | 'mine'>, Target> = {
  granted: { ownerId: 'somebody', organisationId: 'own', bodyId: 'own', district: 'own' },
  thing: { bodyId: 'own', district: 'own' },
  organisation: { ownerId: 'somebody', organisationId: 'own' },
  somebody: { ownerId: 'somebody' },
  colleague: { ownerId: 'somebody', bodyId: 'own' },
  city: {},
};

function targetOf(whose: Whose, kind: CallerKind): Target {
  const { accountId, organisationId, bodyId, district } = actorOf(kind);
  if (whose === 'mine') return { ownerId: accountId, organisationId, bodyId, district };
  if (whose === 'place') return { bodyId, district };
  return whose === 'self' ? { ownerId: accountId, bodyId } : TARGETS[whose];
}

/** True when the caller may know whether the thing of the cell exists. */
export function knowsOf({ knows, whose }: Cell, kind: CallerKind): boolean {
  if (knows === 'anyone') return true;
  return knows !== 'unasked' && knows !== 'nobody' && can(actorOf(kind), knows, targetOf(whose, kind));
}

/** What the permission matrix says of the cell for the caller, who comes by token or by session. */
export function expectedOf(cell: Cell, kind: CallerKind, way: Way): Outcome {
  const { needs, whose, account, knows } = cell;
  const isVisitor = kind.role === 'visitor';
  if (isVisitor && account !== undefined) return 'sign in first';
  if (way === 'token' && account === 'session') return 'refused';
  if (needs === 'anyone') return 'done';
  const shown = knows === 'unasked' || knowsOf(cell, kind);
  if (needs === 'nobody') return shown ? 'refused' : 'hidden';
  if (can(actorOf(kind), needs, targetOf(whose, kind))) return 'done';
  if (!shown) return 'hidden';
  return isVisitor ? 'sign in first' : 'refused';
}
