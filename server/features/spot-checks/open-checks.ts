import { createHash, randomBytes } from 'node:crypto';
import { can } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { drawn, riskOf } from '../../../rules/spot-checks/draw.ts';
import type {
  drawSpotChecks,
  getSpotCheckDraw,
  openSpotCheck,
} from '../../../rules/spot-checks/spot-checks.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { knownGrant, measuredUse } from '../grants/index.ts';
import {
  checkableGrants,
  findDraw,
  insertCheck,
  insertDraw,
  type CheckableGrant,
} from './spot-check.queries.ts';

const SEED_BYTES = 16;
const BITS = 52;

/** In (0, 1): the first 52 bits of SHA-256 of the seed and the id. */
function chanceFrom(seed: string, id: string): number {
  const digest = createHash('sha256').update(`${seed} ${id}`).digest();
  return (Number(digest.readBigUInt64BE() >> 12n) + 0.5) / 2 ** BITS;
}

export const open: UseCase<typeof openSpotCheck> = async (call, { grantId, reason }) =>
  call.services.db.transaction().execute(async (trx) => {
    const { bodyId } = await knownGrant(trx, call, grantId);
    permit(call.actor, 'spot-check.open', { bodyId });
    const wanted = { bodyId: null, grantId };
    const [grant] = await checkableGrants(trx, wanted, call.services.clock.now());
    if (!grant) throw new Problem('wrong-state');
    return openOne(trx, call, grant, { reason, drawId: null });
  });

export const draw: UseCase<typeof drawSpotChecks> = async (call, { count, by, reason }) => {
  const { actor, services } = call;
  const { bodyId } = scopeOf(actor, 'spot-check.open');
  return services.db.transaction().execute(async (trx) => {
    const grants = await checkableGrants(trx, { bodyId, grantId: null }, services.clock.now());
    if (grants.length === 0) throw new Problem('wrong-state');
    const seed = randomBytes(SEED_BYTES).toString('hex');
    const candidates = grants.map((grant) => ({
      id: grant.id,
      weight: by === 'risk' ? riskOf(grant) : 1,
    }));
    const ids = drawn(candidates, count, (id) => chanceFrom(seed, id));
    const id = services.newId();
    const made = { id, seed, candidates, drawn: ids };
    const at = services.clock.now();
    await insertDraw(trx, { ...made, bodyId, drawnBy: accountOf(call), at });
    await recordEvent(trx, call, {
      ...{ action: 'spot-check.draw', thing: 'spot-check-draw', thingId: id, provision: 'xz-29' },
      ...{ reasons: [reason], data: { seed, by, candidates: candidates.length, drawn: ids.length } },
    });
    const byId = new Map(grants.map((grant) => [grant.id, grant]));
    for (const grantId of ids) {
      const grant = byId.get(grantId);
      if (grant) await openOne(trx, call, grant, { reason, drawId: id });
    }
    return { ...made, drawnAt: at.toISOString() };
  });
};

/** For those who can draw, within their reach. */
export const getDraw: UseCase<typeof getSpotCheckDraw> = async (call, { id }) => {
  const found = await findDraw(call.services.db, id);
  if (!found || !can(call.actor, 'spot-check.open', found)) throw new Problem('not-found');
  const { bodyId: _bodyId, ...shown } = found;
  return shown;
};

const accountOf = ({ actor }: Call): string => {
  if (actor.accountId === null) throw new Problem('not-permitted');
  return actor.accountId;
};

/** With what the platform itself measured since the beginning of the use. */
async function openOne(
  trx: Trx,
  call: Call,
  grant: CheckableGrant,
  { reason, drawId }: { reason: string; drawId: string | null },
): Promise<{ id: string; code: string }> {
  const { actor, services } = call;
  const at = services.clock.now();
  const use = await measuredUse(trx, grant.id, { from: grant.from, until: cityDay(at) });
  const { lateReports, isFastTrack } = grant;
  const id = services.newId();
  const code = await insertCheck(trx, {
    ...{ id, grantId: grant.id, drawId, reason, at, measured: { use, lateReports, isFastTrack } },
    ...{ openedRole: actor.role, openedBodyId: actor.bodyId, openedBy: accountOf(call) },
  });
  await recordEvent(trx, call, {
    ...{ action: 'spot-check.open', thing: 'spot-check', thingId: id, provision: 'xz-29' },
    ...{ reasons: [reason], data: { code, grantId: grant.id, ...(drawId && { drawId }) } },
  });
  return { id, code };
}
