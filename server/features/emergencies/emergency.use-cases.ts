import { randomBytes } from 'node:crypto';
import { can } from '../../../rules/access/permissions.ts';
import { SYSTEM } from '../../../rules/access/roles.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import type {
  declareEmergency,
  getEmergency,
  listEmergencies,
  listEmergencyNotices,
  stepEmergency,
} from '../../../rules/emergencies/emergencies.operations.ts';
import { emergencyMachine, type EmergencyEvent } from '../../../rules/emergencies/emergency.machine.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  accountsNamed,
  conditionalDatasets,
  emergenciesIn,
  findEmergency,
  insertEmergency,
  lockEmergency,
  saveEmergency,
  type Emergency,
} from './emergency.queries.ts';
import { known, noticeOf, thingOf, viewOf } from './emergency.view.ts';

const CURSOR_KEY_BYTES = 32;
const DAY_MS = 86_400_000;

export const list: UseCase<typeof listEmergencies> = async (call, { limit, cursor, state }) => {
  const { actor, services } = call;
  permit(actor, 'emergency.read');
  const wanted = { states: state ? [state] : null, limit: limit + 1, after: idAfter(cursor) };
  const { items, total } = await emergenciesIn(services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  const maxDays = services.profile.emergencyOpening?.maxDays ?? null;
  return {
    ...{ items: shown.map((each) => viewOf(each, call)), total, totalIsEstimate: false, next },
    maxDays,
    canDeclare: maxDays !== null && can(actor, 'emergency.decide'),
  };
};

export const get: UseCase<typeof getEmergency> = async (call, { id }) => {
  const { db } = call.services;
  const emergency = known(await findEmergency(db, id), call);
  return { emergency: viewOf(emergency, call), history: await historyOf(db, 'emergency', [id]) };
};

export const notices: UseCase<typeof listEmergencyNotices> = async (call, { limit, cursor }) => {
  const { db } = call.services;
  const states = ['open', 'ended', 'reviewed'] as const;
  const { items, total } = await emergenciesIn(db, { states, limit: limit + 1, after: idAfter(cursor) });
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  const said = shown.map((each) => noticeOf(each, call));
  const first = [...said.filter(({ isOpen }) => isOpen), ...said.filter(({ isOpen }) => !isOpen)];
  return { items: first, total, totalIsEstimate: false, next };
};

export const declare: UseCase<typeof declareEmergency> = async (call, { title, reason, ...asked }) => {
  const { actor, services } = call;
  permit(actor, 'emergency.decide');
  if (actor.accountId === null) throw new Problem('sign-in-required');
  const [from, until] = [new Date(asked.from), new Date(asked.until)];
  const datasets = await conditionalDatasets(services.db, asked.datasets);
  const accounts = await accountsNamed(services.db, asked.users);
  const unknown = asked.datasets.filter((code) => !datasets.some((each) => each.code === code));
  const strangers = asked.users.filter((name) => !accounts.some(({ userName }) => userName === name));
  refuseUnusable(call, { from, until, unknown, strangers });
  const id = services.newId();
  const made = { id, title, reason, from, until, declaredBy: actor.accountId, at: services.clock.now() };
  return services.db.transaction().execute(async (trx) => {
    await insertEmergency(trx, {
      ...made,
      cursorKey: randomBytes(CURSOR_KEY_BYTES),
      datasetIds: datasets.map((each) => each.id),
      accountIds: accounts.map((each) => each.id),
    });
    const emergency = known(await findEmergency(trx, id), call);
    await record(trx, call, emergency, { action: 'declare', provision: 'cq-main-4', reasons: [reason] });
    return viewOf(emergency, call);
  });
};

interface Asked {
  from: Date;
  until: Date;
  unknown: string[];
  strangers: string[];
}

/** All that is wrong at once. */
function refuseUnusable({ t, services }: Call, { from, until, unknown, strangers }: Asked): void {
  const { emergencyOpening } = services.profile;
  if (emergencyOpening === null) throw new Problem('no-emergency-opening', { provision: 'cq-main-4' });
  const { maxDays } = emergencyOpening;
  const errors: FieldError[] = [];
  if (until <= from || until <= services.clock.now())
    errors.push({ pointer: '/until', detail: t('emergency.wrong-time') });
  if (until.getTime() - from.getTime() > maxDays * DAY_MS)
    errors.push({ pointer: '/until', detail: t('emergency.too-long', { days: maxDays }) });
  for (const code of unknown)
    errors.push({ pointer: '/datasets', detail: t('emergency.no-dataset', { code }) });
  for (const name of strangers)
    errors.push({ pointer: '/users', detail: t('emergency.no-account', { name }) });
  if (errors.length > 0) throw new Problem('invalid-input', { provision: 'cq-main-4', errors });
}

interface Act {
  action: 'declare' | EmergencyEvent;
  provision: Provision;
  reasons: string[];
}

const record = (trx: Trx, call: Call, { id, code, datasets }: Emergency, act: Act): Promise<void> =>
  recordEvent(trx, call, {
    action: `emergency.${act.action}`,
    thing: 'emergency',
    thingId: id,
    provision: act.provision,
    reasons: act.reasons,
    data: { code, datasets: datasets.map((each) => each.code) },
  });

/** One step of a locked opening with its event; throws as the machine refuses. */
async function move(
  trx: Trx,
  call: Call,
  emergency: Emergency,
  { event, reasons }: { event: EmergencyEvent; reasons: string[] },
): Promise<Emergency> {
  const outcome = step(emergencyMachine, thingOf(emergency, call, reasons), event, call.actor);
  if (!outcome.ok) throw refusal(outcome);
  const { accountId } = call.actor;
  const { state } = outcome;
  await saveEmergency(trx, emergency.id, {
    ...{ state, at: call.services.clock.now(), ends: state === 'ended' },
    ...(event === 'confirm' && accountId !== null && { confirmedBy: accountId }),
    ...(event === 'review' && accountId !== null && { reviewedBy: accountId, review: reasons.join('\n') }),
    ...((event === 'decline' || event === 'end') && { reasons }),
  });
  await record(trx, call, emergency, { action: event, provision: outcome.basis, reasons });
  return { ...emergency, state };
}

export const stepOne: UseCase<typeof stepEmergency> = async (call, { id, event, reasons }) =>
  call.services.db.transaction().execute(async (trx) => {
    const emergency = known(await lockEmergency(trx, id), call);
    const moved = await move(trx, call, emergency, { event, reasons });
    const next = permitted(emergencyMachine, thingOf(moved, call, ['-']), call.actor);
    return { id, state: moved.state, provision: 'cq-main-4', next };
  });

/** The end of its time, set off by nobody; nothing happens to one that has ended meanwhile or still has time. */
export async function expire(trx: Trx, call: Call, id: string): Promise<void> {
  const emergency = await lockEmergency(trx, id);
  if (!emergency || !step(emergencyMachine, thingOf(emergency, call), 'expire', SYSTEM).ok) return;
  await move(trx, { ...call, actor: SYSTEM }, emergency, { event: 'expire', reasons: [] });
}
