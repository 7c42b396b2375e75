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
for (const yuan of ['圆', '人民币', '元人民币', '人民币元', 'RMB', 'CNY', '(元)', '（元）'])
  UNITS.set(yuan, '元');

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
 * `12%` is 0.12 with unit `%`, `.5` is 0.5. Leading zeros, a `+` before seven or more digits and an exponent that would not be
 * written out within 38 digits make it a code, not a number.
 */
export function parseNumber(text: string): WrittenNumber | null {
  if (text.length > 64) return null;
  const half = halfWidth(text);
  const money = /^([+-]?)[¥￥]\s*/.exec(half);
  const match = NUMBER.exec(money ? `${money[1]}${half.slice(money[0].length)}` : half);
  if (!match) return null;
  const [, sign = '', grouped = '', written = '', exponent, rest = ''] = match;
  const digits = grouped.replaceAll(',', '') || '0';
  if (digits.length > 1 && digits.startsWith('0')) return null;
  if (sign === '+' && digits.length >= 7) return null;
  const suffix = suffixOf(rest);
  if (!suffix || (money && suffix.unit !== '' && suffix.unit !== '元')) return null;
  const places = suffix.places + Number(exponent ?? 0);
  if (Math.abs(places) > 38) return null;
  const shifted = places === 0 ? { whole: digits, fraction: written } : shiftPoint(digits, written, places);
  return {
    negative: sign === '-',
    ...shifted,
    unit: money ? '元' : suffix.unit,
    plain:
      half === text && !money && grouped === digits && rest === '' && exponent === undefined && sign !== '+',
  };
}

/** `-12.50`: sign, digits, point; nothing else. */
export function plainNumber({ negative, whole, fraction }: WrittenNumber): string {
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
