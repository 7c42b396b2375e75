import { describe, expect, it } from 'vitest';
import { isoCoverage } from './time-coverage.ts';

describe('the period of a dataset for machines', () => {
  it.each([
    ['2013 年起', '2013/..'],
    ['2026 年', '2026'],
    ['2019年3月至2020年', '2019-03/2020'],
    ['2019-2021', '2019/2021'],
    ['2019-03 至 2020-11', '2019-03/2020-11'],
    ['2015.1—2018.12', '2015-01/2018-12'],
    ['2020年至今', '2020/..'],
    ['全部', null],
    ['', null],
    ['编号 20210', null],
  ])('given %j, then it is %j', (text, period) => {
    expect(isoCoverage(text)).toBe(period);
  });
});
