import { SYSTEM } from '../../../rules/access/roles.ts';
import { datasetMachine } from '../../../rules/datasets/dataset.machine.ts';
import { classFollows } from '../../../rules/gradings/grade.ts';
import type { recordConsent, revokeConsent } from '../../../rules/gradings/gradings.operations.ts';
import { classOf } from '../../../rules/gradings/guideline.ts';
import { step } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { datasetThing, saveState, workingEntry, type Dataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import {
  gradeStanding,
  guidelineFor,
  insertConsent,
  openRegradings,
  saveRevocation,
} from '../gradings/index.ts';
import { gradedDataset } from './dataset-grading.ts';

export const record: UseCase<typeof recordConsent> = async (
  call,
  { id, holders, opens, fields, evidence },
) => {
  const { services, actor } = call;
  return services.db.transaction().execute(async (trx) => {
    const dataset = await gradedDataset(trx, call, id);
    permit(actor, 'consent.record', { bodyId: dataset.publisher.id });
    if (dataset.stateSecret) throw new Problem('state-secret', { provision: 'grading2019' });
    const known = new Set(workingEntry(dataset).fields.map(({ name }) => name));
    const unknown = fields.find((name) => !known.has(name));
    if (unknown !== undefined)
      throw new Problem('invalid-input', { errors: [{ pointer: '/fields', detail: unknown }] });
    const consent = { id: services.newId(), datasetId: dataset.id, holders, opens, fields, evidence };
    await insertConsent(trx, { ...consent, by: actor.accountId ?? '', at: services.clock.now() });
    await recordEvent(trx, call, {
      action: 'consent.record',
      thing: 'dataset',
      thingId: dataset.id,
      provision: 'xz-14-1',
      // Who agreed is personal: it stays with the consent, out of the trail.
      data: { consentId: consent.id, opens, fields: fields.length },
    });
    return { id: consent.id };
  });
};

export const revoke: UseCase<typeof revokeConsent> = async (call, { id, consentId, reason }) => {
  const { services, actor } = call;
  return services.db
    .transaction()
    .execute(async (trx) => {
      const dataset = await gradedDataset(trx, call, id);
      permit(actor, 'consent.revoke', { bodyId: dataset.publisher.id });
      const at = services.clock.now();
      const { id: datasetId } = dataset;
      const done = await saveRevocation(trx, {
        id: consentId,
        datasetId,
        by: actor.accountId ?? '',
        reason,
        at,
      });
      if (!done) throw new Problem('wrong-state');
      await recordEvent(trx, call, {
        action: 'consent.revoke',
        thing: 'dataset',
        thingId: datasetId,
        provision: 'xz-14-1',
        reasons: [reason],
        data: { consentId },
      });
      return { id: consentId, suspended: await stopWithout(trx, call, dataset) };
    })
    .finally(() => forgetDatasets(services));
};

/** What was open by that consent alone is suspended within the same transaction, and its body has to grade it anew. */
async function stopWithout(trx: Trx, call: Call, dataset: Dataset): Promise<boolean> {
  const { entry } = dataset;
  if (entry === null) return false;
  const { id: guidelineId, guideline } = await guidelineFor(trx, dataset.publisher.id);
  const { consents } = await gradeStanding(trx, dataset);
  if (classFollows(guideline, entry, consents) || classOf(guideline, entry.grade.levels) !== 'closed')
    return false;
  const at = call.services.clock.now();
  const change = {
    id: dataset.id,
    bodyId: dataset.publisher.id,
    openClass: entry.openClass,
    before: entry.openClass,
    after: 'closed' as const,
    kind: 'stricter' as const,
    mustAct: true,
  };
  await openRegradings(trx, { guidelineId, changes: [change], newId: call.services.newId, at });
  const outcome = step(datasetMachine, datasetThing(dataset), 'suspend', SYSTEM);
  if (!outcome.ok) return false;
  const suspendedReason = call.t('grade.consent.suspended');
  await saveState(trx, { id: dataset.id, state: outcome.state, suspendedReason, at });
  await recordEvent(trx, call, {
    action: 'dataset.suspend',
    thing: 'dataset',
    thingId: dataset.id,
    provision: 'xz-14-1',
    reasons: [suspendedReason],
  });
  return true;
}
