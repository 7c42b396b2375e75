import { reachOf } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import type { InputOf } from '../../../rules/api/operation.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import type { FieldError } from '../../../rules/problems/problems.ts';
import { SPOT_CHECK_STATES, spotCheckMachine } from '../../../rules/spot-checks/spot-check.machine.ts';
import {
  CHECK_ITEMS,
  type answerSpotCheck,
  type getSpotCheck,
  type listSpotChecks,
  type stepSpotCheck,
} from '../../../rules/spot-checks/spot-checks.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import { reportFound } from '../misconduct/index.ts';
import { checksIn, findCheck, lockCheck, saveCheck, type SpotCheck } from './spot-check.queries.ts';
import { eventsFor, known, summary, thingOf, view } from './spot-check.view.ts';

/** Of a data user their own or their organisation's, of a body those on its data, else all. */
export const list: UseCase<typeof listSpotChecks> = async (call, { limit, cursor, state }) => {
  const { actor, services } = call;
  const { accountId, organisationId } = actor;
  const isOwn = reachOf(actor, 'spot-check.read') === 'own';
  if (isOwn) permit(actor, 'spot-check.read', { ownerId: accountId, organisationId });
  const scope = isOwn ? { bodyId: null, district: null } : scopeOf(actor, 'spot-check.read');
  const of = isOwn ? { accountId, organisationId } : null;
  const states = state ? [state] : SPOT_CHECK_STATES;
  const { items, total } = await checksIn(services.db, {
    ...{ ...scope, of, states, limit, after: idAfter(cursor) },
  });
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => summary(call, each)), total, totalIsEstimate: false, next };
};

export const get: UseCase<typeof getSpotCheck> = async (call, { id }) => {
  const { db } = call.services;
  const check = known(call, await findCheck(db, id));
  return view(call, check, await historyOf(db, 'spot-check', [id]));
};

export const answer: UseCase<typeof answerSpotCheck> = async (call, { id, ...answers }) =>
  call.services.db.transaction().execute(async (trx) => {
    const check = known(call, await lockCheck(trx, id));
    const errors: FieldError[] = CHECK_ITEMS.filter((item) => answers[item].trim() === '').map((item) => ({
      pointer: `/${item}`,
      detail: call.t('spot-check.lacks', { item: call.t(`spot-check.item.${item}`) }),
    }));
    const said = { isComplete: errors.length === 0, isFound: false, reasons: [] };
    const outcome = step(spotCheckMachine, thingOf(call, check, said), 'answer', call.actor);
    if (!outcome.ok) throw refusal(outcome, outcome.code === 'incomplete-report' ? { errors } : {});
    const answered: SpotCheck = {
      ...{ ...check, answers, state: outcome.state },
      ...{ answeredBy: call.actor.accountId, answeredAt: call.services.clock.now() },
    };
    await saveCheck(trx, answered);
    await recordEvent(trx, call, {
      ...{ action: 'spot-check.answer', thing: 'spot-check', thingId: id, provision: outcome.basis },
      data: { code: check.code },
    });
    return { id, state: outcome.state, provision: outcome.basis, next: eventsFor(call, answered) };
  });

type Asked = InputOf<typeof stepSpotCheck>;

export const stepOne: UseCase<typeof stepSpotCheck> = async (call, asked) =>
  call.services.db.transaction().execute(async (trx) => {
    const { id, event, reasons, rectifyBy } = asked;
    const check = known(call, await lockCheck(trx, id));
    const isAhead = rectifyBy !== undefined && rectifyBy >= cityDay(call.services.clock.now());
    const hasWords = reasons.some((reason) => reason.trim() !== '');
    const said = { isComplete: true, isFound: isAhead && hasWords, reasons };
    const outcome = step(spotCheckMachine, thingOf(call, check, said), event, call.actor);
    if (!outcome.ok && outcome.code === 'invalid-input')
      throw refusal(outcome, { errors: missing(call, { hasWords, isAhead: event !== 'find' || isAhead }) });
    if (!outcome.ok) throw refusal(outcome);
    const after = await taken(trx, call, { ...check, state: outcome.state }, asked);
    await saveCheck(trx, after);
    await recordEvent(trx, call, {
      ...{ action: `spot-check.${event}`, thing: 'spot-check', thingId: id, provision: outcome.basis },
      ...{ reasons, data: { code: check.code, ...(event === 'find' && rectifyBy && { rectifyBy }) } },
    });
    return { id, state: after.state, provision: outcome.basis, next: eventsFor(call, after) };
  });

const missing = (
  { t }: Call,
  { hasWords, isAhead }: { hasWords: boolean; isAhead: boolean },
): FieldError[] => [
  ...(hasWords ? [] : [{ pointer: '/reasons', detail: t('spot-check.no-reasons') }]),
  ...(isAhead ? [] : [{ pointer: '/rectifyBy', detail: t('spot-check.no-day') }]),
];

/** The check as the step leaves it, with the report of misuse that it sets off. */
async function taken(trx: Trx, call: Call, check: SpotCheck, asked: Asked): Promise<SpotCheck> {
  const { event, reasons, rectifyBy = null } = asked;
  const at = call.services.clock.now();
  const judged = { judgedBy: call.actor.accountId, judgedAt: at };
  switch (event) {
    case 'find':
      return { ...check, ...judged, findings: reasons, rectifyBy, rectification: null, rectifiedAt: null };
    case 'rectify':
      return { ...check, rectification: reasons.join('\n'), rectifiedAt: at };
    case 'pass':
      return { ...check, ...judged, reasons };
    case 'refer': {
      const { dataset, publisher, holder, code } = check;
      const words = call.t('spot-check.referred-words', { code, reasons: reasons.join('；') });
      const found = { dataset: { id: dataset.id, bodyId: publisher.id }, dataUser: holder, words };
      const { id: misconductId } = await reportFound(trx, call, found);
      return { ...check, ...judged, reasons, misconductId };
    }
  }
}
