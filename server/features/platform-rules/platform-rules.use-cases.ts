import type {
  acceptPlatformRules,
  getRulesDraft,
  getRulesStanding,
  listPlatformRules,
  publishPlatformRules,
  RulesStanding,
  saveRulesDraft,
} from '../../../rules/platform-rules/platform-rules.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import {
  findDraft,
  insertAcceptance,
  newestAccepted,
  newestVersion,
  publishDraft,
  publishedRules,
  writeDraft,
  type Acceptor,
} from './platform-rules.queries.ts';

export const list: UseCase<typeof listPlatformRules> = async ({ services }) => ({
  items: await publishedRules(services.db),
});

function acceptor({ actor }: Call): Acceptor {
  const { accountId, organisationId } = actor;
  permit(actor, 'rules.accept', { ownerId: accountId });
  if (accountId === null) throw new Problem('sign-in-required');
  return { accountId, organisationId };
}

async function standingOf(db: Reader, who: Acceptor): Promise<RulesStanding> {
  const [current, accepted] = await Promise.all([newestVersion(db), newestAccepted(db, who)]);
  return {
    of: who.organisationId === null ? 'account' : 'organisation',
    current: current === 0 ? null : current,
    accepted: accepted?.version ?? null,
    acceptedAt: accepted?.at.toISOString() ?? null,
  };
}

export const standing: UseCase<typeof getRulesStanding> = async (call) =>
  standingOf(call.services.db, acceptor(call));

export const accept: UseCase<typeof acceptPlatformRules> = async (call, { version }) => {
  const who = acceptor(call);
  const { db, clock } = call.services;
  await db.transaction().execute(async (trx) => {
    // What was read is accepted, never something newer unread.
    if (version !== (await newestVersion(trx)))
      throw new Problem('changed-meanwhile', { provision: 'xz-26' });
    if (!(await insertAcceptance(trx, who, { version, at: clock.now() }))) return;
    await record(trx, call, 'accept', { version, organisationId: who.organisationId });
  });
  return standingOf(db, who);
};

export const draft: UseCase<typeof getRulesDraft> = async ({ actor, services }) => {
  permit(actor, 'rules.write');
  return { draft: await findDraft(services.db) };
};

export const save: UseCase<typeof saveRulesDraft> = async (call, input) => {
  const { actor, services } = call;
  permit(actor, 'rules.write');
  return services.db.transaction().execute(async (trx) => {
    if (!(await writeDraft(trx, input, actor.accountId ?? ''))) throw new Problem('changed-meanwhile');
    await record(trx, call, 'save', { title: input.title });
    return { ...input, revision: input.revision + 1 };
  });
};

export const publish: UseCase<typeof publishPlatformRules> = async (call) => {
  const { actor, services } = call;
  permit(actor, 'rules.write');
  return services.db.transaction().execute(async (trx) => {
    const version = await publishDraft(trx, services.clock.now());
    if (version === null) throw new Problem('wrong-state', { provision: 'xz-26' });
    await record(trx, call, 'publish', { version });
    const published = (await publishedRules(trx)).find((each) => each.version === version);
    if (!published) throw new Problem('not-found');
    return published;
  });
};

/** Goes on only when the caller, or the organisation for which they act, has accepted the newest rules (`xz-26`). */
export async function needRules({ actor, services }: Call, db: Reader = services.db): Promise<void> {
  const { accountId, organisationId } = actor;
  const current = await newestVersion(db);
  if (current === 0 || accountId === null) return;
  const accepted = await newestAccepted(db, { accountId, organisationId });
  if (accepted?.version === current) return;
  throw new Problem('rules-not-accepted', {
    provision: 'xz-26',
    words: (t) => t('platformRules.to-accept', { version: current }),
  });
}

const record = (
  trx: Trx,
  call: Call,
  act: 'accept' | 'save' | 'publish',
  data: Record<string, unknown>,
): Promise<void> =>
  recordEvent(trx, call, {
    action: `platform-rules.${act}`,
    thing: act === 'accept' ? 'account' : 'installation',
    thingId: (act === 'accept' ? call.actor.accountId : null) ?? call.services.newId(),
    provision: 'xz-26',
    data,
  });
