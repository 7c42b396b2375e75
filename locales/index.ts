import { IntlMessageFormat } from 'intl-messageformat';
import { messages as en } from './en/index.ts';
import { messages as zhCN } from './zh-CN/index.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Chinese is the source: English is typed by its keys, so that a missing key does not compile. */
export type MessageKey = keyof typeof zhCN;
export type MessageArguments = Record<string, string | number | boolean | Date | null | undefined>;
export type Translate = (key: MessageKey, args?: MessageArguments) => string;

const MESSAGES: Record<Language, Record<MessageKey, string>> = { 'zh-CN': zhCN, en };
const formats = new Map<string, IntlMessageFormat>();

function formatOf(language: Language, key: MessageKey): IntlMessageFormat {
  const id = `${language} ${key}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new IntlMessageFormat(MESSAGES[language][key], language, undefined, { ignoreTag: true });
  formats.set(id, made);
  return made;
}

const translatorOf =
  (language: Language): Translate =>
  (key, args) =>
    args ? String(formatOf(language, key).format(args)) : MESSAGES[language][key];
const TRANSLATORS: Record<Language, Translate> = { 'zh-CN': translatorOf('zh-CN'), en: translatorOf('en') };
export const translator = (language: Language): Translate => TRANSLATORS[language];

/** For keys built from data, such as a state or a problem code. */
export const isMessageKey = (key: string): key is MessageKey => key in zhCN;

/** The best language for an Accept-Language header; Chinese when nothing fits. */
export function languageFor(accept: string | undefined): Language {
  for (const wanted of accept?.split(',') ?? []) {
    const tag = wanted.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
