import { can, denialOf, reachOf, type Action, type Target } from '../../rules/access/permissions.ts';
import type { Actor } from '../../rules/access/roles.ts';
import { Problem } from '../../rules/problems/problems.ts';

/** Goes on only when the actor may; else `sign-in-required` for a visitor, `not-permitted` for anyone else. */
export function permit(actor: Actor, action: Action, target?: Target): void {
  if (!can(actor, action, target)) throw new Problem(denialOf(actor));
}

/** What a list is narrowed to; null leaves that side open. */
export interface Scope {
  bodyId: string | null;
  district: string | null;
}

/** As far as the actor reaches with an action on things of bodies; refuses like {@link permit} who does not reach at all. */
export function scopeOf(actor: Actor, action: Action): Scope {
  const { bodyId, district } = actor;
  permit(actor, action, { bodyId, district });
  const reach = reachOf(actor, action);
  return { bodyId: reach === 'body' ? bodyId : null, district: reach === 'district' ? district : null };
}
