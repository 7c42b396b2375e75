import { reachOf } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { closestNames, paired } from '../../../rules/datasets/similar-names.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { LARGEST_LICENCE, licenceType } from '../../../rules/organisations/licence.ts';
import { organisationMachine } from '../../../rules/organisations/organisation.machine.ts';
import type {
  downloadLicence,
  getOrganisation,
  LikeOrganisation,
  listOrganisations,
  OrganisationInput,
  registerOrganisation,
  saveOrganisation,
  sendLicence,
} from '../../../rules/organisations/organisations.operations.ts';
import { tidyCode } from '../../../rules/organisations/registration.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { needLevel } from '../accounts/index.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import { invitationsOf, membersOf } from './member.queries.ts';
import {
  findOrganisation,
  insertOrganisation,
  listOrganisations as organisationsIn,
  lockOrganisation,
  otherOrganisations,
  setLicence,
  updateOrganisation,
  type Organisation,
} from './organisation.queries.ts';
import { invitationView, known, mayManage, memberView, summary, thingOf, view } from './organisation.view.ts';

export const list: UseCase<typeof listOrganisations> = async (call, { state = null, q, limit, cursor }) => {
  const { actor, services } = call;
  const { accountId, organisationId } = actor;
  permit(actor, 'organisation.read', { ownerId: accountId });
  const all = reachOf(actor, 'organisation.read') === 'city';
  const of = all || accountId === null ? null : { accountId, organisationId };
  const wanted = { of, state, q: q ?? null, limit: limit + 1, after: idAfter(cursor) };
  const { items, total } = await organisationsIn(services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((each) => summary(each, call)), total, totalIsEstimate: false, next };
};

export const get: UseCase<typeof getOrganisation> = async (call, { id }) => {
  const { services, actor } = call;
  const { db } = services;
  const organisation = known(await findOrganisation(db, id), call);
  const accepted = organisation.state === 'accepted';
  const [members, invitations, like, history] = await Promise.all([
    accepted ? membersOf(db, id) : [],
    accepted && mayManage(id, actor) ? invitationsOf(db, id, services.clock.now()) : [],
    reachOf(actor, 'organisation.decide') === 'city' ? likeOrganisations(db, organisation) : [],
    historyOf(db, 'organisation', [id]),
  ]);
  return {
    organisation: view(organisation, call),
    members: members.map((member) => memberView(member, call)),
    invitations: invitations.map(invitationView),
    like,
    history,
  };
};

const MOST_LIKE = 10;
/** Half of a firm's name is its city and its legal form: names are alike from here on. */
const LIKE_FROM = 0.7;

/** Those of the same code first, then those of a name much like it. */
async function likeOrganisations(
  db: Reader,
  { id, creditCode, name }: Organisation,
): Promise<LikeOrganisation[]> {
  const others = new Map((await otherOrganisations(db, id)).map((each) => [each.id, each]));
  const close = closestNames(name, [...others.values()].map(paired), MOST_LIKE);
  const likeness = new Map(close.map((each) => [each.id, each.likeness]));
  return [...others.values()]
    .map((each) => ({
      ...each,
      sameCode: creditCode !== '' && each.creditCode === creditCode,
      likeness: likeness.get(each.id) ?? 0,
    }))
    .filter((each) => each.sameCode || each.likeness >= LIKE_FROM)
    .sort((a, b) => Number(b.sameCode) - Number(a.sameCode) || b.likeness - a.likeness);
}

const tidy = ({ creditCode, name, kind, contact }: OrganisationInput): OrganisationInput => ({
  creditCode: tidyCode(creditCode),
  name: name.trim(),
  kind,
  contact: contact.trim(),
});

export const register: UseCase<typeof registerOrganisation> = async (call, input) => {
  const { actor, services } = call;
  permit(actor, 'organisation.write', { ownerId: actor.accountId });
  const { accountId: registrantId } = actor;
  if (registrantId === null) throw new Problem('sign-in-required');
  needLevel(call, 'register-organisation');
  const id = services.newId();
  await services.db.transaction().execute(async (trx) => {
    await insertOrganisation(trx, { id, registrantId, input: tidy(input), at: services.clock.now() });
    await record(trx, call, id, 'create', { name: input.name });
  });
  return view(known(await findOrganisation(services.db, id), call), call);
};

export const save: UseCase<typeof saveOrganisation> = (call, { id, revision, ...input }) =>
  change(call, id, async (trx, organisation) => {
    if (organisation.revision !== revision) throw new Problem('changed-meanwhile');
    await updateOrganisation(trx, id, tidy(input));
    await record(trx, call, id, 'save', { name: input.name });
  });

/** The bytes are kept before anything refers to them. */
export const takeLicence: UseCase<typeof sendLicence> = async (call, { id, content }) => {
  const { services } = call;
  known(await findOrganisation(services.db, id), call);
  permit(call.actor, 'organisation.write', { ownerId: call.actor.accountId });
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > LARGEST_LICENCE) throw new Problem('too-large', { provision: 'guide2020-2' });
  const type = licenceType(bytes);
  if (type === null)
    throw new Problem('unsupported-format', { words: (t) => t('organisation.licence-unknown') });
  const { digest } = await services.objects.put(once(bytes));
  return change(call, id, async (trx) => {
    await setLicence(trx, id, { digest, type, bytes: bytes.length });
    await record(trx, call, id, 'licence', { digest, type, bytes: bytes.length });
  });
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** A change to what is not under review. */
async function change(
  call: Call,
  id: string,
  write: (trx: Trx, organisation: Organisation) => Promise<void>,
): ReturnType<UseCase<typeof saveOrganisation>> {
  const { actor, services } = call;
  return services.db.transaction().execute(async (trx) => {
    const organisation = known(await lockOrganisation(trx, id), call);
    const outcome = step(organisationMachine, thingOf(organisation), 'save', actor);
    if (!outcome.ok) throw refusal(outcome);
    await write(trx, organisation);
    return view(known(await findOrganisation(trx, id), call), call);
  });
}

export const licence: UseCase<typeof downloadLicence> = async (call, { id }) => {
  const { services } = call;
  const { licence: kept, creditCode } = known(await findOrganisation(services.db, id), call);
  if (!kept) throw new Problem('not-found');
  const { digest, type } = kept;
  // Pictures are shown beside what was written; a PDF is saved, so that nothing in it runs here.
  const saved = type === 'application/pdf' ? { fileName: `${creditCode || id}.pdf` } : {};
  return {
    contentType: type,
    headers: { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
    ...saved,
    body: services.objects.stream(digest),
  };
};

const record = (
  trx: Trx,
  call: Call,
  id: string,
  act: 'create' | 'save' | 'licence',
  data: Record<string, unknown>,
): Promise<void> =>
  recordEvent(trx, call, {
    action: `organisation.${act}`,
    thing: 'organisation',
    thingId: id,
    provision: 'xz-25-3',
    data,
  });
