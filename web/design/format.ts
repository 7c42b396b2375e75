import type { Language } from '../../locales/index.ts';

const ZONE = 'Asia/Shanghai';

export interface Formatter {
  /** 12806 → 12,806 */
  number(value: number, decimals?: number): string;
  /** 0.021 → 2.1% */
  percent(share: number, decimals?: number): string;
  /** 1_992_294 → 1.9 MB (1 kB = 1,024 bytes, as file managers show it) */
  bytes(bytes: number): string;
  /** 2026-11-20, for tables */
  date(at: string | Date): string;
  /** 2026-11-20 11:52, for tables */
  dateTime(at: string | Date): string;
  /** 11月20日 or 20 November, for prose; the year is added when it is not this one's */
  day(at: string | Date, now?: Date): string;
  /** 11:52 */
  time(at: string | Date): string;
  /** Facts one after the other, as commas part them in that language. */
  list(parts: readonly string[]): string;
  /** A fact with another in brackets, full-width ones in Chinese. */
  beside(fact: string, more: string): string;
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;

const EIGHT_HOURS_MS = 8 * 3_600_000;

/** In +08:00, by counting: asking the platform for it costs ten times as much, and a page writes hundreds of days. */
function partsOf(at: string | Date): Parts {
  const text = new Date(new Date(at).getTime() + EIGHT_HOURS_MS).toISOString();
  const [year = '', month = '', rest = ''] = text.split('-');
  return { year, month, day: rest.slice(0, 2), hour: rest.slice(3, 5), minute: rest.slice(6, 8) };
}

const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

function bytesText(bytes: number, number: (value: number, decimals?: number) => string): string {
  const step = bytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const scaled = bytes / 1024 ** step;
  return `${number(scaled, step > 0 && scaled < 10 ? 1 : 0)} ${BYTE_UNITS[step] ?? 'B'}`;
}

/** Making one costs a hundred times what using it costs, and a page writes hundreds of numbers. */
function numberFormats(language: Language): (value: number, decimals: number) => string {
  const made = new Map<number, Intl.NumberFormat>();
  return (value, decimals) => {
    let format = made.get(decimals);
    if (!format) {
      format = new Intl.NumberFormat(language, { maximumFractionDigits: decimals });
      made.set(decimals, format);
    }
    return format.format(value);
  };
}

const dayFormats = (language: Language): { plain: Intl.DateTimeFormat; withYear: Intl.DateTimeFormat } => {
  const locale = language === 'en' ? 'en-GB' : language;
  const parts = { timeZone: ZONE, month: 'long', day: 'numeric' } as const;
  return {
    plain: new Intl.DateTimeFormat(locale, parts),
    withYear: new Intl.DateTimeFormat(locale, { ...parts, year: 'numeric' }),
  };
};

function made(language: Language): Formatter {
  const inLanguage = numberFormats(language);
  const days = dayFormats(language);
  const number = (value: number, decimals = 0): string => inLanguage(value, decimals);
  const date = (at: string | Date): string => {
    const { year, month, day } = partsOf(at);
    return `${year}-${month}-${day}`;
  };
  const time = (at: string | Date): string => {
    const { hour, minute } = partsOf(at);
    return `${hour}:${minute}`;
  };
  return {
    number,
    percent: (share, decimals = 1) => `${number(share * 100, decimals)}%`,
    bytes: (bytes) => bytesText(bytes, number),
    date,
    time,
    beside: (fact, more) => (language === 'en' ? `${fact} (${more})` : `${fact}（${more}）`),
    list: (parts) => parts.filter(Boolean).join(language === 'en' ? ', ' : '，'),
    dateTime: (at) => `${date(at)} ${time(at)}`,
    day: (at, now) => {
      const thisYear = now !== undefined && partsOf(now).year === partsOf(at).year;
      return (thisYear ? days.plain : days.withYear).format(new Date(at));
    },
  };
}

const FORMATTERS: Record<Language, Formatter> = { 'zh-CN': made('zh-CN'), en: made('en') };
/** Numbers, dates and sizes as a reader of that language sees them; all times in +08:00. */
export const formatter = (language: Language): Formatter => FORMATTERS[language];
