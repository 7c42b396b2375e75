import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import {
  organisationMachine,
  type OrganisationEvent,
} from '../../../rules/organisations/organisation.machine.ts';
import type { stepOrganisation } from '../../../rules/organisations/organisations.operations.ts';
import { isSmallFirm, partOf } from '../../../rules/organisations/registration.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Trx } from '../../store/database.ts';
import { giveMembership, needLevel } from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import {
  acceptedByCode,
  lockOrganisation,
  saveOrganisationStep,
  type Organisation,
} from './organisation.queries.ts';
import { eventsFor, known, lacksIn, thingOf } from './organisation.view.ts';

export const stepOne: UseCase<typeof stepOrganisation> = async (call, { id, event, reasons }) => {
  const { actor, services } = call;
  const stepped = await services.db.transaction().execute(async (trx) => {
    const organisation = known(await lockOrganisation(trx, id), call);
    const outcome = step(organisationMachine, thingOf(organisation, reasons), event, actor);
    if (!outcome.ok && outcome.code === 'organisation-incomplete') throw incomplete(organisation, call);
    if (!outcome.ok && outcome.code === 'invalid-input') throw unreasoned(call);
    if (!outcome.ok) throw refusal(outcome);
    if (event === 'submit') needLevel(call, 'register-organisation');
    if (event === 'submit' || event === 'accept') await refuseTaken(trx, organisation);
    await saveOrganisationStep(trx, {
      id,
      state: outcome.state,
      reasons: event === 'return' ? reasons : organisation.reasons,
      ...timesOf(event, organisation, services.clock.now()),
      // Who accepts has looked at the declared kind beside the material.
      ...(event === 'accept' && { sizeKind: isSmallFirm(organisation.kind) ? organisation.kind : null }),
    });
    if (event === 'accept') await letFirstIn(trx, call, organisation);
    await recordEvent(trx, call, {
      action: `organisation.${event}`,
      thing: 'organisation',
      thingId: id,
      reasons: reasons.map(({ text }) => text),
      provision: outcome.basis,
      data: { creditCode: organisation.creditCode, name: organisation.name },
    });
    const next = eventsFor({ ...organisation, state: outcome.state }, actor);
    return { id, state: outcome.state, provision: outcome.basis, next };
  });
  if (event === 'accept') forgetCallers(services);
  return stepped;
};

type Times = Pick<Organisation, 'submittedAt' | 'decidedAt'>;

function timesOf(event: OrganisationEvent, { submittedAt }: Organisation, now: Date): Times {
  if (event === 'submit') return { submittedAt: now, decidedAt: null };
  return { submittedAt, decidedAt: now };
}

/** Whoever registered it is its first administrator. */
async function letFirstIn(trx: Trx, call: Call, { id, registrantId }: Organisation): Promise<void> {
  if (registrantId === null) return;
  await giveMembership(trx, call, registrantId, {
    role: 'organisation-member',
    bodyId: null,
    organisationId: id,
    organisationRole: 'administrator',
    district: null,
  });
}

/** An organisation is registered once; who works there is invited by it. */
async function refuseTaken(trx: Trx, { id, creditCode }: Organisation): Promise<void> {
  const taken = await acceptedByCode(trx, creditCode);
  if (taken === null || taken === id) return;
  throw new Problem('already-exists', {
    provision: 'guide2020-2',
    words: (t) => t('organisation.code-taken', { code: creditCode }),
  });
}

/** Every missing thing, at once. */
const incomplete = (organisation: Organisation, { t }: Call): Problem =>
  new Problem('organisation-incomplete', {
    provision: 'guide2020-2',
    errors: lacksIn(organisation).map((lack) => ({
      pointer: `/${partOf(lack)}`,
      detail: t(`organisation.lack.${lack}`),
    })),
  });

const unreasoned = ({ t }: Call): Problem =>
  new Problem('invalid-input', {
    provision: 'guide2020-2',
    errors: [{ pointer: '/reasons', detail: t('organisation.reasons-needed') }],
  });
