import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/roles.ts';
import { bodyId, keepsItsTable } from '../machine/testing/keeps-its-table.ts';
import { step } from '../machine/machine.ts';
import { widerIn } from './fit.ts';
import { GRANT_EVENTS, GRANT_STATES, grantMachine, type GrantThing } from './grant.machine.ts';
import type { GrantTerms } from './grant-terms.schema.ts';

const grants = fc.record<GrantThing>({
  state: fc.constantFrom(...GRANT_STATES),
  bodyId,
  ownerId: fc.constantFrom('preparer', 'third'),
  organisationId: fc.constantFrom('own', 'other', null),
  fits: fc.boolean(),
  isNarrower: fc.boolean(),
  reasons: fc.constantFrom([], ['超出约定场景']),
});

const limit = fc.option(fc.integer({ min: 1, max: 5 }));
const terms = fc.record<GrantTerms>({
  fields: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
  where: fc.constantFrom(null, 'a = 1', '(a = 1) and (b = 2)'),
  callsPerDay: limit,
  callsPerMinute: limit,
  rowsInAll: limit,
  addresses: fc.uniqueArray(fc.constantFrom('10.0.0.0/8', '192.0.2.1')),
  system: fc.constantFrom(null, '碳排核算系统'),
  from: fc.constantFrom('2026-11-01', '2026-12-01'),
  until: fc.constantFrom('2027-11-01', '2027-12-01'),
});

const OPEN: GrantTerms = {
  ...{ fields: ['a'], where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
  ...{ addresses: [], system: null, from: '2026-11-01', until: '2027-11-01' },
};

describe('the life cycle of a grant', () => {
  keepsItsTable(grantMachine, grants);

  it('[xz-32] given any grant that has ended, when anything comes, then it stays ended', () => {
    fc.assert(
      fc.property(grants, fc.constantFrom(...GRANT_EVENTS), (grant, event) => {
        fc.pre(grant.state === 'revoked' || grant.state === 'expired');
        expect(step(grantMachine, grant, event, SYSTEM)).toMatchObject({ ok: false, code: 'wrong-state' });
      }),
    );
  });

  it('[xz-21] given any grant, when it comes to serve rows, then it lies within its agreement', () => {
    fc.assert(
      fc.property(grants, fc.constantFrom(...GRANT_EVENTS), (grant, event) => {
        const outcome = step(grantMachine, grant, event, SYSTEM);
        if (outcome.ok && (outcome.state === 'active' || outcome.state === 'restricted'))
          expect(grant.fits).toBe(true);
      }),
    );
  });
});

describe('whether a grant lies within its agreement', () => {
  it('[xz-21] given any terms, then they lie within themselves, and being within passes on', () => {
    fc.assert(
      fc.property(terms, terms, terms, (one, other, third) => {
        expect(widerIn(one, one)).toEqual([]);
        if (widerIn(one, other).length + widerIn(other, third).length === 0)
          expect(widerIn(one, third)).toEqual([]);
      }),
    );
  });

  it('[xz-21] given a condition that only looks like the agreed one and more, then it is wider', () => {
    const agreed: GrantTerms = { ...OPEN, where: 'a = 1' };
    for (const where of [null, 'b = 2', '(a = 1) and (b = 2) or (c = 3)', '(a = 1) and (b = 2) or (true)'])
      expect(widerIn({ ...agreed, where }, agreed), String(where)).toEqual(['where']);
    expect(widerIn({ ...agreed, where: '(a = 1) and (b = 2)' }, agreed)).toEqual([]);
  });
});
