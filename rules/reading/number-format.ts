import { unitOf } from './header-units.ts';
import { shiftPoint } from './numbers.ts';
import { isRealDate } from './dates.ts';

/** What a workbook's number format makes of a number. */
export type FormatKind = 'general' | 'percent' | 'date' | 'datetime' | 'time' | 'elapsed' | 'padded' | 'text';

export interface NumberFormat {
  kind: FormatKind;
  code: string;
  /** The unit that it shows beside a number: `元`, `美元`, `人`. */
  unit?: string;
  /** How a moment is written, piece by piece. */
  moment?: readonly MomentPart[];
}

type MomentPart = (moment: Moment) => string;

/** Formats that are known by number only; dates in the order that Chinese Excel shows. */
const BUILT_IN: Record<number, string> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  56: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The format of a cell from its number and, where the workbook defines one, its code. */
export function numberFormat(id: number, custom?: string): NumberFormat {
  const code = custom ?? BUILT_IN[id] ?? 'General';
  const kind = kindOf(code);
  if (MOMENTS.has(kind)) return { kind, code, moment: momentParts(code) };
  const unit = kind === 'general' ? shownUnit(code) : null;
  return unit === null ? { kind, code } : { kind, code, unit };
}

/** Texts in a format: `[$¥-804]`, `"元"`, `\\€`, and signs that stand for themselves. */
const LITERAL = /\[\$([^\]-]*)(?:-[^\]]*)?\]|"([^"]*)"|\\(.)|([¥￥$€£])/g;
const JAPANESE = /\[\$[^\]]*-(?:0*411|ja-JP)\]/i;
const AMERICAN = /\[\$\$-(?:0*409|en-US)\]/i;

/** The unit that a format writes beside the number, where it shows the number itself and not thousandths of it. */
function shownUnit(code: string): string | null {
  const [section = ''] = code.split(';');
  const digits = section.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/[#0?],+(?![#0?,])/.test(digits) || section.includes('!')) return null;
  const texts = [...section.matchAll(LITERAL)].map((match) => match.slice(1).find((part) => part) ?? '');
  const units = new Set(texts.map((text) => unitOf(text, true)).filter((unit) => unit !== null));
  const [unit, ...more] = units;
  if (unit === undefined || more.length > 0) return null;
  if (JAPANESE.test(section)) return '日元';
  return AMERICAN.test(section) ? '美元' : unit;
}

const MOMENTS: ReadonlySet<FormatKind> = new Set(['date', 'datetime', 'time']);

function kindOf(code: string): FormatKind {
  if (code === '@') return 'text';
  const [section = ''] = code.split(';');
  const bare = section.replace(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'elapsed';
  const tokens = bare.replace(/\[[^\]]*\]/g, '');
  if (/general|通用格式/i.test(tokens)) return 'general';
  const hasDate =
    /[yde]|m(?!.*[:s])/i.test(tokens.replace(/e[+-]/gi, '').replace(/am\/pm/gi, '')) &&
    /[yd]|m/i.test(tokens);
  const hasTime = /[hs]/i.test(tokens);
  if (hasDate && /[yd]/i.test(tokens) && hasTime) return 'datetime';
  if (hasTime) return 'time';
  if (hasDate) return 'date';
  if (tokens.includes('%')) return 'percent';
  return /^0{2,}$/.test(tokens) ? 'padded' : 'general';
}

/** Whether at most 15 digits are written as no shorter text could: then no float has another. */
function isShortest(raw: string): boolean {
  let digits = 0;
  let point = -1;
  const first = raw.charCodeAt(0) === 45 ? 1 : 0;
  for (let at = first; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46 && point < 0 && at > first) point = at;
    else return false;
  }
  if (digits === 0 || digits > 15) return false;
  const whole = point < 0 ? raw.length - first : point - first;
  if (raw.charCodeAt(first) === 48 && (whole > 1 || (first === 1 && point < 0))) return false;
  return point < 0 || (raw.charCodeAt(raw.length - 1) !== 48 && point < raw.length - 1);
}

/** A stored number at its full precision, without exponent: `1.5E-3` is `0.0015`, `44035.0` is `44035`. */
export function storedNumber(raw: string): string {
  if (isShortest(raw)) return raw;
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  const moved = shiftPoint(whole, fraction, Number(exponent));
  return `${sign}${moved.whole}${moved.fraction === '' ? '' : `.${moved.fraction}`}`;
}

interface Moment {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  milli: number;
}

const DAY = 86_400_000;

/** The moment of a serial number; null outside the years 1900 to 9999 and for the 29 February 1900 that never was. */
function momentOf(serial: number, from1904: boolean): Moment | null {
  const day = Math.floor(serial);
  if (!from1904 && day === 60) return null;
  const shift = from1904 ? 24_107 : day < 60 ? 25_568 : 25_569;
  const time = new Date(Math.round((serial - shift) * DAY));
  const year = time.getUTCFullYear();
  if (!Number.isFinite(year) || year < 1899 || year > 9999) return null;
  const moment = {
    year,
    month: time.getUTCMonth() + 1,
    day: time.getUTCDate(),
    hour: time.getUTCHours(),
    minute: time.getUTCMinutes(),
    second: time.getUTCSeconds(),
    milli: time.getUTCMilliseconds(),
  };
  return isRealDate(year, moment.month, moment.day) ? moment : null;
}

const TWO = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
const two = (part: number): string => TWO[part] ?? String(part);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function isoOf(moment: Moment, kind: FormatKind): string {
  const date = `${String(moment.year).padStart(4, '0')}-${two(moment.month)}-${two(moment.day)}`;
  if (kind === 'date') return date;
  const part = moment.milli === 0 ? '' : `.${String(moment.milli).padStart(3, '0')}`;
  const clock = `${two(moment.hour)}:${two(moment.minute)}:${two(moment.second)}${part}`;
  return kind === 'time' ? clock : `${date} ${clock}`;
}

const TOKEN = /"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|am\/pm|上午\/下午|y+|m+|d+|h+|s+|\.0+|a{3,4}|[\s\S]/gi;

/** Takes a date or time format apart; neighbouring texts become one piece. */
function momentParts(code: string): MomentPart[] {
  const [section = ''] = code.split(';');
  const isHalfDay = /am\/pm|上午\/下午/i.test(section);
  const tokens = [...section.matchAll(TOKEN)];
  const parts: MomentPart[] = [];
  let previous = '';
  tokens.forEach((token, at) => {
    const text = token[0].toLowerCase();
    const letter = text[0] ?? '';
    const next = tokens
      .slice(at + 1)
      .find(([t]) => /^[hsydm]/i.test(t))?.[0]
      .toLowerCase()[0];
    const isMinute = letter === 'm' && /^m+$/.test(text) && (previous === 'h' || next === 's');
    if (/^[ymdhs]+$/.test(text)) previous = letter;
    const quoted = token[1] ?? token[2];
    parts.push(quoted === undefined ? momentPart(text, token[0], isMinute, isHalfDay) : () => quoted);
  });
  return parts;
}

function momentPart(text: string, raw: string, isMinute: boolean, isHalfDay: boolean): MomentPart {
  const sized = text.length > 1 ? two : String;
  switch (true) {
    case /^y+$/.test(text):
      return text.length > 2 ? ({ year }) => String(year) : ({ year }) => two(year % 100);
    case isMinute:
      return ({ minute }) => sized(minute);
    case /^m+$/.test(text):
      return text.length > 2 ? ({ month }) => MONTHS[month - 1] ?? '' : ({ month }) => sized(month);
    case /^d+$/.test(text):
      return text.length > 2 ? () => '' : ({ day }) => sized(day);
    case /^h+$/.test(text):
      return isHalfDay ? ({ hour }) => sized(hour % 12 || 12) : ({ hour }) => sized(hour);
    case /^s+$/.test(text):
      return ({ second }) => sized(second);
    case /^\.0+$/.test(text):
      return ({ milli }) =>
        `.${String(milli)
          .padStart(3, '0')
          .slice(0, text.length - 1)}`;
    case text === 'am/pm':
      return ({ hour }) => (hour < 12 ? 'AM' : 'PM');
    case text === '上午/下午':
      return ({ hour }) => (hour < 12 ? '上午' : '下午');
    case /^[[_*]|^a{3,4}$/.test(text):
      return () => '';
    default:
      return () => raw;
  }
}

/** A date or time as its format shows it. */
function shownMoment(moment: Moment, parts: readonly MomentPart[]): string {
  let text = '';
  for (const part of parts) text += part(moment);
  return text;
}

function elapsed(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export interface CellText {
  /** What the types are read from: ISO dates, full precision, `12.5%`. */
  value: string;
  /** What the workbook shows, numbers at full precision. */
  shown: string;
  /** The unit that the number's format shows; nothing where it shows none. */
  unit?: string;
}

const same = (text: string): CellText => ({ value: text, shown: text });

/** The texts of a number as its format means it. */
export function formattedNumber(raw: string, format: NumberFormat, from1904: boolean): CellText {
  const { kind, code } = format;
  if (kind === 'general' || kind === 'text') {
    const text = same(storedNumber(raw));
    return format.unit === undefined ? text : { ...text, unit: format.unit };
  }
  const serial = Number(raw);
  if (!Number.isFinite(serial)) return same(raw);
  if (kind === 'padded') {
    const text = storedNumber(raw);
    return same(/^\d+$/.test(text) ? text.padStart(code.split(';')[0]?.length ?? 0, '0') : text);
  }
  if (kind === 'percent') {
    const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(storedNumber(raw)) ?? [];
    const moved = shiftPoint(whole, fraction, 2);
    return same(`${sign}${moved.whole}${moved.fraction === '' ? '' : `.${moved.fraction}`}%`);
  }
  if (kind === 'elapsed') return same(serial >= 0 ? elapsed(serial) : storedNumber(raw));
  const moment = serial < 0 ? null : momentOf(serial, from1904);
  if (!moment) return same(storedNumber(raw));
  const kindHere = kind === 'time' && serial >= 1 ? 'datetime' : kind;
  return { value: isoOf(moment, kindHere), shown: shownMoment(moment, format.moment ?? momentParts(code)) };
}
