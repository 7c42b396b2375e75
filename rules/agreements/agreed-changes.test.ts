import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondApproval, changedPart, changesBetween, type AgreedChanges } from './agreed-changes.ts';
import { documentOf } from './agreement-template.ts';
import { someFacts } from './testing/some-facts.ts';

const { part } = someFacts();
const beyond = (changes: AgreedChanges): string[] => beyondApproval(changedPart(part, changes), part);

describe('changes to an agreement', () => {
  it('[xz-20] given an approval, then reports more often, a shorter term, more safeguards and fewer calls lie within it, and nothing else', () => {
    const more = { safeguards: [...part.safeguards, '双人复核'] };
    for (const within of [{}, { reportEveryMonths: 3 }, { until: '2027-05-31' }, more, { callsPerDay: 100 }])
      expect(beyond(within), JSON.stringify(within)).toEqual([]);
    expect(beyond({ reportEveryMonths: 12 })).toEqual(['reportEveryMonths']);
    expect(beyond({ reportEveryMonths: null })).toEqual(['reportEveryMonths']);
    expect(beyond({ from: '2026-11-01' })).toEqual(['from']);
    expect(beyond({ until: '2028-01-01' })).toEqual(['until']);
    expect(beyond({ safeguards: [] })).toEqual(['safeguards']);
    expect(beyond({ callsPerDay: null, rowsInAll: 100_001 })).toEqual(['callsPerDay', 'rowsInAll']);
    expect(beyond({ from: '2027-03-01', until: '2027-02-01' })).toEqual(['until']);
  });

  it('[xz-20] given two texts, then the clauses that differ are shown with what stood there before', () => {
    const facts = someFacts();
    const before = documentOf(facts);
    const changes = { reportEveryMonths: 3, safeguards: [...part.safeguards, '双人复核'] };
    const found = changesBetween(before, documentOf({ ...facts, part: changedPart(part, changes) }));
    expect(found.map((each) => [each.before?.['zh-CN'].slice(0, 8), each.after?.['zh-CN']])).toEqual([
      ['乙方每 6 个月', '乙方每 3 个月通过平台提交一次数据利用报告。'],
      [undefined, '乙方承诺：双人复核'],
    ]);
    expect(changesBetween(before, before)).toEqual([]);
  });

  it('[xz-20] given any numbers, then terms that lie within an approval are shown as differences whenever they are other ones', () => {
    const calls = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 6 }), (callsPerDay, reportEveryMonths) => {
        const changed = changedPart(part, { callsPerDay, reportEveryMonths });
        expect(beyondApproval(changed, part)).toEqual([]);
        const facts = someFacts();
        const found = changesBetween(documentOf(facts), documentOf({ ...facts, part: changed }));
        expect(found).toHaveLength(Number(callsPerDay !== 500) + Number(reportEveryMonths !== 6));
      }),
    );
  });
});
