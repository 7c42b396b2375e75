import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, can, reachOf } from '../access/permissions.ts';
import { VISITOR, type Actor } from '../access/roles.ts';
import { step } from '../machine/machine.ts';
import { actors, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { licenceType } from './licence.ts';
import type { ORGANISATION_ROLES } from './organisation-role.ts';
import { ORGANISATION_STATES, organisationMachine, type OrganisationThing } from './organisation.machine.ts';
import { lacksOf, ORGANISATION_KINDS, tidyCode, type Registration } from './registration.ts';

const registrations = fc.record<OrganisationThing>({
  state: fc.constantFrom(...ORGANISATION_STATES),
  organisationId: fc.constantFrom('own', 'other', null),
  registrantId: fc.constantFrom(...PEOPLE, null),
  isComplete: fc.boolean(),
  reasons: fc.constantFrom([], [{ part: 'licence', text: '证照看不清。' }]),
});
const complete: Registration = {
  creditCode: '91310000MA1FL0001R',
  name: '浦江数据服务有限公司',
  kind: 'small-company',
  contact: '林经理 021-00000000',
  hasLicence: true,
};

describe('the registration of an organisation', () => {
  keepsItsTable(organisationMachine, registrations);

  it('[guide2020-2] given any registration, when it is accepted, then it was complete and somebody else than its registrant did it', () => {
    fc.assert(
      fc.property(registrations, actors, (asked, actor) => {
        const registration: OrganisationThing = { ...asked, state: 'submitted' };
        fc.pre(actor.role !== 'system' && step(organisationMachine, registration, 'accept', actor).ok);
        expect(registration.isComplete).toBe(true);
        expect(actor.accountId).not.toBe(registration.registrantId);
      }),
    );
  });

  it('[guide2020-2] given any registration, when it is sent or returned, then it was complete, or all that is missing is said', () => {
    fc.assert(
      fc.property(registrations, actors, (asked, actor) => {
        const draft: OrganisationThing = { ...asked, state: 'draft' };
        if (step(organisationMachine, draft, 'submit', actor).ok) expect(draft.isComplete).toBe(true);
        const sent: OrganisationThing = { ...asked, state: 'submitted' };
        if (step(organisationMachine, sent, 'return', actor).ok) expect(sent.reasons).not.toEqual([]);
      }),
    );
  });

  it.each(['accepted', 'withdrawn'] as const)(
    '[guide2020-2] given a registration that is %s, when anything comes, then it stays',
    (state) => {
      expect(Object.values(organisationMachine.transitions[state]).filter((cell) => cell !== null)).toEqual(
        [],
      );
    },
  );

  it('[guide2020-2] given an empty registration, when it is looked over, then everything missing is named at once', () => {
    const empty = { creditCode: '', name: '', kind: null, contact: '', hasLicence: false };
    expect(lacksOf(empty)).toEqual([
      'code-missing',
      'name-missing',
      'kind-missing',
      'licence-missing',
      'contact-missing',
    ]);
    expect(lacksOf(complete)).toEqual([]);
  });

  it('[guide2020-2] given a good credit code, when any one sign of it is another, then it is wrong', () => {
    const { creditCode } = complete;
    const signs = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');
    fc.assert(
      fc.property(fc.nat({ max: 17 }), fc.constantFrom(...signs), (place, sign) => {
        fc.pre(creditCode[place] !== sign);
        const slipped = creditCode.slice(0, place) + sign + creditCode.slice(place + 1);
        expect(lacksOf({ ...complete, creditCode: slipped })).toEqual(['code-wrong']);
      }),
    );
  });

  it('given a code with blanks, small letters and full width, when it is tidied, then it is the same code', () => {
    expect(tidyCode(' ９１３１００００ma1fl0001r ')).toBe(complete.creditCode);
  });

  it('[plan2023-1] given the kinds, when they are read, then small firms come first', () => {
    expect(ORGANISATION_KINDS.slice(0, 4)).toEqual([
      'medium-company',
      'small-company',
      'micro-company',
      'individual-business',
    ]);
  });
});

describe('the bytes of a licence', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
  const joined = (...parts: readonly (readonly number[])[]): Uint8Array => new Uint8Array(parts.flat());

  it('given bytes between the signs of a picture, when they are looked at, then the picture is known; without its end it is not', () => {
    fc.assert(
      fc.property(bytes, (inner) => {
        const picture = joined([0xff, 0xd8, 0xff], [...inner, 0], [0xff, 0xd9]);
        expect(licenceType(picture)).toBe('image/jpeg');
        expect(licenceType(picture.subarray(0, -2))).not.toBe('image/jpeg');
      }),
    );
  });

  it('given other bytes whatever they are named, when they are looked at, then they are none', () => {
    expect(licenceType(new TextEncoder().encode('<html><script>'))).toBeNull();
    expect(licenceType(new Uint8Array())).toBeNull();
    expect(licenceType(new TextEncoder().encode('%PDF-1.7\n'))).toBe('application/pdf');
  });
});

describe('roles inside an organisation', () => {
  const member = (organisationRole: (typeof ORGANISATION_ROLES)[number]): Actor => ({
    ...VISITOR,
    accountId: 'me',
    role: 'organisation-member',
    organisationId: 'own',
    organisationRole,
  });

  it('[guide2020-3] given a viewer, when anything is asked, then it is only read, and what is one’s own is kept', () => {
    const acts = ACTIONS.filter((action) => reachOf(member('viewer'), action) !== null);
    // As anyone may: report misuse.
    const own = ['session.end', 'token.manage', 'message.manage', 'organisation.join', 'misconduct.report'];
    expect(acts.filter((action) => !action.endsWith('.read') && !own.includes(action))).toEqual([]);
    expect(acts).toContain('organisation.read');
  });

  it('[guide2020-3] given an applicant, when members are to be managed, then only an administrator may', () => {
    const target = { organisationId: 'own' };
    expect(can(member('applicant'), 'organisation.write', target)).toBe(false);
    expect(can(member('administrator'), 'organisation.write', target)).toBe(true);
    expect(can(member('administrator'), 'organisation.write', { organisationId: 'other' })).toBe(false);
  });
});
