import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingText, chineseNumber } from './agreement-document.ts';
import { documentOf } from './agreement-template.ts';
import { odrlOf } from './odrl.ts';
import { someFacts } from './testing/some-facts.ts';

const all = (facts = someFacts()): string => bindingText(documentOf(facts));

describe('the text of an agreement', () => {
  it('[xz-20] given an approval, then scenario, system, fields, rows, quantity, term, reports, safeguards, breach and destruction stand in it', () => {
    const text = all();
    for (const part of [
      '公共停车场的错峰共享',
      '停车诱导平台',
      '停车场编号、空余车位',
      '区 = “黄浦区”',
      '不超过 100000 行',
      '每日不超过 500 次',
      '2026-12-01 起至 2027-11-30',
      '每 6 个月',
      '数据分区存放',
      '未被列入失信被执行人',
      '违约责任',
      '销毁',
    ])
      expect(text).toContain(part);
  });

  it('[guide2020-5] given any agreement, then the duties of the guide stand in it with their basis', () => {
    const { articles } = documentOf(someFacts());
    const bases = articles.flatMap(({ clauses }) => clauses.map(({ basis }) => basis));
    expect(bases).toEqual(
      expect.arrayContaining(['guide2020-5', 'guide2020-6', 'guide2020-7', 'guide2020-8']),
    );
  });

  it('given what was approved and what every agreement says, then only the former is marked', () => {
    const clauses = documentOf(someFacts()).articles.flatMap((article) => article.clauses);
    const said = (words: string): boolean | undefined =>
      clauses.find(({ text }) => text['zh-CN'].includes(words))?.marked;
    expect([said('公共停车场的错峰共享'), said('加密、泛化')]).toEqual([true, false]);
  });

  it('[xz-13] given data about persons asked for by a person, then nobody is identified, and no officer is asked for', () => {
    const facts = someFacts();
    const organisation = all({ ...facts, graded: { ...facts.graded, concerns: [] } });
    const person = all({
      ...facts,
      user: { kind: 'person', id: 'p', name: '王小明', creditCode: null },
      graded: { ...facts.graded, concerns: ['person'] },
    });
    const says = (text: string) =>
      ['不得以任何方式还原', '数据安全负责人', '统一社会信用代码'].map((part) => text.includes(part));
    expect([says(organisation), says(person)]).toEqual([
      [false, true, true],
      [true, false, false],
    ]);
  });

  it('[cq-3] given a profile that examines, then it comes into force by the authority’s examination', () => {
    const facts = someFacts();
    expect(all()).not.toContain('审查通过之时');
    expect(all({ ...facts, isExamined: true })).toContain('市数据局审查通过之时');
  });

  it('given words that look like a place to fill in, then they stay as they are', () => {
    const facts = someFacts();
    const strange = { ...facts, part: { ...facts.part, purpose: '{userName} {item}' } };
    expect(all(strange)).toContain('用途：{userName} {item}');
  });

  it('given any terms, then nothing is left to fill in, in either language', () => {
    const some = fc.record({
      where: fc.constantFrom(null, 'a = 1'),
      callsPerDay: fc.constantFrom(null, 7),
      rowsInAll: fc.constantFrom(null, 8),
      system: fc.constantFrom(null, '系统'),
    });
    fc.assert(
      fc.property(some, (terms) => {
        const facts = someFacts();
        const part = { ...facts.part, terms: { ...facts.part.terms, ...terms } };
        for (const { clauses } of documentOf({ ...facts, part }).articles)
          for (const { text } of clauses) expect(`${text['zh-CN']}${text.en}`).not.toMatch(/\{\w*\}|“”| {2}/);
      }),
    );
  });

  it('given numbers of articles, then they are counted as in Chinese law', () => {
    expect([1, 10, 11, 20, 21].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '二十一']);
  });
});

describe('the agreement for machines', () => {
  it('[xz-20] given the terms, then each limit is a constraint, and the text is named by its digest', () => {
    const odrl = odrlOf(someFacts(), 'd'.repeat(64));
    expect(odrl).toMatchObject({
      '@type': 'Agreement',
      'kaishu:textDigest': `sha256:${'d'.repeat(64)}`,
      assigner: { uid: 'urn:kaishu:body:JTW' },
      assignee: { uid: 'urn:kaishu:organisation:91310000MA1FL0000X' },
      permission: [
        {
          target: {
            refinement: [
              { leftOperand: 'kaishu:fields', rightOperand: ['停车场编号', '空余车位'] },
              { leftOperand: 'kaishu:rows' },
            ],
          },
          constraint: [
            { leftOperand: 'purpose' },
            { leftOperand: 'dateTime', operator: 'gteq' },
            { leftOperand: 'dateTime', operator: 'lteq' },
            { leftOperand: 'count', operator: 'lteq', rightOperand: 100_000 },
            { leftOperand: 'kaishu:callsPerDay', rightOperand: 500 },
            { leftOperand: 'kaishu:callsPerMinute', rightOperand: 20 },
            { leftOperand: 'systemDevice', rightOperand: '停车诱导平台' },
            { leftOperand: 'virtualLocation', rightOperand: ['203.0.113.0/24'] },
          ],
        },
      ],
    });
  });

  it('given limits that the terms do not set, then no constraint speaks of them', () => {
    const facts = someFacts();
    const open = { callsPerDay: null, callsPerMinute: null, rowsInAll: null, system: null, addresses: [] };
    const part = { ...facts.part, terms: { ...facts.part.terms, ...open } };
    const text = JSON.stringify(odrlOf({ ...facts, part }, ''));
    for (const operand of ['"count"', 'callsPer', 'systemDevice', 'virtualLocation'])
      expect(text).not.toContain(operand);
  });
});
