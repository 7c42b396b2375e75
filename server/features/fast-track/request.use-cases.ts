import { isMessageKey } from '../../../locales/index.ts';
import { can } from '../../../rules/access/permissions.ts';
import type { Opinion } from '../../../rules/applications/application.schema.ts';
import { fastTrackMachine, type FastTrackEvent } from '../../../rules/fast-track/fast-track.machine.ts';
import type {
  askFastTrack,
  getFastTrack,
  stepFastTrack,
} from '../../../rules/fast-track/fast-track.operations.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { needLevel } from '../accounts/index.ts';
import { findApplication, lockApplication, stepLocked, type Application } from '../applications/index.ts';
import { recordEvent } from '../events/index.ts';
import { findEntry, findRequest, saveAsked, saveStep, type Request } from './fast-track.queries.ts';
import { canAsk, findingsBy, knownFor, noticeOf, standingOf, thingOf } from './standing.ts';

export const get: UseCase<typeof getFastTrack> = async (call, { id }) => {
  const { db } = call.services;
  return standingOf(db, call, knownFor(call, await findApplication(db, id)));
};

function refuseBy({ t }: Call, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const sentence = ({ code, args }: Finding): string => {
    const key = `finding.${code}`;
    return isMessageKey(key) ? t(key, args) : code;
  };
  throw new Problem('fast-track-refused', {
    provision: 'plan2023-2.4',
    errors: findings.map((each) => ({ pointer: each.pointer, detail: sentence(each) })),
  });
}

export const ask: UseCase<typeof askFastTrack> = async (call, { id, entryId, version, hash }) =>
  call.services.db.transaction().execute(async (trx) => {
    const application = knownFor(call, await lockApplication(trx, id));
    const { ownerId, organisationId, code } = application;
    if (!can(call.actor, 'application.write', { ownerId, organisationId }))
      throw new Problem('not-permitted');
    needLevel(call, 'sign');
    if (!canAsk(call, application, await findRequest(trx, id))) throw new Problem('wrong-state');
    const notice = noticeOf();
    // What was read is promised, never something newer unread.
    if (version !== notice.version || hash !== notice.hash)
      throw new Problem('changed-meanwhile', { provision: 'plan2023-2.4' });
    refuseBy(call, await findingsBy(trx, call, application, await findEntry(trx, entryId)));
    const signed = { by: call.actor.accountId ?? '', at: call.services.clock.now() };
    await saveAsked(trx, { applicationId: id, entryId, version, hash, ...signed });
    await record(trx, call, application, 'ask', { version, hash, entryId });
    return standingOf(trx, call, { ...application, code });
  });

export const stepOne: UseCase<typeof stepFastTrack> = async (call, { id, event, reasons }) =>
  call.services.db.transaction().execute(async (trx) => {
    const application = knownFor(call, await lockApplication(trx, id));
    const request = await findRequest(trx, id);
    if (!can(call.actor, fastTrackMachine.needs[event])) throw new Problem('not-permitted');
    if (!request) throw new Problem('fast-track-missing', { provision: 'plan2023-2.4' });
    const findings = await findingsBy(trx, call, application, await findEntry(trx, request.entryId));
    const given = { state: request.state, isEligible: findings.length === 0, reasons };
    const outcome = step(fastTrackMachine, thingOf(application, request, given), event, call.actor);
    if (!outcome.ok && outcome.code === 'fast-track-refused') refuseBy(call, findings);
    if (!outcome.ok && outcome.code === 'invalid-input')
      throw new Problem('invalid-input', {
        provision: 'xz-19',
        errors: [{ pointer: '/reasons', detail: call.t('application.reasons-needed') }],
      });
    if (!outcome.ok) throw refusal(outcome);
    const done = { state: outcome.state, reasons, at: call.services.clock.now() };
    await saveStep(trx, id, { ...done, by: call.actor.accountId ?? '' });
    await record(trx, call, application, event, {}, reasons);
    if (event === 'approve') await approveAll(trx, call, application, request);
    const next = permitted(
      fastTrackMachine,
      thingOf(application, request, { ...given, state: outcome.state }),
      call.actor,
    );
    return { id, state: outcome.state, provision: 'plan2023-2.4', next };
  });

/** Ratings are the publishers' own to give: in one pass they are neither raised nor lowered. */
const IN_ONE_PASS: Opinion = {
  ...{ outcome: 'approve', terms: null, reasons: [], benefit: 3, replicability: 3, unlikePrecedent: '' },
};

/** Every dataset that is still in review, of whichever publisher: two people have had their hands in it. */
async function approveAll(trx: Trx, call: Call, application: Application, request: Request): Promise<void> {
  // The platform drives what the decision has been permitted to set off; who decided stays named, and is not waved through.
  const driven: Call = { ...call, actor: { ...call.actor, role: 'system' } };
  for (const part of application.parts.filter(({ state }) => state === 'in-review')) {
    const prepared = { ...part, opinion: IN_ONE_PASS, opinionBy: request.preparedBy };
    await stepLocked(trx, driven, application, prepared, { event: 'approve', reasons: [] });
  }
}

const record = (
  trx: Trx,
  call: Call,
  { id, code }: Application,
  event: FastTrackEvent | 'ask',
  data: Record<string, unknown>,
  reasons: readonly string[] = [],
): Promise<void> =>
  recordEvent(trx, call, {
    action: `fast-track.${event}`,
    thing: 'application',
    thingId: id,
    reasons: [...reasons],
    provision: 'plan2023-2.4',
    data: { application: code, ...data },
  });
