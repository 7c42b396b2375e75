import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_GUIDELINE } from '../gradings/default-guideline.ts';
import { NOTHING_BEFORE } from '../gradings/grade.ts';
import type { Provision } from '../provisions/provisions.ts';
import { checkEntry, classFollowsGrade, isComplete, type EntrySurroundings } from './check-entry.ts';
import type { Field, ListEntry } from './list-entry.schema.ts';

const HARMLESS = { person: 'A1', organisation: 'B1', object: 'C1', supply: 'D1' };
const OPEN_LEVELS = { person: 'A1', organisation: 'B1', object: 'C1' };
const GRADED = { berths: OPEN_LEVELS, address: OPEN_LEVELS };
const aField = (changes: Partial<Field> = {}): Field => ({
  name: 'berths',
  label: '泊位数',
  type: 'integer',
  unit: '个',
  description: '对外开放的泊位数',
  binding: 'berths',
  ...changes,
});
const anEntry = (changes: Partial<ListEntry> = {}): ListEntry => ({
  name: '公共停车场基本信息',
  summary: '全市公共停车场的名称、地址和泊位数，一行一个停车场。',
  domain: 'transport',
  keywords: [],
  timeCoverage: '2026 年',
  area: '全市',
  relations: '与道路名录按道路编号关联',
  updateFrequency: 'monthly',
  staticReason: '',
  openClass: 'unconditional',
  conditions: [],
  materials: [],
  fields: [aField()],
  grade: { levels: HARMLESS, fields: GRADED, evidence: '逐字段核对' },
  explanation: '',
  ...changes,
});
const around = (changes: Partial<EntrySurroundings> = {}): EntrySurroundings => ({
  guideline: DEFAULT_GUIDELINE,
  standing: NOTHING_BEFORE,
  domains: ['transport'],
  catalogueFields: [{ name: 'berths', label: '泊位数' }],
  listedClass: null,
  listedFrequency: null,
  nameIsTaken: false,
  ...changes,
});
const CONDITIONAL = {
  openClass: 'conditional',
  grade: { levels: { ...HARMLESS, person: 'A2' }, fields: GRADED, evidence: '逐字段核对' },
  conditions: ['仅限研究'],
  materials: ['用途说明'],
} as const satisfies Partial<ListEntry>;
const conditional = (changes: Partial<ListEntry> = {}): ListEntry =>
  anEntry({
    ...CONDITIONAL,
    conditions: [...CONDITIONAL.conditions],
    materials: [...CONDITIONAL.materials],
    ...changes,
  });

/** What is taken from a complete entry, and the one finding that must follow. */
type Lack = [
  provision: Provision,
  what: string,
  code: string,
  entry: ListEntry,
  surroundings?: EntrySurroundings,
];
const LACKING: Lack[] = [
  ['xz-9', 'a domain', 'domain-missing', anEntry({ domain: '' })],
  ['xz-9', 'a domain that the city has', 'domain-missing', anEntry({ domain: 'astrology' })],
  ['xz-9-1', 'a name', 'name-missing', anEntry({ name: '  ' })],
  ['xz-9-1', 'a name that says something', 'name-too-short', anEntry({ name: '停车场' })],
  ['xz-9-1', 'a name of its own', 'name-taken', anEntry(), around({ nameIsTaken: true })],
  ['xz-9-1', 'a time range', 'time-coverage-missing', anEntry({ timeCoverage: '' })],
  ['xz-9-1', 'an area', 'area-missing', anEntry({ area: '' })],
  ['xz-9', 'a summary', 'summary-missing', anEntry({ summary: '停车场' })],
  ['xz-9-6', 'relations', 'relations-missing', anEntry({ relations: '' })],
  ['xz-9-2', 'fields', 'fields-missing', anEntry({ fields: [] })],
  ['xz-9-2', 'a description', 'description-missing', anEntry({ fields: [aField({ description: ' ' })] })],
  [
    'xz-9-2',
    'what an abbreviation means',
    'abbreviation-unexplained',
    anEntry({ fields: [aField({ label: 'BWS', description: '' })] }),
  ],
  ['xz-9', 'a binding', 'binding-missing', anEntry({ fields: [aField({ binding: '' })] })],
  ['xz-9', 'a binding that leads somewhere', 'binding-lost', anEntry(), around({ catalogueFields: [] })],
  [
    'xz-9',
    'a binding to what has another name by now',
    'binding-renamed',
    anEntry({ fields: [aField({ binding: 'gone' })] }),
  ],
  ['xz-13', 'a grade', 'grade-missing', anEntry({ grade: { levels: {}, evidence: '逐字段核对' } })],
  [
    'xz-13',
    'evidence of the grade',
    'evidence-missing',
    anEntry({ grade: { levels: HARMLESS, fields: GRADED, evidence: '' } }),
  ],
  ['xz-14', 'a class as strict as its grade', 'class-too-open', conditional({ openClass: 'unconditional' })],
  [
    'xz-14',
    'why it is stricter than its grade',
    'stricter-than-grade',
    conditional({ grade: anEntry().grade }),
  ],
  [
    'xz-11',
    'why it becomes stricter than it was',
    'explanation-missing',
    conditional(),
    around({ listedClass: 'unconditional' }),
  ],
  [
    'xz-10-1',
    'why it is no longer updated',
    'static-reason-missing',
    anEntry({ updateFrequency: 'static', name: '2026年公共停车场基本信息' }),
    around({ listedFrequency: 'monthly' }),
  ],
  ['xz-15', 'conditions', 'conditions-missing', conditional({ conditions: [] })],
  ['xz-18', 'materials', 'materials-missing', conditional({ materials: [] })],
];

/** A literal tag stands in each title below, so that the page of provisions finds it. */
const lackingBy = (provision: Provision) =>
  LACKING.filter(([basis]) => basis === provision).map((lack): [what: string, code: string, lack: Lack] => [
    lack[1],
    lack[2],
    lack,
  ]);
const OF_THE_ENTRY = lackingBy('xz-9');
const OF_THE_NAME = lackingBy('xz-9-1');
const OF_THE_FIELDS = lackingBy('xz-9-2');
const OF_RELATIONS = lackingBy('xz-9-6');
const OF_AN_END = lackingBy('xz-10-1');
const OF_A_CHANGE = lackingBy('xz-11');
const OF_THE_GRADE = lackingBy('xz-13');
const OF_THE_CLASS = lackingBy('xz-14');
const OF_CONDITIONS = lackingBy('xz-15');
const OF_MATERIALS = lackingBy('xz-18');

function isFound(_what: string, code: string, [provision, , , entry, surroundings = around()]: Lack): void {
  const findings = checkEntry(entry, surroundings);
  expect(findings.map((finding) => [finding.code, finding.provision, finding.blocks])).toEqual([
    [code, provision, true],
  ]);
  const byGrade = provision === 'xz-13' || provision === 'xz-14';
  expect([isComplete(findings), classFollowsGrade(findings)]).toEqual([byGrade, !byGrade]);
}

describe('what an entry of the open list must have', () => {
  const COMPLETE: [string, ListEntry][] = [
    ['unconditional', anEntry()],
    ['conditional', conditional()],
  ];
  it.each(COMPLETE)(
    '[xz-9] given a complete %s entry, when it is checked, then nothing is found',
    (_class, entry) => {
      expect(checkEntry(entry, around())).toEqual([]);
    },
  );

  it('given every lack, when its provision is read, then it is one of those that follow', () => {
    const lacks = [OF_THE_ENTRY, OF_THE_NAME, OF_THE_FIELDS, OF_RELATIONS, OF_AN_END, OF_A_CHANGE].flat();
    const ofGrade = [OF_THE_GRADE, OF_THE_CLASS, OF_CONDITIONS, OF_MATERIALS].flat();
    expect(lacks.length + ofGrade.length).toBe(LACKING.length);
  });

  it.each(OF_THE_ENTRY)(
    '[xz-9] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_THE_NAME)(
    '[xz-9-1] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_THE_FIELDS)(
    '[xz-9-2] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_RELATIONS)(
    '[xz-9-6] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_AN_END)(
    '[xz-10-1] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_A_CHANGE)(
    '[xz-11] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_THE_GRADE)(
    '[xz-13] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_THE_CLASS)(
    '[xz-14] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_CONDITIONS)(
    '[xz-15] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );
  it.each(OF_MATERIALS)(
    '[xz-18] given a complete entry without %s, when it is checked, then %s and nothing else is found',
    isFound,
  );

  it('[xz-9] given any number of lacks, when the entry is checked, then all are said at once', () => {
    const plain = LACKING.filter(
      ([, , , entry, surroundings]) => !surroundings && entry.openClass === 'unconditional',
    );
    const lacks = fc.subarray(
      plain.filter(([provision, , code]) => provision !== 'xz-14' && code !== 'name-missing'),
    );
    fc.assert(
      fc.property(lacks, (chosen) => {
        const whole = anEntry();
        const parts = chosen.map(([, , , entry]) => changedParts(whole, entry));
        const keys = parts.flatMap((part) => Object.keys(part));
        fc.pre(new Set(keys).size === keys.length);
        const found = checkEntry(Object.assign({}, whole, ...parts) as ListEntry, around());
        expect(found.map(({ code }) => code).sort()).toEqual(chosen.map(([, , code]) => code).sort());
      }),
    );
  });

  it('[xz-11] given a stricter class with its explanation, when the entry is checked, then nothing is found', () => {
    const entry = conditional({ explanation: '新增字段涉及个人' });
    expect(checkEntry(entry, around({ listedClass: 'unconditional' }))).toEqual([]);
  });

  it('[xz-9-2] given two fields, when the second lacks its description, then the finding points at it', () => {
    const fields = [
      aField(),
      aField({ name: 'address', label: '地址', binding: 'address', description: '' }),
    ];
    const found = checkEntry(anEntry({ fields }), around({ catalogueFields: fields }));
    expect(found.map(({ pointer, args }) => [pointer, args])).toEqual([
      ['/fields/1/description', { field: '地址' }],
    ]);
  });

  it('[xz-15] given conditions that answer none of the graded risks, when the entry is checked, then both are asked about, and neither stands in the way', () => {
    const entry = conditional({ conditions: ['具备数据接收和处理的技术能力'] });
    const found = checkEntry(entry, around());
    expect(found.map(({ code, blocks }) => [code, blocks])).toEqual([
      ['condition-answers-no-risk', false],
      ['risk-unanswered', false],
    ]);
    expect(checkEntry(conditional({ conditions: ['数据须脱敏后使用'] }), around())).toEqual([]);
  });
});

function changedParts(whole: ListEntry, entry: ListEntry): Partial<ListEntry> {
  const changed = Object.entries(entry).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(whole[key as keyof ListEntry]),
  );
  return Object.fromEntries(changed);
}
