import { describe, expect, it } from 'vitest';
import { isSubtotalRow } from './subtotals.ts';

describe('a row of sums', () => {
  it.each([
    [['徐汇区小计', '', '12']],
    [['合　计', '12', '3']],
    [['', '总计：', '1,204']],
    [['1', 'Grand Total', '99.5']],
  ])('given %j, then it is one', (cells) => expect(isSubtotalRow(cells)).toBe(true));

  it.each([
    [['310104-0218', '徐家汇中心停车库', '1862']],
    [['合计', '', '']],
    [['小计', '说明见附件']],
    [['本表各区的数由街道上报，街道数另有出处，凡与部门台账不一致的以部门台账为准，合计', '12']],
    [['a', 'b', 'c', 'd', '合计', '12']],
    [[]],
  ])('given %j, then it is none', (cells) => expect(isSubtotalRow(cells)).toBe(false));
});
