import { can, type Action, type Target } from '../../rules/access/permissions.ts';
import type { Actor } from '../../rules/access/roles.ts';
import { Problem } from '../../rules/problems/problems.ts';

/** Goes on only when the actor may; else `sign-in-required` for a visitor, `not-permitted` for anyone else. */
export function permit(actor: Actor, action: Action, target?: Target): void {
  if (can(actor, action, target)) return;
  throw new Problem(actor.role === 'visitor' ? 'sign-in-required' : 'not-permitted');
}
