import type {
  closePublicBody,
  createPublicBody,
  listPublishers,
} from '../../../rules/bodies/bodies.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { recordEvent } from '../events/index.ts';
import { closeBody, findBody, insertBody, listBodies } from './bodies.queries.ts';

export const list: UseCase<typeof listPublishers> = async ({ services }) => ({
  items: await listBodies(services.db),
});

export const create: UseCase<typeof createPublicBody> = async (call, { code, name, nameEn, district }) => {
  permit(call.actor, 'body.manage');
  const { services } = call;
  const body = { id: services.newId(), code, name, nameEn, district: district ?? null };
  await services.db.transaction().execute(async (trx) => {
    if (!(await insertBody(trx, { ...body, createdAt: services.clock.now() })))
      throw new Problem('already-exists');
    await recordEvent(trx, call, {
      action: 'body.create',
      thing: 'public-body',
      thingId: body.id,
      data: { code },
      provision: 'xz-5',
    });
  });
  return { ...body, openDatasets: 0 };
};

export const close: UseCase<typeof closePublicBody> = async (call, { id }) => {
  permit(call.actor, 'body.manage');
  const { services } = call;
  return services.db.transaction().execute(async (trx) => {
    const body = await findBody(trx, id);
    if (!body) throw new Problem('not-found');
    // What is open stays open (xz-10-1): a body with open data is merged or renamed, not closed.
    if (body.openDatasets > 0) throw new Problem('wrong-state', { provision: 'xz-10-1' });
    await closeBody(trx, id, services.clock.now());
    await recordEvent(trx, call, { action: 'body.close', thing: 'public-body', thingId: id });
    return body;
  });
};
