import { isMessageKey, translator, type Language } from '../../../locales/index.ts';
import { PROVISIONS, type Provision } from '../../../rules/provisions/provisions.ts';
import type { Services } from '../../context.ts';
import type { Message } from './message.queries.ts';

/** What happened, to what: `SQ-2026-000001 公交客流：审核通过`. Names and codes are public; what was said is not here. */
export function titleOf({ action, name, code }: Message, language: Language): string {
  const t = translator(language);
  const key = `act.${action}`;
  const act = isMessageKey(key) ? t(key) : action;
  const what = [code, name].filter(Boolean).join(' ');
  return what === '' ? act : t('message.title', { what, act });
}

export interface Mail {
  subject: string;
  text: string;
}

const MOST_LISTED = 50;

/** One message by itself, or several of them under one another: links to the pages, no reasons, no names of people. */
export function mailOf(
  { profile, publicUrl }: Services,
  messages: readonly Message[],
  language: Language,
): Mail {
  const t = translator(language);
  const platform = profile.platform[language];
  const count = messages.length;
  const [first] = messages;
  const subject =
    first && count === 1 ? titleOf(first, language) : t('message.mail.digest-subject', { platform, count });
  const linkOf = (path: string): string[] =>
    publicUrl === null ? [] : [t('message.mail.link', { url: publicUrl + path })];
  const lines = messages
    .slice(0, MOST_LISTED)
    .flatMap((message) => [
      titleOf(message, language),
      t('message.mail.at', { at: cityTime(message.at) }),
      ...basisOf(message, language),
      ...linkOf(`/console/messages/${message.id}`),
      '',
    ]);
  const more = count > MOST_LISTED ? [t('message.mail.more', { count: count - MOST_LISTED }), ''] : [];
  const foot = [t('message.mail.foot', { platform }), ...linkOf('/console/messages/settings')];
  return { subject, text: [...lines, ...more, '--', ...foot, ''].join('\n') };
}

const isProvision = (id: string): id is Provision => id in PROVISIONS;

function basisOf({ provision }: Message, language: Language): string[] {
  if (provision === null || !isProvision(provision)) return [];
  const basis = PROVISIONS[provision][language === 'en' ? 'en' : 'zh'];
  return [translator(language)('message.mail.basis', { basis })];
}

/** `2026-11-23 10:20`, as clocks in the city show it. */
const cityTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
