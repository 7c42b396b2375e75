import { can } from '../../../rules/access/permissions.ts';
import { isStricter } from '../../../rules/datasets/open-class.ts';
import { effectOf } from '../../../rules/gradings/effect.ts';
import type { GradingGuideline, LevelRefinement } from '../../../rules/gradings/guideline.schema.ts';
import { levelOf } from '../../../rules/gradings/guideline.ts';
import type {
  getRefinement,
  RefinementView,
  saveRefinement,
} from '../../../rules/gradings/guidelines.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader } from '../../store/database.ts';
import { findBody } from '../bodies/index.ts';
import { recordEvent } from '../events/index.ts';
import { listedGrades } from './effect.queries.ts';
import { settleRegradings } from './effect.ts';
import { guidelineInForce } from './guideline.queries.ts';
import { allRefinements, insertRefinement, refinementOf } from './refinement.queries.ts';

async function bodyOf(db: Reader, call: Call, id: string) {
  const body = await findBody(db, id);
  if (!body || !can(call.actor, 'grading.read', { bodyId: id, district: body.district }))
    throw new Problem('not-found');
  return body;
}

export const get: UseCase<typeof getRefinement> = async (call, { id }) => viewOf(call.services.db, call, id);

async function viewOf(db: Reader, call: Call, id: string): Promise<RefinementView> {
  const { code, name } = await bodyOf(db, call, id);
  const { guideline } = await guidelineInForce(db);
  const refinement = await refinementOf(db, id);
  return {
    body: { id, code, name },
    revision: refinement?.revision ?? 0,
    items: refinement?.items ?? [],
    writtenAt: refinement?.writtenAt.toISOString() ?? null,
    guideline,
    can: { save: can(call.actor, 'refinement.write', { bodyId: id }) },
  };
}

/** What would be more open than the city's table, or refines a level that it does not have. */
function refuseWider(guideline: GradingGuideline, items: readonly LevelRefinement[]): void {
  for (const { dimension, level, gives } of items) {
    const city = guideline.dimensions
      .filter(({ code }) => code === dimension)
      .map((each) => levelOf(each, level))
      .at(0);
    if (!city) throw new Problem('invalid-input', { detail: `${dimension} ${level}` });
    if (gives !== null && isStricter(city.gives, gives))
      throw new Problem('more-open-than-guideline', { detail: level, provision: 'xz-13' });
  }
}

export const save: UseCase<typeof saveRefinement> = async (call, { id, revision, items }) => {
  const { services, actor } = call;
  return services.db.transaction().execute(async (trx) => {
    await bodyOf(trx, call, id);
    permit(actor, 'refinement.write', { bodyId: id });
    const current = await guidelineInForce(trx);
    refuseWider(current.guideline, items);
    const before = await allRefinements(trx);
    const last = await refinementOf(trx, id);
    const at = services.clock.now();
    const next = {
      id: services.newId(),
      bodyId: id,
      revision: revision + 1,
      items,
      by: actor.accountId ?? '',
      at,
    };
    if ((last?.revision ?? 0) !== revision || !(await insertRefinement(trx, next)))
      throw new Problem('changed-meanwhile');
    await recordEvent(trx, call, {
      action: 'refinement.save',
      thing: 'public-body',
      thingId: id,
      version: revision + 1,
      provision: 'xz-13',
    });
    const refinements = new Map([...before, [id, items]]);
    const datasets = await listedGrades(trx, id);
    const { guideline } = current;
    const changes = effectOf({ guideline, refinements: before }, { guideline, refinements }, datasets);
    const { newId } = services;
    await settleRegradings(
      trx,
      { datasets, changes, refinements },
      { guidelineId: current.id, guideline, newId, at },
    );
    return viewOf(trx, call, id);
  });
};
