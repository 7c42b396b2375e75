import { randomBytes } from 'node:crypto';
import { can, reachOf } from '../../../rules/access/permissions.ts';
import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { grantMachine } from '../../../rules/grants/grant.machine.ts';
import type {
  createGrantSecret,
  getGrant,
  GrantView,
  listGrants,
  revokeGrantSecret,
  stepGrant,
} from '../../../rules/grants/grants.operations.ts';
import { GRANT_STEPS } from '../../../rules/grants/grants.operations.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { TOKEN_BYTES, tokenHint, writeToken } from '../../../rules/tokens/token-text.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import { grantThing, moveGrant } from './grant-life.ts';
import {
  callsByDay,
  findListed,
  listGrants as grantsIn,
  lockGrant,
  type Grant,
  type ListedGrant,
} from './grant.queries.ts';
import { endSecret, goodSecrets, replaceSecrets } from './secret.queries.ts';
import { secretDigest } from '../../secret-digest.ts';

const HOUR_MS = 3_600_000;
const DAYS_SHOWN = 30;

const today = ({ services }: Call): string => cityDay(services.clock.now());

function view(grant: ListedGrant, call: Call): GrantView {
  const { dataset, publisher, holder, callsToday, changedAt, fastTrack } = grant;
  const { id, agreementId, state, reason, agreed, terms, rowsGiven, createdAt } = grant;
  // Whether a restriction takes anything away is said by the attempt.
  const thing = { ...grantThing(grant, { terms: agreed, reason: '-' }), isNarrower: true };
  const next: readonly string[] = permitted(grantMachine, thing, call.actor);
  return {
    ...{ id, agreementId, dataset, holder, state, reason, agreed, terms, callsToday, rowsGiven },
    ...{ fastTrack, publisher: { id: publisher.id, name: publisher.name } },
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    can: {
      ...Object.fromEntries(GRANT_STEPS.map((event) => [event, next.includes(event)])),
      use: can(call.actor, 'grant.use', grant),
      check: can(call.actor, 'spot-check.open', grant),
    },
  };
}

/** Of a data user their own or their organisation's, of a body those on its data, else all. */
export const list: UseCase<typeof listGrants> = async (call, { limit, cursor, state = null }) => {
  const { actor, services } = call;
  const { accountId, organisationId } = actor;
  const isOwn = reachOf(actor, 'grant.read') === 'own';
  if (isOwn) permit(actor, 'grant.read', { ownerId: accountId, organisationId });
  const scope = isOwn ? { bodyId: null, district: null } : scopeOf(actor, 'grant.read');
  const holder = isOwn ? { accountId, organisationId } : null;
  const wanted = { ...scope, holder, state, after: idAfter(cursor), limit };
  const { items, ...count } = await grantsIn(services.db, today(call), wanted);
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((grant) => view(grant, call)), ...count, next };
};

const mayRead = ({ actor }: Call, grant: Grant, district: string | null): boolean =>
  can(actor, 'grant.read', { ...grant, district });

export const get: UseCase<typeof getGrant> = async (call, { id }) => {
  const { db, clock } = call.services;
  const grant = await findListed(db, today(call), id);
  if (!grant || !mayRead(call, grant, grant.publisher.district)) throw new Problem('not-found');
  const uses = can(call.actor, 'grant.use', grant);
  const secrets = uses ? await goodSecrets(db, id, clock.now()) : [];
  const history = await historyOf(db, 'grant', [id]);
  return { ...view(grant, call), days: await callsByDay(db, id, DAYS_SHOWN), secrets, history };
};

/** A grant that the caller may know of, locked until the transaction ends. */
export async function knownGrant(trx: Trx, call: Call, id: string): Promise<Grant> {
  const listed = await findListed(trx, today(call), id);
  const grant = listed && (await lockGrant(trx, id));
  if (!grant || !mayRead(call, grant, listed.publisher.district)) throw new Problem('not-found');
  return grant;
}

export const step: UseCase<typeof stepGrant> = async (call, { id, event, reason, ...limits }) =>
  call.services.db.transaction().execute(async (trx) => {
    const grant = await knownGrant(trx, call, id);
    const terms: Record<typeof event, GrantTerms> = {
      restrict: { ...grant.agreed, ...limits },
      suspend: grant.terms,
      resume: grant.agreed,
      revoke: grant.terms,
    };
    const wished = { terms: terms[event], reason };
    const { state, provision } = await moveGrant(trx, call, grant, event, wished);
    const next = permitted(grantMachine, { ...grantThing(grant, wished), state }, call.actor);
    return { id, state, provision, next };
  });

/** Of a named system, by who may use its grant: a person, who is there. */
async function usedGrant(trx: Trx, call: Call, id: string): Promise<Grant> {
  if (call.actor.role === 'visitor') throw new Problem('sign-in-required');
  // A leaked token must not outlive its revocation by the secrets that it made.
  if (call.viewer === null || call.tokenId !== null) throw new Problem('not-permitted');
  const grant = await knownGrant(trx, call, id);
  permit(call.actor, 'grant.use', grant);
  return grant;
}

export const createSecret: UseCase<typeof createGrantSecret> = async (call, { id, overlapHours }) =>
  call.services.db.transaction().execute(async (trx) => {
    const { clock, newId } = call.services;
    const grant = await usedGrant(trx, call, id);
    const { accountId } = call.actor;
    const ended = grant.state === 'revoked' || grant.state === 'expired';
    if (ended || grant.terms.system === null || accountId === null) throw new Problem('wrong-state');
    const createdAt = clock.now();
    const clientSecret = writeToken(randomBytes(TOKEN_BYTES), 'kss_');
    const hashed = { hint: tokenHint(clientSecret), secretHash: secretDigest(clientSecret) };
    const secret = { id: newId(), grantId: id, ...hashed, createdBy: accountId, createdAt };
    await replaceSecrets(trx, secret, new Date(createdAt.getTime() + overlapHours * HOUR_MS));
    const data = { secretId: secret.id, overlapHours };
    await recordEvent(trx, call, {
      ...{ action: 'grant.make-secret', thing: 'grant', thingId: id, provision: 'xz-21', data },
    });
    const view = (await goodSecrets(trx, id, createdAt)).find((each) => each.id === secret.id);
    if (!view) throw new Problem('internal');
    return { clientId: id, clientSecret, view };
  });

export const revokeSecret: UseCase<typeof revokeGrantSecret> = async (call, { id, secretId }) =>
  call.services.db.transaction().execute(async (trx) => {
    await usedGrant(trx, call, id);
    if (!(await endSecret(trx, id, secretId, call.services.clock.now()))) throw new Problem('wrong-state');
    const data = { secretId };
    await recordEvent(trx, call, {
      ...{ action: 'grant.end-secret', thing: 'grant', thingId: id, provision: 'xz-21', data },
    });
    return { id: secretId };
  });
