import type { Event } from '../../../rules/events/event.schema.ts';
import { dueAt } from '../../../rules/messages/delivery.ts';
import {
  MESSAGE_RULES,
  PARTY_THINGS,
  type MessageRule,
  type PartyThing,
} from '../../../rules/messages/message-rules.ts';
import type { Services } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import {
  insertDelivery,
  insertMessage,
  postpone,
  takeEvent,
  untoldEvents,
  type NewMessage,
} from './outbox.queries.ts';
import { partiesOf, toldOf, type Parties, type Told } from './parties.queries.ts';
import { findSettings } from './settings.queries.ts';

const AT_A_TIME = 100;
const AGAIN_AFTER_MS = 60_000;

/**
 * Tells people of what has happened: each event once, each person once, however often and on however many nodes it is
 * called. Answers how many events were told. One that fails is tried again a minute later and holds nothing up.
 */
export async function tellEvents(services: Services): Promise<number> {
  const { db, clock, log } = services;
  let told = 0;
  for (;;) {
    const ids = await untoldEvents(db, clock.now(), AT_A_TIME);
    for (const id of ids)
      await db
        .transaction()
        .execute((trx) => tell(trx, services, id))
        .catch(async (error: unknown) => {
          log.error({ err: error, event: id }, 'nobody was told of an event, it will be tried again');
          await postpone(db, id, new Date(clock.now().getTime() + AGAIN_AFTER_MS));
        });
    told += ids.length;
    if (ids.length < AT_A_TIME) return told;
  }
}

async function tell(trx: Trx, services: Services, id: string): Promise<void> {
  const event = await takeEvent(trx, id);
  const rule = event && MESSAGE_RULES[event.action];
  const about = rule && aboutOf(rule, event);
  const parties = about && (await partiesOf(trx, about.thing, about.id));
  if (!parties) return;
  const path = rule.path?.replaceAll('{id}', event.thingId) ?? parties.path;
  for (const each of await receiversOf(trx, rule, event, parties))
    await write(trx, services, each, {
      ...{ id: services.newId(), accountId: each.accountId, eventId: event.id, role: each.role, path },
      ...{ action: event.action, name: parties.name, code: parties.code, at: new Date(event.at) },
      provision: event.provision ?? rule.basis,
    });
}

/** The thing whose parties are told. */
function aboutOf(rule: MessageRule, event: Event): { thing: PartyThing; id: string } | null {
  if (rule.of !== undefined) {
    const id = event.data[rule.of.by];
    return typeof id === 'string' ? { thing: rule.of.thing, id } : null;
  }
  const thing = PARTY_THINGS.find((each) => each === event.thing);
  return thing === undefined ? null : { thing, id: event.thingId };
}

/** Each person once, by the first of their roles; never whoever did it. */
async function receiversOf(trx: Trx, rule: MessageRule, event: Event, parties: Parties): Promise<Told[]> {
  const found = new Map<string, Told>();
  for (const receiver of rule.to)
    for (const told of await toldOf(trx, receiver, parties))
      if (told.accountId !== event.actor && !found.has(told.accountId)) found.set(told.accountId, told);
  return [...found.values()];
}

async function write(trx: Trx, services: Services, { accountId }: Told, message: NewMessage): Promise<void> {
  if (!(await insertMessage(trx, message))) return;
  const settings = await findSettings(trx, accountId);
  if (!settings) return;
  const { newId, configuration, clock } = services;
  const of = { messageId: message.id, accountId };
  const mail = configuration.smtpUrl !== null && (settings.address ?? settings.accountEmail) !== null;
  if (mail && settings.mail !== 'off') {
    const due = { rhythm: settings.mail, dueAt: dueAt(settings.mail, clock.now()) };
    await insertDelivery(trx, { ...of, ...due, id: newId(), channel: 'mail' });
  }
  if (settings.hook === 'at-once' && settings.hookUrl !== null && settings.hookSecret !== null)
    await insertDelivery(trx, {
      ...{ ...of, id: newId(), channel: 'hook', rhythm: 'at-once', dueAt: clock.now() },
    });
}
