import {
  personalConsentMachine as machine,
  type PersonalConsentEvent,
  type PersonalConsentThing,
} from '../../../rules/personal-consents/personal-consent.machine.ts';
import type {
  givePersonalConsent,
  listPersonalConsents,
  PersonalConsentView,
  revokePersonalConsent,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { identitiesOf, needLevel } from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import {
  askingFirms,
  consentsOf,
  endConsent,
  insertConsent,
  lockConsent,
  renewGrants,
  usesOf,
  type PersonalConsent,
  type Use,
} from './personal-consent.queries.ts';

const SHOWN_DAYS = 400;
const today = ({ services }: Call): string => cityDay(services.clock.now());
/** Days before this one are not looked at. */
const shownSince = ({ services }: Call): string =>
  cityDay(new Date(services.clock.now().getTime() - SHOWN_DAYS * 86_400_000));

/** The account of the person who calls; throws unless their role has consents of its own. */
export function personIn(
  { actor }: Call,
  action: 'personal-consent.read' | 'personal-consent.write',
): string {
  permit(actor, action, { ownerId: actor.accountId });
  if (actor.accountId === null) throw new Problem('sign-in-required');
  return actor.accountId;
}

const thingOf = ({
  state,
  accountId,
}: Pick<PersonalConsent, 'state' | 'accountId'>): PersonalConsentThing => ({
  ...{ state, ownerId: accountId, hasIdentity: true, isAsked: true, isInTerm: true },
});

/** What was used while the consent stood: its first and last day belong to it as wholes. */
const usesUnder = ({ dataset, organisation, givenAt, revokedAt }: PersonalConsent, uses: readonly Use[]) =>
  uses
    .filter(
      (use) =>
        use.datasetId === dataset.id &&
        use.organisationId === organisation.id &&
        use.day >= cityDay(givenAt) &&
        (revokedAt === null || use.day <= cityDay(revokedAt)),
    )
    .map(({ organisation: name, day, times, rows }) => ({ organisation: name, day, times, rows }));

function view(call: Call, consent: PersonalConsent, uses: readonly Use[]): PersonalConsentView {
  const { id, dataset, organisation, state, until, givenAt, revokedAt } = consent;
  const stands = state === 'given' ? (until < today(call) ? 'expired' : 'given') : 'revoked';
  return {
    ...{ id, dataset, organisation, until, state: stands },
    givenAt: givenAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    uses: usesUnder(consent, uses),
    can: { revoke: permitted(machine, thingOf(consent), call.actor).includes('revoke') },
  };
}

export const list: UseCase<typeof listPersonalConsents> = async (call) => {
  const accountId = personIn(call, 'personal-consent.read');
  const { db } = call.services;
  const [consents, firms, identities] = await Promise.all([
    consentsOf(db, accountId),
    askingFirms(db, today(call)),
    identitiesOf(db, call.services, [accountId]),
  ]);
  const uses = await usesOf(db, [...new Set(consents.map(({ dataset }) => dataset.id))], shownSince(call));
  const items = consents.map((consent) => view(call, consent, uses));
  const stands = new Set(
    items.flatMap(({ state, dataset, organisation }) =>
      state === 'given' ? [`${dataset.id} ${organisation.id}`] : [],
    ),
  );
  const asked = firms.filter(({ dataset, organisation }) => !stands.has(`${dataset.id} ${organisation.id}`));
  return { identified: identities.has(accountId), asked, items };
};

export const give: UseCase<typeof givePersonalConsent> = async (call, wanted) => {
  const accountId = personIn(call, 'personal-consent.write');
  needLevel(call, 'own-records');
  const { services } = call;
  return services.db.transaction().execute(async (trx) => {
    const thing = await wantedThing(trx, call, accountId, wanted);
    const outcome = step(machine, thing, 'give', call.actor);
    if (!outcome.ok && outcome.code === 'invalid-input')
      throw new Problem('invalid-input', {
        provision: 'plan2023-3.4',
        errors: [{ pointer: '/until', detail: call.t('personalConsent.until-wrong') }],
      });
    if (!outcome.ok) throw refusal(outcome);
    const id = services.newId();
    await endOver(trx, call, accountId, wanted);
    if (!(await insertConsent(trx, { id, accountId, ...wanted, at: services.clock.now() })))
      throw new Problem('already-exists', { provision: 'plan2023-3.4' });
    await renewGrants(trx, wanted.datasetId, wanted.organisationId);
    const given = await lockConsent(trx, id);
    if (!given) throw new Problem('not-found');
    await record(trx, call, 'give', given);
    return view(call, given, []);
  });
};

interface Wanted {
  datasetId: string;
  organisationId: string;
  until: string;
}

async function wantedThing(
  db: Reader,
  call: Call,
  accountId: string,
  { datasetId, organisationId, until }: Wanted,
): Promise<PersonalConsentThing> {
  const firms = await askingFirms(db, today(call));
  const asking = firms.find(
    ({ dataset, organisation }) => dataset.id === datasetId && organisation.id === organisationId,
  );
  const identities = await identitiesOf(db, call.services, [accountId]);
  return {
    state: 'absent',
    ownerId: accountId,
    hasIdentity: identities.has(accountId),
    isAsked: asking !== undefined,
    isInTerm: until >= today(call) && (asking === undefined || until <= asking.until),
  };
}

/** One that is over makes room for another. */
async function endOver(trx: Trx, call: Call, accountId: string, wanted: Wanted): Promise<void> {
  const over = (await consentsOf(trx, accountId)).filter(
    ({ state, until, dataset, organisation }) =>
      state === 'given' &&
      until < today(call) &&
      dataset.id === wanted.datasetId &&
      organisation.id === wanted.organisationId,
  );
  for (const { id } of over) await endConsent(trx, id, call.services.clock.now());
}

export const revoke: UseCase<typeof revokePersonalConsent> = async (call, { id }) =>
  call.services.db.transaction().execute(async (trx) => {
    const consent = await lockConsent(trx, id);
    const accountId = call.actor.accountId;
    if (consent?.accountId !== accountId || call.actor.role !== 'person') throw new Problem('not-found');
    const outcome = step(machine, thingOf(consent), 'revoke', call.actor);
    if (!outcome.ok) throw refusal(outcome);
    await endConsent(trx, id, call.services.clock.now());
    await renewGrants(trx, consent.dataset.id, consent.organisation.id);
    await record(trx, call, 'revoke', consent);
    return { id, state: outcome.state, provision: outcome.basis, next: [] };
  });

const record = (
  trx: Trx,
  call: Call,
  event: PersonalConsentEvent,
  { id, dataset, organisation, until }: PersonalConsent,
): Promise<void> =>
  recordEvent(trx, call, {
    action: `personal-consent.${event}`,
    thing: 'personal-consent',
    thingId: id,
    provision: 'plan2023-3.4',
    data: { dataset: dataset.code, organisation: organisation.creditCode, until },
  });
