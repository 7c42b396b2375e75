import { randomBytes, randomInt } from 'node:crypto';
import { translator } from '../../../locales/index.ts';
import type {
  confirmAddress,
  endCalendar,
  getMessageSettings,
  makeCalendar,
  makeHookSecret,
  MessageSettings,
  saveMessageSettings,
} from '../../../rules/messages/messages.operations.ts';
import type { InputOf } from '../../../rules/api/operation.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { secretDigest } from '../../secret-digest.ts';
import type { Trx } from '../../store/database.ts';
import { seal } from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import { admitting, PullFailure, resolveHost } from '../sources/index.ts';
import { reader } from './message.use-cases.ts';
import { HOOK_KEY } from './send-due.ts';
import { sendMail } from './send-mail.ts';
import { findSettings, saveSettings, type Settings } from './settings.queries.ts';

const CODE_MS = 30 * 60_000;
const MOST_GUESSES = 5;
const SECRET_BYTES = 32;

const toView = (settings: Settings, { services }: Call): MessageSettings => ({
  language: settings.language,
  mail: settings.mail,
  address: settings.address ?? settings.accountEmail,
  unconfirmed: settings.unconfirmed,
  hook: settings.hook,
  hookUrl: settings.hookUrl,
  hasHookSecret: settings.hookSecret !== null,
  hasCalendar: settings.calendarHash !== null,
  mailOffered: services.configuration.smtpUrl !== null,
});

async function own(call: Call): Promise<Settings> {
  const settings = await findSettings(call.services.db, reader(call, 'message.manage'));
  if (!settings) throw new Problem('not-found');
  return settings;
}

/** What goes out of the platform is changed by people who signed in: a leaked token must not leave an address behind. */
async function ownInPerson(call: Call): Promise<Settings> {
  const settings = await own(call);
  if (call.tokenId !== null) throw new Problem('not-permitted');
  return settings;
}

const record = (trx: Trx, call: Call, act: string, { accountId }: Settings): Promise<void> =>
  recordEvent(trx, call, { action: `message-settings.${act}`, thing: 'account', thingId: accountId });

async function keep(call: Call, settings: Settings, act: string): Promise<MessageSettings> {
  await call.services.db.transaction().execute(async (trx) => {
    await saveSettings(trx, settings);
    await record(trx, call, act, settings);
  });
  return toView(settings, call);
}

export const show: UseCase<typeof getMessageSettings> = async (call) => toView(await own(call), call);

export const save: UseCase<typeof saveMessageSettings> = async (call, wished) => {
  const before = await ownInPerson(call);
  const { language, mail, hook, hookUrl = null } = wished;
  if (hookUrl !== null && hookUrl !== before.hookUrl) await refuseUnreachable(call, hookUrl);
  if (hook !== 'off' && hookUrl === null) throw wrong('/hookUrl', call.t('message.hook-url-needed'));
  const plain = { ...before, language, mail, hook, hookUrl };
  return keep(call, await withAddress(call, plain, wished), 'save');
};

const wrong = (pointer: string, detail: string): Problem =>
  new Problem('invalid-input', { errors: [{ pointer, detail }] });

/** Said while it is entered, and not only when the first message fails. */
async function refuseUnreachable({ services, t }: Call, text: string): Promise<void> {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '')
    throw wrong('/hookUrl', t('message.hook-url-wrong'));
  await resolveHost(url.hostname, admitting(services.configuration.hookNetworks)).catch((error: unknown) => {
    if (!(error instanceof PullFailure)) throw error;
    throw wrong('/hookUrl', t('message.hook-url-refused', { host: url.hostname }));
  });
}

/** A new address is used once its reader has shown that the code arrived there. */
async function withAddress(
  call: Call,
  settings: Settings,
  { address, language }: InputOf<typeof saveMessageSettings>,
): Promise<Settings> {
  if (address === undefined || address === (settings.address ?? settings.accountEmail))
    return { ...settings, unconfirmed: null, codeHash: null, codeUntil: null };
  const { configuration, clock, newId, profile, log } = call.services;
  if (configuration.smtpUrl === null) throw wrong('/address', call.t('message.no-mail-server'));
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const t = translator(language);
  const platform = profile.platform[language];
  const mail = {
    subject: t('message.mail.code-subject', { platform }),
    text: t('message.mail.code', { platform, code }),
  };
  await sendMail(configuration, { to: address, id: newId(), ...mail }).catch((error: unknown) => {
    log.warn({ err: error }, 'a code was not sent');
    throw wrong('/address', call.t('message.code-not-sent'));
  });
  const codeUntil = new Date(clock.now().getTime() + CODE_MS);
  const codeHash = secretDigest(`${settings.accountId} ${code}`);
  return { ...settings, unconfirmed: address, codeHash, codeUntil, codeAttempts: 0 };
}

export const confirm: UseCase<typeof confirmAddress> = async (call, { code }) => {
  const settings = await ownInPerson(call);
  const { unconfirmed, codeHash, codeUntil, codeAttempts, accountId } = settings;
  const isOver = codeUntil === null || codeUntil <= call.services.clock.now();
  if (unconfirmed === null || codeHash === null || isOver || codeAttempts >= MOST_GUESSES)
    throw new Problem('wrong-state');
  if (!codeHash.equals(secretDigest(`${accountId} ${code.replaceAll(/\s/g, '')}`))) {
    const guessed = { ...settings, codeAttempts: codeAttempts + 1 };
    await call.services.db.transaction().execute((trx) => saveSettings(trx, guessed));
    throw new Problem('wrong-credentials');
  }
  const confirmed = { ...settings, address: unconfirmed, unconfirmed: null, codeHash: null, codeUntil: null };
  return keep(call, confirmed, 'confirm-address');
};

export const hookSecret: UseCase<typeof makeHookSecret> = async (call) => {
  const settings = await ownInPerson(call);
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const key = await call.services.directory.secret(HOOK_KEY);
  const sealed = seal(key, settings.accountId, secret);
  await keep(call, { ...settings, hookSecret: sealed }, 'make-hook-secret');
  return { secret };
};

export const calendar: UseCase<typeof makeCalendar> = async (call) => {
  const settings = await ownInPerson(call);
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await keep(call, { ...settings, calendarHash: secretDigest(secret) }, 'make-calendar');
  return { path: `/api/v1/calendars/${secret}.ics` };
};

export const noCalendar: UseCase<typeof endCalendar> = async (call) => {
  const settings = await ownInPerson(call);
  await keep(call, { ...settings, calendarHash: null }, 'end-calendar');
  return null;
};
