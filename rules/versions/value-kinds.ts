import { isCompanyCode, isIdNumber } from '../gradings/check-digits.ts';

/** A kind that the values of a column can be of, and by what it is known that they should be. */
export interface ValueKind {
  name: 'company-code' | 'id-number' | 'phone' | 'region-code';
  expects: (column: { name: string; label: string }, values: readonly string[]) => boolean;
  fits: (value: string) => boolean;
  /** Its values name persons: which rows have others is told, not what stands there. */
  personal: boolean;
}

const SHARE_OF_KIND = 0.3;

const called =
  (words: RegExp, not: RegExp): ValueKind['expects'] =>
  ({ name, label }) =>
    [name, label].some((text) => words.test(text) && !not.test(text));

const KIND_OF_CODE = /类型|类别|种类|名称|数$|数量|是否/;
const MASKED = /[*＊×]{2,}/;
/** The first two digits of GB/T 2260: provinces. */
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}(?:\d{3}(?:\d{3})?)?$/;
const BETWEEN_PHONES = /[,，、;；/]+/;
const IN_PHONE = /[\s\-－—–()（）+转#*]/g;

/** One telephone or several: short numbers, with area code, country or extension. */
const isPhone = (value: string): boolean =>
  value
    .split(BETWEEN_PHONES)
    .filter((part) => part.trim() !== '')
    .every((part) => /^\d{3,20}$/.test(part.replace(IN_PHONE, '')));

/** What is told of columns whose values should be of a kind and are not, in this order; the first that it should be counts. */
export const VALUE_KINDS: readonly ValueKind[] = [
  {
    name: 'company-code',
    expects: (_, values) => values.filter(isCompanyCode).length >= Math.max(1, values.length * SHARE_OF_KIND),
    fits: isCompanyCode,
    personal: false,
  },
  {
    name: 'id-number',
    expects: called(/身份证|公民身份/, KIND_OF_CODE),
    // Starred out numbers are de-identified, not wrong.
    fits: (value) => isIdNumber(value) || MASKED.test(value),
    personal: true,
  },
  { name: 'phone', expects: called(/电话|手机号|传真/, KIND_OF_CODE), fits: isPhone, personal: true },
  {
    name: 'region-code',
    expects: called(/行政区划(?:代码|编码)|^区划代码$|^xzqh_?dm$|^ad_?code$/i, KIND_OF_CODE),
    fits: (value) => REGION.test(value),
    personal: false,
  },
];
