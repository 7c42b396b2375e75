import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConditions } from '../conditions/parse-conditions.ts';
import type { GrantTerms } from '../grants/grant-terms.schema.ts';
import { SCENARIO_KINDS, type ApplicationContent } from './application.schema.ts';
import { checkApplication, type AskedPart, type CheckedApplication } from './check-application.ts';
import { CONTENT as content } from './testing/content.ts';
import { alsoWhere, isNarrower, isWithin } from './narrower.ts';

const terms: GrantTerms = {
  fields: ['name', 'spaces'],
  where: null,
  callsPerDay: 1000,
  callsPerMinute: null,
  rowsInAll: null,
  addresses: [],
  system: '停车导航',
  from: '2026-12-01',
  until: '2027-11-30',
};
const aPart = (conditions: string, changes: Partial<AskedPart> = {}): AskedPart => ({
  name: '停车场',
  openClass: 'conditional',
  fields: [
    { name: 'name', label: '名称', type: 'text' },
    { name: 'spaces', label: '泊位数', type: 'integer' },
  ],
  conditions: parseConditions(conditions).terms,
  materials: [],
  terms,
  conditionsChanged: false,
  alreadyAsked: null,
  splitWith: [],
  ...changes,
});
const check = (part: AskedPart, changes: Partial<CheckedApplication> = {}) =>
  checkApplication({
    content,
    parts: [part],
    materials: [],
    isOrganisation: true,
    today: '2026-11-23',
    splittingDays: 30,
    ...changes,
  });
const codes = (...args: Parameters<typeof check>): string[] =>
  check(...args).map(({ code }) => code.replace('application-', ''));

describe('the check of an application before it is sent', () => {
  it('[xz-18] given everything that the conditions ask for, when checked, then nothing is missing', () => {
    expect(codes(aPart('仅用于科学研究；利用成果应当注明数据来源'))).toEqual([]);
  });

  it('[xz-15] [xz-18] given an empty form, when checked, then everything is said at once, each with its provision', () => {
    const empty: ApplicationContent = {
      ...content,
      ...{ scenarioKind: null, scenario: '', purpose: '', publicBenefit: '', replicability: '' },
      ...{ safeguards: [], people: [], supervisionPlan: '', commitments: [], reportEveryMonths: null },
    };
    const part = aPart('利用成果应当注明数据来源', {
      materials: ['营业执照', '数据安全管理制度'],
      terms: { ...terms, fields: [] },
    });
    const found = check(part, { content: empty });
    expect(found.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual([
      'application-scenario-missing',
      'application-purpose-missing',
      'application-safeguards-missing',
      'application-people-missing',
      'application-supervision-missing',
      'application-fields-missing',
      'application-commitment-missing-cite-source',
      'application-material-missing',
      'application-material-missing',
    ]);
    expect(found.find(({ code }) => code.endsWith('cite-source'))?.provision).toBe('xz-15-3');
  });

  it('[xz-15-1] given a scenario that the conditions forbid or do not name, when checked, then it is said with their words', () => {
    const commercial = { content: { ...content, scenarioKind: 'commercial' as const } };
    expect(codes(aPart('仅用于科学研究'), commercial)).toEqual(['scenario-not-allowed']);
    expect(codes(aPart('禁止用于商业用途'), commercial)).toEqual(['scenario-forbidden']);
    expect(codes(aPart('禁止用于商业用途'))).toEqual([]);
  });

  it('[xz-18] given fields, rows and days that cannot be had, when checked, then each is named', () => {
    const wrong = { fields: ['name', 'phone'], where: 'spaces >', until: '2026-11-01' };
    expect(codes(aPart('', { terms: { ...terms, ...wrong } }))).toEqual([
      'fields-unknown',
      'rows-unreadable',
      'period-wrong',
    ]);
  });

  it('[xz-18] given a material that has expired, when checked, then it is named with its day', () => {
    const part = aPart('', { materials: ['营业执照'] });
    const material = { kind: '营业执照', validUntil: '2026-11-22' };
    expect(check(part, { materials: [material] })[0]).toMatchObject({
      code: 'application-material-expired',
      args: { material: '营业执照', date: '2026-11-22' },
    });
    expect(codes(part, { materials: [{ ...material, validUntil: '2026-11-23' }] })).toEqual([]);
  });

  it('[xz-15-6] given data for organisations only, when a person asks, then they are told, and an organisation is not', () => {
    const part = aPart('仅向企业开放');
    expect(part.conditions.map(({ kind }) => kind)).toContain('applicant-kind');
    expect(codes(part, { isOrganisation: false })).toEqual(['not-admitted']);
    expect(codes(part)).toEqual([]);
  });

  it('[xz-17] given data that needs no application, when asked for, then it is said that none is needed', () => {
    expect(check(aPart('', { openClass: 'unconditional' }))[0]).toMatchObject({
      code: 'application-not-conditional',
      provision: 'xz-17',
    });
  });

  it('given any scenario and conditions that name none, when checked, then the scenario is left to a person', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCENARIO_KINDS), (scenarioKind) => {
        expect(codes(aPart('须签订协议'), { content: { ...content, scenarioKind } })).toEqual([]);
      }),
    );
  });
});

describe('a narrower offer', () => {
  it.each([
    ['fewer fields', { fields: ['name'] }],
    ['fewer rows', { where: alsoWhere(null, 'spaces > 100') }],
    ['fewer calls', { callsPerDay: 10 }],
    ['fewer days', { until: '2027-06-30' }],
  ])('[xz-19] given %s, then it is narrower, and what was asked is not within it', (_, changes) => {
    expect(isNarrower(terms, { ...terms, ...changes })).toBe(true);
    expect(isWithin({ ...terms, ...changes }, terms)).toBe(false);
  });

  it.each([
    ['the same', {}],
    ['another field', { fields: ['name', 'phone'] }],
    ['no limit of calls', { callsPerDay: null }],
    ['another system', { system: '别的系统' }],
    ['a later end', { until: '2028-01-01' }],
  ])('[xz-19] given %s, then it is not narrower', (_, changes) => {
    expect(isNarrower(terms, { ...terms, ...changes })).toBe(false);
  });

  it('given rows that were asked for by a condition, when narrowed, then that condition stays', () => {
    const asked = { ...terms, where: 'spaces > 10' };
    expect(isNarrower(asked, { ...asked, where: alsoWhere('spaces > 10', "name like 'A%'") })).toBe(true);
    expect(isNarrower(asked, { ...asked, where: "name like 'A%'" })).toBe(false);
    expect(isNarrower(asked, { ...asked, where: null })).toBe(false);
  });
});
