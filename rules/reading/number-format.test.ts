import { describe, expect, it } from 'vitest';
import { formattedNumber, numberFormat, storedNumber } from './number-format.ts';

const texts = (raw: string, code: string) => formattedNumber(raw, numberFormat(200, code), false);

describe('numbers of a workbook', () => {
  it.each([
    ['44035', 'yyyy/m/d', '2020-07-23', '2020/7/23'],
    ['44035.375', 'yyyy-mm-dd hh:mm:ss', '2020-07-23 09:00:00', '2020-07-23 09:00:00'],
    ['44035', 'yyyy"年"m"月"d"日";@', '2020-07-23', '2020年7月23日'],
    ['44035', '[$-804]yyyy"年"m"月"', '2020-07-23', '2020年7月'],
    ['0.5', 'h:mm AM/PM', '12:00:00', '12:00 PM'],
    ['1.5', '[h]:mm', '36:00:00', '36:00:00'],
    ['59', 'yyyy/m/d', '1900-02-28', '1900/2/28'],
    ['60', 'yyyy/m/d', '60', '60'],
    ['61', 'yyyy/m/d', '1900-03-01', '1900/3/1'],
    ['0.1234', '0.00%', '12.34%', '12.34%'],
    ['123', '000000', '000123', '000123'],
    ['1234.5', '#,##0.00_);[Red](#,##0.00)', '1234.5', '1234.5'],
    ['1234.5', 'General', '1234.5', '1234.5'],
    ['5', '0.0E+00', '5', '5'],
  ])('given %s as %s, when read, then it is %s and shown as %s', (raw, code, value, shown) => {
    expect(texts(raw, code)).toEqual({ value, shown });
  });

  it.each([
    ['¥#,##0.00', '元'],
    ['_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', '元'],
    ['[$¥-804]#,##0', '元'],
    ['[$¥-411]#,##0', '日元'],
    ['_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', '$'],
    ['[$$-409]#,##0.00', '美元'],
    ['#,##0.00\\ [$€-407]', '欧元'],
    ['"US$"#,##0', '美元'],
    ['#,##0"人"', '人'],
    ['0.0"万元"', '万元'],
    ['#,##0,"千元"', undefined],
    ['0!.0,"万元"', undefined],
    ['"第"0"号"', undefined],
    ['#,##0.00', undefined],
    ['0.00%', undefined],
  ])('given the format %s, when read, then its unit is %s', (code, unit) => {
    expect(formattedNumber('12.5', numberFormat(200, code), false).unit).toBe(unit);
  });

  it('given stored numbers, when written out, then nothing is rounded and no exponent is left', () => {
    expect(
      ['44035.0', '29.533155000000001', '1E-7', '1.5E+20', '-0.1', '310115198001010000'].map(storedNumber),
    ).toEqual(['44035', '29.533155', '0.0000001', '150000000000000000000', '-0.1', '310115198001010000']);
  });

  it('given a workbook that counts from 1904, when a date is read, then it is four years later', () => {
    expect(formattedNumber('0', numberFormat(14), true).value).toBe('1904-01-01');
  });
});
