import { isBankCard, isCompanyCode, isIdNumber } from './check-digits.ts';
import { isPersonName, SURNAME } from './surnames.ts';
import type { SignKind } from './signs.ts';

/** Kinds that a single value can show, in the order in which one value is told; the first that fits counts. */
const VALUE_TESTS: readonly (readonly [SignKind, (value: string) => boolean])[] = [
  ['masked-personal', isMasked],
  ['id-number', isIdNumber],
  ['company-code', isCompanyCode],
  ['bank-card', isBankCard],
  ['phone', (value) => MOBILE.test(value.replace(/[\s-]/g, ''))],
  ['e-mail', (value) => E_MAIL.test(value)],
  ['plate-number', (value) => PLATE.test(value)],
  ['ip-address', (value) => IP.test(value)],
  ['home-address', (value) => HOME.test(value)],
  ['person-name', isPersonName],
];

const MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/;
const E_MAIL = /^[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const PLATE = new RegExp(
  `^[${PROVINCES}][A-HJ-NP-Z][·• ]?(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z0-9]{6})$`,
  'i',
);
const IP = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
// A flat, not a house: who lives behind a room number is one household.
const HOME = /(?:路|街|弄|村|巷|道|小区|苑|园).{0,20}\d+(?:号|弄|幢|栋|楼).{0,12}\d+室$/;

/** Part of the value is starred out: it stands for a person without naming them. */
function isMasked(value: string): boolean {
  return /^\p{Script=Han}[*＊×xX]{1,3}$|^\p{Script=Han}[*＊]\p{Script=Han}$|^\d{2,10}[*＊]{3,}\d{0,4}[\dXx]?$/u.test(
    value,
  );
}

/** What one value is; null for what gives nothing away. */
export const kindOf = (value: string): SignKind | null =>
  VALUE_TESTS.find(([, fits]) => fits(value.trim()))?.[0] ?? null;

export interface FoundSpan {
  /** In UTF-16 units of the text. */
  start: number;
  end: number;
  kind: SignKind;
}

const RUNS = /(?<![\dA-Za-z])[1-9]\d{14,18}[\dXx]?(?![\dA-Za-z])/g;
const MOBILES = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const MAILS = /[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;
const PLATES = new RegExp(
  `[${PROVINCES}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{6}(?![A-Z0-9])|[A-HJ-NP-Z0-9]{5}(?![A-Z0-9]))`,
  'g',
);
const REGION =
  '(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)(?:省|市)|(?:内蒙古|广西|西藏|宁夏|新疆)[^区]{0,4}自治区';
/** Begins with a region, or where a sentence or a clause does. */
const HOMES = new RegExp(
  `(?:${REGION}|(?<=^|[，。：:；\\s]|住在|住址|位于))(?:\\p{Script=Han}{2,7}?[市区县州])*\\p{Script=Han}{2,8}?(?:路|街|道|村|巷)\\d+(?:弄\\d+)?(?:号|幢|栋)(?:楼)?\\d+室`,
  'gu',
);
/** A name is told in running text only by what stands around it. */
const NAMES = [
  new RegExp(
    `(?<=户名|姓名[：:]?|市民|居民|联系人[：:]?|我叫|本人|业主|患者)(${SURNAME}\\p{Script=Han}{1,2})(?=[，,。；;（(、\\s]|$)`,
    'gu',
  ),
  new RegExp(
    `(?<=^|[，。；\\s])(${SURNAME}\\p{Script=Han}{1,2})(?=[，,（(]\\s*(?:身份证|电话|手机|联系电话|证件))`,
    'gu',
  ),
];

/** Personal information inside running text, in its order. */
export function findSpans(text: string): FoundSpan[] {
  const found: FoundSpan[] = [];
  const take = (pattern: RegExp, kindOfMatch: (match: string) => SignKind | null): void => {
    for (const match of text.matchAll(pattern)) {
      const kind = kindOfMatch(match[0]);
      const end = match.index + match[0].length;
      const free = !found.some((span) => match.index < span.end && end > span.start);
      if (kind !== null && free) found.push({ start: match.index, end, kind });
    }
  };
  take(RUNS, (run) => (isIdNumber(run) ? 'id-number' : isBankCard(run) ? 'bank-card' : null));
  take(MOBILES, () => 'phone');
  take(MAILS, () => 'e-mail');
  take(PLATES, () => 'plate-number');
  take(HOMES, () => 'home-address');
  for (const pattern of NAMES) take(pattern, () => 'person-name');
  return found.sort((a, b) => a.start - b.start);
}
