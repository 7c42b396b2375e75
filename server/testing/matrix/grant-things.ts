import { beginGrant } from '../../features/grants/index.ts';
import { systemCall } from '../../system-call.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

interface Whose {
  dataset(): Promise<Thing>;
  owner(): Promise<Thing>;
  organisationId: string;
}

/** A grant of the organisation on the own body's dataset, without end. */
export async function aGrant({ services, bodies }: Platform, whose: Whose): Promise<Thing> {
  const [dataset, owner] = [await whose.dataset(), await whose.owner()];
  const terms = {
    ...{ fields: ['编号'], where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
    ...{ addresses: [], system: '矩阵系统', from: '2020-01-01', until: '2099-12-31' },
  };
  const agreed = {
    ...{ agreementId: services.newId(), dataset: { id: dataset.id, code: '' }, bodyId: bodies.own },
    ...{ ownerId: owner.id, organisationId: whose.organisationId, terms },
  };
  const call = systemCall(services);
  return { id: await services.db.transaction().execute((trx) => beginGrant(trx, call, agreed)) };
}

/** A grant that serves, and one that is suspended. */
export const grantThings = (
  { ask, tokens }: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  grant: () => Promise<Thing>,
): Record<'grant' | 'suspendedGrant', Shelf> => ({
  grant: shelf(grant),
  suspendedGrant: shelf(async () => {
    const { id } = await grant();
    await ask(tokens.reviewer, 'POST', `/grants/${id}/suspend`, { body: { reason: '核实中' } });
    return { id };
  }),
});
