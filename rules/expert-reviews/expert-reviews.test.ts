import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM, VISITOR, type Actor } from '../access/roles.ts';
import { permitted, step } from '../machine/machine.ts';
import { keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { drawExperts, hasConflict, whyExperts, type Candidate, type HeardRequest } from './draw-experts.ts';
import { EXPERT_OPINION_STATES, expertOpinionMachine as machine } from './expert-opinion.machine.ts';

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const panels = fc.uniqueArray(
  fc.record<Candidate>({
    accountId: fc.constantFrom(...'abcdefgh'.split('')),
    bodyIds: fc.subarray(['body', 'other']),
    organisationIds: fc.subarray(['firm', 'other firm']),
    recused: fc.boolean(),
  }),
  { selector: ({ accountId }) => accountId },
);
const requests = fc.record<HeardRequest>({
  bodyId: fc.constant('body'),
  organisationId: fc.constantFrom('firm', null),
  interested: fc.array(ids, { maxLength: 2 }),
  drawn: fc.array(ids, { maxLength: 2 }),
});

describe('the lot among experts', () => {
  it('[xz-19-1] given any panel and request, when experts are drawn, then they differ, none has a conflict, and there are as many as can be', () => {
    const draws = fc.infiniteStream(fc.nat(1000));
    fc.assert(
      fc.property(panels, requests, fc.integer({ min: 1, max: 5 }), draws, (panel, request, count, lot) => {
        const drawn = drawExperts(panel, request, count, (n) => (lot.next().value ?? 0) % n);
        const free = panel.filter(
          (each) => !hasConflict(each, request) && !request.drawn.includes(each.accountId),
        );
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn).toHaveLength(Math.min(count, free.length));
        for (const id of drawn) expect(free.map(({ accountId }) => accountId)).toContain(id);
      }),
    );
  });

  const free: Candidate = { accountId: 'a', bodyIds: [], organisationIds: [], recused: false };
  const request: HeardRequest = { bodyId: 'body', organisationId: 'firm', interested: ['z'], drawn: [] };
  it.each([
    ['nothing ties them', free, false],
    ['they are of the body', { ...free, bodyIds: ['other', 'body'] }, true],
    ['they are of the applicant’s organisation', { ...free, organisationIds: ['firm'] }, true],
    ['they recused themselves', { ...free, recused: true }, true],
    ['they had a hand in it', { ...free, accountId: 'z' }, true],
  ] as const)('[xz-19-1] given an expert, when %s, then it is told', (_, expert, conflict) => {
    expect(hasConflict(expert, request)).toBe(conflict);
  });

  it.each([
    [{ rows: 99, sources: 2 }, []],
    [{ rows: 100, sources: 2 }, ['many-rows']],
    [{ rows: null, sources: 3 }, ['many-sources']],
    [{ rows: 1000, sources: 9 }, ['many-rows', 'many-sources']],
  ] as const)(
    '[xz-19-3] given a request for %j, when it is looked at, then experts are proposed for %j',
    (asked, why) => {
      expect(whyExperts(asked, { fromRows: 100, fromSources: 3 })).toEqual([...why]);
    },
  );
});

describe('the opinion of an expert', () => {
  const things = fc.record({
    state: fc.constantFrom(...EXPERT_OPINION_STATES),
    accountId: fc.constantFrom(...PEOPLE),
    isHearing: fc.boolean(),
    isOverdue: fc.boolean(),
    said: fc.constantFrom('', '可行'),
  });
  keepsItsTable(machine, things);

  it('[xz-19-3] given an opinion that is asked for, when time goes by, then its own expert signs it by the day, and it lapses after it', () => {
    const expert: Actor = { ...VISITOR, accountId: 'third', role: 'expert' };
    const asked = {
      state: 'asked',
      accountId: 'third',
      isHearing: true,
      isOverdue: false,
      said: '可行',
    } as const;
    expect(permitted(machine, asked, expert)).toEqual(['sign', 'recuse']);
    expect(permitted(machine, asked, { ...expert, accountId: 'other' })).toEqual([]);
    expect(step(machine, { ...asked, isOverdue: true }, 'sign', expert).ok).toBe(false);
    expect(step(machine, { ...asked, said: '' }, 'sign', expert)).toMatchObject({ code: 'invalid-input' });
    expect(permitted(machine, { ...asked, isHearing: false }, expert)).toEqual([]);
    expect(step(machine, asked, 'lapse', SYSTEM)).toMatchObject({ code: 'not-due-yet' });
    expect(permitted(machine, { ...asked, isOverdue: true }, SYSTEM)).toEqual(['recuse', 'lapse']);
  });
});
