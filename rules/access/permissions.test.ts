import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, can, PERMISSIONS, type Action, type Reach, type Target } from './permissions.ts';
import { ROLES, SEPARATED_ROLES, VISITOR, type Actor, type Role } from './roles.ts';

const CELLS = ROLES.flatMap((role) => ACTIONS.map((action): [Role, Action] => [role, action]));

const id = fc.constantFrom('one', 'other', null);
const actors = fc.record<Omit<Actor, 'role'>>({
  accountId: id,
  bodyId: id,
  organisationId: id,
  district: id,
  assuranceLevel: fc.constantFrom(0, 1, 2, 3),
});
const targets = fc.record<Target>(
  { ownerId: id, organisationId: id, bodyId: id, district: id },
  { requiredKeys: [] },
);

/** What the reach says in words: nothing that is absent on either side is ever shared. */
function within(reach: Reach | undefined, actor: Omit<Actor, 'role'>, target: Target): boolean {
  const shared = (mine: string | null, its: string | null | undefined): boolean =>
    mine !== null && its !== null && its !== undefined && mine === its;
  const { organisationId = null } = target;
  if (reach === 'own' && organisationId !== null) return shared(actor.organisationId, organisationId);
  if (reach === 'own') return shared(actor.accountId, target.ownerId);
  if (reach === 'body') return shared(actor.bodyId, target.bodyId);
  if (reach === 'district') return shared(actor.district, target.district);
  return reach === 'city';
}

describe('the permission matrix', () => {
  it.each(CELLS)(
    '[xz-25-7] given a %s, when asked for %s, then the answer is the cell of the table',
    (role, action) => {
      fc.assert(
        fc.property(actors, targets, (actor, target) => {
          expect(can({ ...actor, role }, action, target)).toBe(
            within(PERMISSIONS[role][action], actor, target),
          );
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(ACTIONS)(
    'given a visitor, when asked for %s on nobody’s thing, then only what is open to all is given',
    (action) => {
      expect(can(VISITOR, action)).toBe(
        ['body.read', 'dataset.read', 'misconduct.report', 'data.read'].includes(action),
      );
    },
  );

  const separate: [string, readonly Action[]][] = [
    ['people and their roles', ['account.manage', 'membership.manage']],
    ['roles and the audit trail', ['membership.manage', 'event.read']],
    ['settings and the audit trail', ['settings.manage', 'event.read']],
    ['a draft and its approval', ['draft.write', 'draft.submit']],
    ['a list change and its decision', ['draft.submit', 'list-change.decide']],
  ];
  it.each(separate)('[xz-25-7] given %s, when the table is read, then no role has both', (_what, actions) => {
    const both = ROLES.filter((role) => actions.every((action) => PERMISSIONS[role][action] !== undefined));
    expect(both).toEqual([]);
  });

  it('given the three administrators, when the table is read, then none of them touches data', () => {
    const touching: Action[] = [
      'draft.write',
      'draft.submit',
      'upload.write',
      'version.publish',
      'list-change.decide',
    ];
    const found = SEPARATED_ROLES.flatMap((role) => touching.filter((action) => PERMISSIONS[role][action]));
    expect(found).toEqual([]);
  });
});
