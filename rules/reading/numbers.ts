import { trimmed } from './missing.ts';

/** A number as a person wrote it, taken apart without rounding. */
export interface WrittenNumber {
  negative: boolean;
  /** Digits before the point, without superfluous zeros; at least one. */
  whole: string;
  /** Digits after the point, as written. */
  fraction: string;
  /** `%`, `元`, `公里`… or empty. */
  unit: string;
  /** Exactly what the engine's cast reads: no grouping, unit, full-width digits, sign `+` or exponent. */
  plain: boolean;
}

const UNITS = new Map<string, string>();
for (const unit of (
  '元 公里 千米 米 厘米 毫米 平方米 平方公里 立方米 公顷 亩 吨 千克 公斤 克 升 ℃ °C km m cm mm kg g t ㎡ m² m2 km² ㎞ ㎏ L mL ' +
  'kW kWh MW GW V A Hz kHz MHz dB hPa 人 人次 人/次 户 个 家 辆 次 件 套 台 座 条 所 处 张 株 只 头 床 元/平方米 元/吨 元/月 元/小时 元/次'
).split(' '))
  UNITS.set(unit, unit);
for (const money of ['美元', '欧元', '英镑', '日元', '港元', '港币', '新台币']) UNITS.set(money, money);
for (const yuan of ['圆', '人民币', '元人民币', '人民币元', 'RMB', 'CNY', '(元)', '（元）'])
  UNITS.set(yuan, '元');

/** Signs and codes of money, which stand before a number or after it. A dollar sign alone does not say whose it is. */
export const MONEY_SIGNS: Readonly<Record<string, string>> = {
  '¥': '元',
  '￥': '元',
  'CN¥': '元',
  RMB: '元',
  CNY: '元',
  人民币: '元',
  $: '$',
  '＄': '$',
  US$: '美元',
  USD: '美元',
  '€': '欧元',
  EUR: '欧元',
  '£': '英镑',
  GBP: '英镑',
  HK$: '港元',
  HKD: '港元',
  NT$: '新台币',
  TWD: '新台币',
  'JP¥': '日元',
  JPY: '日元',
};
for (const [sign, unit] of Object.entries(MONEY_SIGNS)) if (!UNITS.has(sign)) UNITS.set(sign, unit);
const MONEY_FIRST =
  /^([+-]?)(CN¥|JP¥|US\$|HK\$|NT\$|[¥￥$＄€£]|RMB|CNY|人民币|USD|EUR|GBP|HKD|TWD|JPY)\s*([+-]?)(?=[\d.])/;

interface Money {
  unit: string;
  /** The text without the sign of money. */
  rest: string;
}

function moneyFirst(text: string): Money | null {
  const match = MONEY_FIRST.exec(text);
  if (!match) return null;
  const [all, before = '', sign = '', after = ''] = match;
  if (before !== '' && after !== '') return null;
  return { unit: MONEY_SIGNS[sign] ?? '', rest: before + after + text.slice(all.length) };
}

const MULTIPLIERS: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['千亿', 11],
  ['百亿', 10],
  ['亿', 8],
  ['千万', 7],
  ['百万', 6],
  ['万', 4],
];

const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?(.*)$/s;
const FULL_WIDTH = /[０-９．，％＋－]|^−/;

/** Full-width digits, points, commas, signs and percent, and the mathematical minus, become their ASCII forms. */
const halfWidth = (text: string): string =>
  FULL_WIDTH.test(text)
    ? text
        .replace(/^−/, '-')
        .replace(/[０-９．，％＋－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    : text;

/** Moves the decimal point of `whole.fraction` right (`places` > 0) or left, exactly. */
export function shiftPoint(
  whole: string,
  fraction: string,
  places: number,
): { whole: string; fraction: string } {
  const digits = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return { whole: '0', fraction: '0'.repeat(-point) + digits };
  const padded = digits.padEnd(point, '0');
  return { whole: padded.slice(0, point).replace(/^0+(?=\d)/, ''), fraction: padded.slice(point) };
}

interface Suffix {
  unit: string;
  places: number;
}

function suffixOf(rest: string): Suffix | null {
  const text = rest.trim();
  if (text === '') return { unit: '', places: 0 };
  if (text === '%') return { unit: '%', places: -2 };
  if (text === '‰') return { unit: '‰', places: -3 };
  const bare = /^[(（](.+)[)）]$/.exec(text)?.[1] ?? text;
  const [word, power] = MULTIPLIERS.find(([prefix]) => bare.startsWith(prefix)) ?? ['', 0];
  const after = bare.slice(word.length);
  if (after === '') return { unit: '', places: power };
  const unit = UNITS.get(after);
  return unit === undefined ? null : { unit, places: power };
}

/**
 * Reads a trimmed text as one number, exactly, or answers null when it is none. `50万元` is 500000 with unit `元`,
 * `12%` is 0.12 with unit `%`, `$1,234.50` is 1234.50 with unit `$`, `.5` is 0.5. Leading zeros, a `+` before seven or more digits and an exponent that would not be
 * written out within 38 digits make it a code, not a number.
 */
export function parseNumber(text: string): WrittenNumber | null {
  if (text.length > 64) return null;
  const half = halfWidth(text);
  const money = moneyFirst(half);
  const match = NUMBER.exec(money ? money.rest : half);
  if (!match) return null;
  const [, sign = '', grouped = '', written = '', exponent, rest = ''] = match;
  const digits = grouped.replaceAll(',', '') || '0';
  if (digits.length > 1 && digits.startsWith('0')) return null;
  if (sign === '+' && digits.length >= 7) return null;
  const suffix = suffixOf(rest);
  if (!suffix || (money && suffix.unit !== '' && suffix.unit !== money.unit)) return null;
  const places = suffix.places + Number(exponent ?? 0);
  if (Math.abs(places) > 38) return null;
  const shifted = places === 0 ? { whole: digits, fraction: written } : shiftPoint(digits, written, places);
  return {
    negative: sign === '-',
    ...shifted,
    unit: money?.unit ?? suffix.unit,
    plain:
      half === text && !money && grouped === digits && rest === '' && exponent === undefined && sign !== '+',
  };
}

/** `(1,234)`, `$(5.00)`: accountants' way of writing less than nothing. */
const BRACKETED = /^([^\d()（）\s]{0,3})\s*[(（]\s*([^()（）+-][^()（）]*)[)）]$/;

/**
 * Reads a trimmed text in brackets as a negative number, or answers null. Whether it is one, and not the number of an
 * item or a remark, only the whole column can say.
 */
export function parseBracketed(text: string): WrittenNumber | null {
  const match = text.length > 64 ? null : BRACKETED.exec(text);
  if (!match) return null;
  const number = parseNumber(`${match[1] ?? ''}${trimmed(match[2] ?? '')}`);
  return number && { ...number, negative: /[1-9]/.test(number.whole + number.fraction), plain: false };
}

/** Whether a number is written as amounts are: with thousands parted, places after the point, or money. */
export const isAmount = (text: string, { fraction, unit }: WrittenNumber): boolean =>
  fraction !== '' || unit !== '' || text.includes(',');

/** `-12.50`: sign, digits, point; nothing else. */
export function plainNumber({ negative, whole, fraction }: WrittenNumber): string {
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
