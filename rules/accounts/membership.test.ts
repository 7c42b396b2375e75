import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BODY_ROLES, ROLES, SEPARATED_ROLES, STAFF_ROLES, type Role } from '../access/roles.ts';
import { needsSecondFactor, refusalOfMembership, type WishedMembership } from './membership.ts';

const placed = (role: Role): WishedMembership => ({
  role,
  bodyId: BODY_ROLES.includes(role) ? 'body' : null,
  organisationId: role === 'organisation-member' ? 'organisation' : null,
  district: role === 'district-authority' ? '浦东新区' : null,
});
const staff = { held: [], hasUserName: true };

describe('giving a role', () => {
  it('[xz-25-7] given any row of wishes, when granted one by one, then nobody ever holds two kinds of administrator', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ROLES)), (wishes) => {
        const held = wishes.reduce<Role[]>(
          (before, role) =>
            refusalOfMembership(placed(role), { held: before, hasUserName: true })
              ? before
              : [...before, role],
          [],
        );
        expect(new Set(held.filter((role) => SEPARATED_ROLES.includes(role))).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  const pairs = SEPARATED_ROLES.flatMap((one) => SEPARATED_ROLES.map((other): [Role, Role] => [one, other]));
  it.each(pairs)(
    '[xz-25-7] given a %s, when made %s too, then only the same kind is let through',
    (held, role) => {
      const refusal = refusalOfMembership(placed(role), { held: [held], hasUserName: true });
      expect(refusal).toEqual(held === role ? null : { code: 'separated-roles' });
    },
  );

  it.each(ROLES)(
    'given %s, when wished with its place, then it is given unless it is nobody’s to hold',
    (role) => {
      const expected = ['visitor', 'system'].includes(role)
        ? { code: 'invalid-input', pointer: '/role' }
        : null;
      expect(refusalOfMembership(placed(role), staff)).toEqual(expected);
    },
  );

  const misplaced: [string, WishedMembership, string][] = [
    ['an editor of no body', { role: 'publisher-editor', bodyId: null, district: null }, '/bodyId'],
    ['an operator of a body', { role: 'operator', bodyId: 'body', district: null }, '/bodyId'],
    [
      'a district authority of no district',
      { role: 'district-authority', bodyId: null, district: null },
      '/district',
    ],
    [
      'a member of no organisation',
      { role: 'organisation-member', bodyId: null, district: null },
      '/organisationId',
    ],
    [
      'an operator of an organisation',
      { role: 'operator', bodyId: null, organisationId: 'organisation', district: null },
      '/organisationId',
    ],
    ['an expert of a district', { role: 'expert', bodyId: null, district: '浦东新区' }, '/district'],
  ];
  it.each(misplaced)('given %s, when wished, then the field at fault is named', (_what, wished, pointer) => {
    expect(refusalOfMembership(wished, staff)).toEqual({ code: 'invalid-input', pointer });
  });

  it.each(STAFF_ROLES)(
    '[xz-25-7] given %s, when wished for somebody of city sign-on, then it is refused',
    (role) => {
      expect(refusalOfMembership(placed(role), { held: [], hasUserName: false })).toEqual({
        code: 'wrong-state',
      });
    },
  );

  it('given roles, when one is staff, then a second factor is needed', () => {
    expect(needsSecondFactor(['person'])).toBe(false);
    expect(needsSecondFactor(['person', 'expert'])).toBe(true);
  });
});
