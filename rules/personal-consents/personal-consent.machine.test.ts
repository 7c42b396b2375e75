import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VISITOR, type Actor } from '../access/roles.ts';
import { keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { step } from '../machine/machine.ts';
import { onlyOf } from './only-of.ts';
import {
  PERSONAL_CONSENT_EVENTS,
  PERSONAL_CONSENT_STATES,
  personalConsentMachine as machine,
  type PersonalConsentThing,
} from './personal-consent.machine.ts';

const consents = fc.record<PersonalConsentThing>({
  state: fc.constantFrom(...PERSONAL_CONSENT_STATES),
  ownerId: fc.constantFrom(...PEOPLE),
  hasIdentity: fc.boolean(),
  isAsked: fc.boolean(),
  isInTerm: fc.boolean(),
});
const person: Actor = { ...VISITOR, accountId: 'third', role: 'person', assuranceLevel: 3 };

describe('the consent of a person', () => {
  keepsItsTable(machine, consents);

  it('[plan2023-3.4] given anybody’s consent, when somebody else acts on it, then it is refused whatever it is', () => {
    fc.assert(
      fc.property(consents, fc.constantFrom(...PERSONAL_CONSENT_EVENTS), (consent, event) => {
        fc.pre(consent.ownerId !== person.accountId);
        expect(step(machine, consent, event, person)).toMatchObject({ ok: false, code: 'not-permitted' });
      }),
    );
  });

  it('[plan2023-3.4] given no verified identity, no firm that asks or no day ahead, when it is to be given, then it is refused', () => {
    const ripe: PersonalConsentThing = {
      ...{ state: 'absent', ownerId: 'third', hasIdentity: true, isAsked: true, isInTerm: true },
    };
    const answer = (changes: Partial<PersonalConsentThing>) =>
      step(machine, { ...ripe, ...changes }, 'give', person);
    expect(answer({})).toMatchObject({ ok: true, state: 'given' });
    expect(answer({ hasIdentity: false })).toMatchObject({ ok: false, code: 'identity-unverified' });
    expect(answer({ isAsked: false })).toMatchObject({ ok: false, code: 'consent-not-asked' });
    expect(answer({ isInTerm: false })).toMatchObject({ ok: false, code: 'invalid-input' });
  });
});

describe('the rows of consenting persons', () => {
  const fields = [
    { name: 'id', label: '证件号', type: 'text' as const },
    { name: 'n', label: '数', type: 'integer' as const },
  ];

  it('[plan2023-3.4] given nobody who consents, then no row is served; without the column, nothing can be told', () => {
    expect(onlyOf(fields, 'id', [])).toMatchObject({ kind: 'boolean', value: false });
    expect(onlyOf(fields, 'n', ['1'])).toBeNull();
    expect(onlyOf(fields, 'gone', ['1'])).toBeNull();
  });

  it('[plan2023-3.4] given a number that ends in X, then it is found however the X was written', () => {
    const only = onlyOf(fields, 'id', ['11010119900101001X']);
    expect(only?.kind === 'in' && only.options.map((each) => each.kind === 'text' && each.value)).toEqual([
      '11010119900101001X',
      '11010119900101001x',
    ]);
  });
});
