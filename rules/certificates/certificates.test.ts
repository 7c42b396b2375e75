import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationOf, type SubjectPart } from './certificate-subject.ts';
import {
  CHALLENGE_PURPOSES,
  challengeText,
  faultOfChallenge,
  readChallenge,
  type Challenge,
} from './challenge.ts';

const NOW = new Date('2026-11-23T01:00:00Z');
const challenges = fc.record<Challenge>({
  purpose: fc.constantFrom(...CHALLENGE_PURPOSES),
  organisationId: fc.option(fc.uuid()),
  origin: fc.webUrl({ withFragments: false }).map((url) => new URL(url).origin),
  expiresAt: fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2027-01-01'),
    noInvalidDate: true,
  }),
  nonce: fc.stringMatching(/^[\w-]{8,24}$/),
});

describe('a challenge', () => {
  it('given any challenge, when it is written and read again, then it is the same, on one line of ASCII without quotes', () => {
    fc.assert(
      fc.property(challenges, (challenge) => {
        const text = challengeText(challenge);
        expect(text).toMatch(/^[\x20-\x7e]+$/);
        expect(text).not.toContain("'");
        expect(readChallenge(text)).toEqual(challenge);
      }),
    );
  });

  it('given a challenge for one thing, when it is brought for another, elsewhere or too late, then it is refused', () => {
    fc.assert(
      fc.property(challenges, challenges, (challenge, wanted) => {
        const same =
          challenge.purpose === wanted.purpose &&
          challenge.organisationId === wanted.organisationId &&
          challenge.origin === wanted.origin;
        const fault = faultOfChallenge(challenge, wanted, NOW);
        expect(fault === null).toBe(same && challenge.expiresAt > NOW);
        expect(faultOfChallenge(challenge, challenge, NOW)).toBe(
          challenge.expiresAt > NOW ? null : 'challenge-expired',
        );
      }),
    );
  });
});

describe('the subject of a corporate certificate', () => {
  const CODE = '91310000MA1FL0001R';
  const name: SubjectPart = { type: '2.5.4.10', value: '浦江数据服务有限公司' };
  const part = (type: string, value: string): SubjectPart => ({ type, value });

  it.each([
    ['an identifier', part('2.5.4.97', `NTRCN-${CODE}`)],
    ['a serial number', part('2.5.4.5', CODE)],
    ['a user id', part('0.9.2342.19200300.100.1.1', CODE)],
    ['a unit', part('2.5.4.11', `统一社会信用代码：${CODE}`)],
  ])(
    '[guide2020-2] given a credit code as %s, when the subject is read, then the organisation is found',
    (_, code) => {
      expect(organisationOf([name, code])).toEqual({ ok: true, creditCode: CODE, name: name.value });
    },
  );

  it('given no code, a wrong check digit, two codes or no name, when the subject is read, then each is refused for itself', () => {
    const wrong = part('2.5.4.5', '91310000MA1FL00010');
    const other = part('2.5.4.97', 'NTRCN-91310000MA1CX0009G');
    const faultIn = (...parts: SubjectPart[]): unknown => {
      const read = organisationOf(parts);
      return read.ok ? null : read.fault;
    };
    expect(faultIn(name)).toBe('code-missing');
    expect(faultIn(name, wrong)).toBe('code-wrong');
    expect(faultIn(name, part('2.5.4.5', CODE), other)).toBe('code-several');
    expect(faultIn(part('2.5.4.5', CODE))).toBe('name-missing');
  });
});
