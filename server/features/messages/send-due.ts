import { MOST_ATTEMPTS, retryAt } from '../../../rules/messages/delivery.ts';
import type { Services } from '../../context.ts';
import { unseal } from '../accounts/index.ts';
import { PullFailure } from '../sources/index.ts';
import { claimDue, dropDeliveries, markFailed, markSent, type Batch } from './delivery.queries.ts';
import { sendHook } from './send-hook.ts';
import { sendMail } from './send-mail.ts';
import { findSettings, type Settings } from './settings.queries.ts';
import { mailOf, titleOf } from './words.ts';

/** One that is slow to answer does not hold up the others. */
const AT_ONCE = 4;
const LONGEST_ERROR = 500;
/** The installation's key under which secrets of web-hooks are sealed. */
export const HOOK_KEY = 'hooks';

/** Sends what is due until nothing is; answers how many were taken. Safe beside other nodes and after a kill. */
export async function sendDue(services: Services): Promise<number> {
  let sent = 0;
  const work = async (): Promise<void> => {
    for (let batch = await claim(services); batch !== null; batch = await claim(services)) {
      await attempt(services, batch);
      sent += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sent;
}

/** Takes the next that is due; null: nothing is. */
export function claim({ db, clock }: Services): Promise<Batch | null> {
  const now = clock.now();
  return db.transaction().execute((trx) => claimDue(trx, now, (attempt) => retryAt(attempt, now)));
}

async function attempt(services: Services, batch: Batch): Promise<void> {
  const { db, log } = services;
  try {
    if (await hand(services, batch)) await markSent(db, batch.id);
    else await dropDeliveries(db, batch.id);
  } catch (error) {
    const isLast = batch.attempt >= MOST_ATTEMPTS;
    log.warn({ err: error, batch: batch.id, attempt: batch.attempt, isLast }, 'a message was not delivered');
    await markFailed(db, batch.id, reasonOf(error), isLast);
  }
}

const reasonOf = (error: unknown): string => {
  const said =
    error instanceof PullFailure
      ? [error.problem.reason, ...Object.values(error.problem.args)].join(' ')
      : error instanceof Error
        ? error.message
        : String(error);
  return said.slice(0, LONGEST_ERROR);
};

/** Gives it to the other side as its reader wants it now; false: they do not want it any more. Throws what went wrong. */
export async function hand(services: Services, batch: Batch): Promise<boolean> {
  const settings = await findSettings(services.db, batch.accountId);
  if (!settings) return false;
  return batch.channel === 'mail' ? mail(services, batch, settings) : hook(services, batch, settings);
}

async function mail(services: Services, { id, messages }: Batch, settings: Settings): Promise<boolean> {
  const to = settings.address ?? settings.accountEmail;
  if (to === null || settings.mail === 'off') return false;
  await sendMail(services.configuration, { to, id, ...mailOf(services, messages, settings.language) });
  return true;
}

async function hook(services: Services, { id, messages }: Batch, settings: Settings): Promise<boolean> {
  const { hookUrl, hookSecret, language, accountId } = settings;
  const { directory, configuration, clock, publicUrl } = services;
  if (settings.hook === 'off' || hookUrl === null || hookSecret === null) return false;
  const body = JSON.stringify({
    id,
    messages: messages.map((message) => ({
      ...{ id: message.id, at: message.at.toISOString(), action: message.action, code: message.code },
      ...{ name: message.name, title: titleOf(message, language), provision: message.provision },
      url: `${publicUrl ?? ''}${message.path}`,
    })),
  });
  const secret = unseal(await directory.secret(HOOK_KEY), accountId, hookSecret);
  await sendHook({ url: hookUrl, secret, id, body, at: clock.now() }, configuration.hookNetworks);
  return true;
}
