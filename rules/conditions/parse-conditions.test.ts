import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_GUIDELINE } from '../gradings/default-guideline.ts';
import { RESTATEMENTS } from './condition-words.ts';
import { TERM_KIND_NAMES, TERM_KINDS, TERM_VALUES } from './condition.schema.ts';
import { parseConditions } from './parse-conditions.ts';
import { TERM_PATTERNS } from './term-patterns.ts';

/** Each term as `kind value value`. */
const told = (text: string): string[] =>
  parseConditions(text).terms.map(({ kind, values }) => [kind, ...values].join(' '));

/** What the patterns look for, and what surrounds it: pieces of which texts are made at random. */
const words = TERM_PATTERNS.flatMap(({ says }) => says.flat()).map((word) => word.replace(/[\^$]/gu, ''));
const anyText = fc
  .array(
    fc.oneof(fc.constantFrom(...words, '；', ';', '。', '，', ',', '&&', '\n', ' ', '　', '（'), fc.string()),
  )
  .map((pieces) => pieces.join(''));

const bare = (text: string): string => text.replace(/&&|[；;。，,\s\u2028\u2029]/gu, '');

describe('conditions in free text', () => {
  it('[xz-15] given a text of several families, when it is parsed, then each part tells its terms in order', () => {
    expect(
      told(
        '有较完善的数据安全保护体系；可在自身业务范围内进行科学研究、咨询报告等场景，不得对外提供查询服务；仅注明数据来源，实时日志反馈，定期提交利用报告&&依申请开放',
      ),
    ).toEqual([
      'security-capability sound',
      'scenario-allowed own-business scientific-research consulting-report',
      'scenario-forbidden query-service',
      'source-cited',
      'real-time-logs',
      'use-report periodic',
      'application-needed',
    ]);
  });

  it('[xz-15-2] given certificates and maturity levels, when they are parsed, then each comes with its level', () => {
    expect(told('须有等保三级和ISO 27001认证；ＤＣＭＭ二级以上；数据安全成熟度达到3级')).toEqual([
      'security-certificate mlps-3 iso-27001',
      'security-maturity dcmm level-2',
      'security-maturity dsmm level-3',
    ]);
  });

  it('[xz-15-5] given the three lists of dishonesty, when they are named, then each is told, and nothing is a forbidden use', () => {
    expect(told('不得被列入失信被执行人、企业经营异常名录、严重违法失信企业名单')).toEqual([
      'not-listed serious-violations dishonest-debtors abnormal-operations',
    ]);
  });

  it('[xz-15-4] given facilities and staff, when they are asked for, then they are a technical capability; a table of facilities is none', () => {
    expect(told('具备数据处理所需的服务器和技术人员')).toEqual(['technical-capability facilities staff']);
    expect(parseConditions('环卫设施设备分布').leftover).toEqual(['环卫设施设备分布']);
  });

  it('[xz-15] given one part that says several things, when it is parsed, then each term has the words of the part', () => {
    const { terms } = parseConditions('经主管部门审核后向境内企业开放脱敏数据');
    expect(terms.map(({ kind, text }) => [kind, text])).toEqual([
      ['masking', '经主管部门审核后向境内企业开放脱敏数据'],
      ['approval-needed', '经主管部门审核后向境内企业开放脱敏数据'],
    ]);
  });

  it('given a longer word that holds a shorter one, when values are told, then only the longer counts', () => {
    expect(told('仅对境内企业开放')).toEqual(['applicant-kind domestic-company']);
    expect(told('不定期抽查')).toEqual(['spot-check occasional']);
    expect(told('接受定期和不定期抽查')).toEqual(['spot-check occasional periodic']);
  });

  it('given what only repeats the class, when it is parsed, then it is neither a term nor left over', () => {
    expect(parseConditions('无条件开放&&C1；无；1无条件开放')).toEqual({
      terms: [],
      leftover: ['C1'],
      restated: ['无条件开放', '无', '1无条件开放'],
    });
  });

  it('[xz-13-2] given the conditions of the guideline that comes with the platform, when they are parsed, then none is left over', () => {
    const conditions = DEFAULT_GUIDELINE.dimensions
      .flatMap(({ levels }) => levels)
      .flatMap(({ conditions: own, safeguards, supervision, gives }) =>
        gives === 'closed' ? [] : [...own, ...safeguards, ...supervision],
      )
      .map((text) => text['zh-CN']);
    expect(conditions.flatMap((text) => parseConditions(text).leftover)).toEqual([]);
    expect(new Set(conditions.flatMap(told))).toContain('scenario-forbidden re-identification');
  });

  it('given any text, when it is parsed, then every character but separators is in exactly one answer, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { terms, leftover, restated } = parseConditions(text);
        const parts = text
          .split(/[；;。，,\n\r\u2028\u2029]|&&/u)
          .map((part) => part.trim())
          .filter(Boolean);
        const of = (texts: readonly string[]): string[] => parts.filter((part) => texts.includes(part));
        const stating = terms.map((term) => term.text).filter((part, at, all) => part !== all[at - 1]);
        expect(leftover).toEqual(of(leftover));
        expect(restated).toEqual(of(restated));
        expect(stating).toEqual(of(stating).filter((part, at, all) => part !== all[at - 1]));
        expect(bare(text).length).toBe(bare([...leftover, ...restated, ...of(stating)].join('；')).length);
        for (const { kind, family } of terms) expect(family).toBe(TERM_KINDS[kind]);
      }),
      { numRuns: 500, examples: [['&,&']] },
    );
  });

  it('given what was found, when its words are parsed again, then the same is found', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { terms, leftover } = parseConditions(text);
        const stated = terms.map((term) => term.text).filter((part, at, all) => part !== all[at - 1]);
        expect(parseConditions(stated.join('；'))).toEqual({
          terms,
          leftover: [],
          restated: [],
        });
        expect(parseConditions(leftover.join('\n'))).toEqual({ terms: [], leftover, restated: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('given a megabyte of one character or word, when it is parsed, then it ends at once, as text of one part or of none', () => {
    for (const piece of ['，', '&', '供业务', '不', '依申请开放，', 'Ａ']) {
      const { terms, leftover, restated } = parseConditions(piece.repeat(2 ** 20 / piece.length));
      expect(terms.length + leftover.length + restated.length).toBeLessThan(2 ** 20);
    }
  });

  it('given the tables, when they are compared, then every kind has a pattern, every code a use, and no pattern a code twice', () => {
    expect(new Set(TERM_PATTERNS.map(({ kind }) => kind))).toEqual(new Set(TERM_KIND_NAMES));
    const codes = TERM_PATTERNS.map(({ values = [], otherwise }) => [
      ...values.map(([code]) => code),
      ...(otherwise === undefined ? [] : [otherwise]),
    ]);
    expect(new Set(codes.flat())).toEqual(new Set(TERM_VALUES));
    for (const each of codes) expect(each).toHaveLength(new Set(each).size);
    expect(RESTATEMENTS.length).toBeGreaterThan(0);
  });
});
